"""The mending workbook: the bad rows alone, in the file's own columns, to be corrected and sent back.

A hidden first column says which row is which; a hidden sheet names the batch. Bad cells are coloured and say in
a comment what is wrong. Only cells that were changed are taken from what comes back.
"""

import zlib
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, BinaryIO
from zipfile import BadZipFile, ZipFile

import xlsxwriter

from headstamp.intake.models import Batch, BatchProblem, BatchRow
from headstamp.intake.packing import unpacked
from headstamp.intake.staging import laid_over
from headstamp.intake.values import Cell, wording
from headstamp.intake.workbook import Workbook, open_workbook
from headstamp.kernel.errors import Invalid
from headstamp.kernel.text import gettext_noop, say

ROW_ID = "headstamp row"
_NAMES_BATCH = "headstamp"
_SETTINGS = {
    "constant_memory": False,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "remove_timezone": True,
}
Said = Callable[[BatchProblem], str]
Mended = dict[tuple[str, int], dict[int, str]]


def write_mending(out: BinaryIO, batch: Batch, rows: Sequence[BatchRow], mended: Mended, said: Said) -> int:
    """Write the bad rows to `out` as XLSX; `said` puts a problem into the reader's language. Gives their number."""
    book = xlsxwriter.Workbook(out, _SETTINGS)
    about = book.add_worksheet(_NAMES_BATCH)
    about.write_string(0, 0, batch.uid)
    about.very_hidden()
    for sheet in dict.fromkeys(row.sheet for row in rows):
        _write_sheet(book, batch, sheet, [row for row in rows if row.sheet == sheet], mended, said)
    if not rows:
        book.add_worksheet("1").write_string(0, 0, ROW_ID)
    book.get_worksheet_by_name(book.worksheets()[1].get_name()).activate()
    book.close()
    return len(rows)


def _write_sheet(
    book: Any, batch: Batch, name: str, rows: Sequence[BatchRow], mended: Mended, said: Said
) -> None:
    sheet = book.add_worksheet(_sheet_name(name, book))
    heading = book.add_format({"bold": True, "bg_color": "#E8ECF2", "border": 1, "text_wrap": True})
    bad = book.add_format({"bg_color": "#F8D0CC", "border": 1})
    sheet.write_string(0, 0, ROW_ID, heading)
    sheet.set_column(0, 0, None, None, {"hidden": True})
    headings = batch.headings_of(name)
    for index, text in enumerate(headings):
        sheet.write_string(0, index + 1, text, heading)
        sheet.set_column(index + 1, index + 1, 18)
    sheet.freeze_panes(1, 0)
    places = {text: index for index, text in enumerate(headings)}
    for line, row in enumerate(rows, 1):
        sheet.write_string(line, 0, f"{row.number}|{row.sheet}")
        problems = _by_place(row, places, said)
        for index, cell in enumerate(as_mended(row, mended)):
            _write_cell(sheet, line, index + 1, cell, bad if index in problems else None)
        for index, words in problems.items():
            sheet.write_comment(line, index + 1, "\n".join(words)[:2_000], {"x_scale": 2})
            if index >= len(row.cells):
                sheet.write_blank(line, index + 1, None, bad)


def as_mended(row: BatchRow, mended: Mended) -> list[Cell]:
    """The row's cells with what was written over them."""
    return laid_over(unpacked(row.cells), mended.get((row.sheet, row.number), {}))


def _by_place(row: BatchRow, places: dict[str, int], said: Said) -> dict[int, list[str]]:
    """Problems by column; those of the whole row stand at its first cell."""
    found: dict[int, list[str]] = {}
    for problem in row.problems.all():
        found.setdefault(places.get(problem.column, 0), []).append(said(problem))
    return found


def _write_cell(sheet: Any, line: int, column: int, cell: Cell, style: Any) -> None:
    if cell is None or cell == "":
        sheet.write_blank(line, column, None, style)
    elif isinstance(cell, bool):
        sheet.write_boolean(line, column, cell, style)
    elif isinstance(cell, (int, float)):
        sheet.write_number(line, column, cell, style)
    elif isinstance(cell, (datetime, date, time, timedelta)):
        # As text a bad date can be read and mended; as a number it would show nothing of what was wrong.
        sheet.write_string(line, column, wording(cell), style)
    else:
        sheet.write_string(line, column, cell[:32_767], style)


def _sheet_name(name: str, book: Any) -> str:
    """The file's own sheet name where a workbook may bear it."""
    plain = "".join("_" if letter in "[]:*?/\\" else letter for letter in name).strip("'")[:31]
    taken = {sheet.get_name().casefold() for sheet in book.worksheets()}
    return plain if plain and plain.casefold() not in taken else f"{len(taken)}"


def read_mending(book: Workbook, batch: Batch) -> Iterator[tuple[str, int, list[Cell]]]:
    """(sheet, row, cells) of every row that came back; Invalid if the workbook is not this batch's."""
    names = {sheet.name for sheet in book.sheets}
    if _NAMES_BATCH not in names or _first_cell(book) != batch.uid:
        message = gettext_noop(
            "This is not the workbook of this batch. Send back the file that was downloaded here."
        )
        raise Invalid({"file": [say(message)]})
    for sheet in book.sheets:
        if sheet.name == _NAMES_BATCH:
            continue
        for _, cells in sheet.rows():
            number, _, name = wording(cells[0]).partition("|") if cells else ("", "", "")
            if number.isdecimal():
                yield name, int(number), cells[1:]


def batch_of_mending(path: Path) -> str:
    """The batch whose mending workbook this file is; '' if it is none."""
    try:
        # Its own name stands in the list of sheets; only then is the file worth opening.
        with ZipFile(path) as archive, archive.open("xl/workbook.xml") as listed:
            if f'name="{_NAMES_BATCH}"'.encode() not in listed.read(1 << 20):
                return ""
        with open_workbook(path) as book:
            return _first_cell(book)
    except (Invalid, BadZipFile, KeyError, OSError, RuntimeError, NotImplementedError, zlib.error):
        return ""


def _first_cell(book: Workbook) -> str:
    for _, cells in book.sheet(_NAMES_BATCH).rows():
        return wording(cells[0]) if cells else ""
    return ""
