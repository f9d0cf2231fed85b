"""What stands under each heading of a file, for the person who says what its columns mean."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from headstamp.intake.filing import must_be_there
from headstamp.intake.queries import batch_for
from headstamp.intake.values import Cell, wording
from headstamp.intake.workbook import HeaderRow, Sheet, Workbook, find_header, open_workbook
from headstamp.intake.workbook.book import Row
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Invalid
from headstamp.kernel.folding import fold

_SEARCHED = 400  # rows
_LONGEST = 80


@dataclass(frozen=True, slots=True)
class Sampled:
    """The headings of one sheet, the number of their row, and a few different wordings under each."""

    sheet: str
    sheets: tuple[str, ...]
    header: int
    headings: tuple[str, ...]
    samples: tuple[tuple[str, ...], ...]


def samples_of(asker: Asker, uid: str, *, sheet: str = "", header: int = 0, most: int = 3) -> Sampled:
    """Headings and samples of the sheet named, or of the first with headings; `header` 0 finds their row.

    Invalid if no row of headings is found.
    """
    batch = batch_for(asker, uid)
    known = frozenset() if header else frozenset(fold(name) or name for name in batch.headings)
    # The very content was tried when the file was received.
    with open_workbook(must_be_there(batch.file_sha256), is_tried=True) as book:
        wanted = [each for each in book.sheets if each.name == sheet] or list(book.sheets)
        chosen, found = _headed(wanted, known, header)
        rows = islice(chosen.rows(), found.row_number + _SEARCHED)
        below = [cells for row in rows if _is_below(row, found) for cells in (row[1],)]
        return Sampled(
            chosen.name, _visible(book), found.row_number, found.names, _samples(found, below, most)
        )


def _headed(sheets: Sequence[Sheet], known: frozenset[str], header: int) -> tuple[Sheet, HeaderRow]:
    refused: Invalid | None = None
    for sheet in sheets:
        if sheet.is_hidden and len(sheets) > 1:
            continue
        try:
            return sheet, find_header(sheet.rows(), known, header)
        except Invalid as error:
            refused = refused or error
    raise refused or Invalid({"file": []})


def _is_below(row: Row, header: HeaderRow) -> bool:
    return row[0] > header.row_number


def _visible(book: Workbook) -> tuple[str, ...]:
    return tuple(sheet.name for sheet in book.sheets if not sheet.is_hidden)


def _samples(header: HeaderRow, rows: list[list[Cell]], most: int) -> tuple[tuple[str, ...], ...]:
    found: list[dict[str, None]] = [{} for _ in header.names]
    for cells in rows:
        for index, seen in enumerate(found):
            if len(seen) < most and index < len(cells) and (text := wording(cells[index])):
                seen[text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"] = None
    return tuple(tuple(seen) for seen in found)
