"""Opens a batch's file for a pass."""

from collections.abc import Iterator
from contextlib import contextmanager

from headstamp.intake.filing import must_be_there
from headstamp.intake.models import Batch, BatchCell
from headstamp.intake.remembering import layout_of
from headstamp.intake.staging import StagedFile
from headstamp.intake.workbook import Format, Workbook, open_workbook
from headstamp.intake.workbook.spreadsheet import open_spreadsheet


@contextmanager
def opened(batch: Batch) -> Iterator[StagedFile]:
    """The batch's rows, with its layout and its mended cells; Invalid if file and layout do not fit."""
    with open_kept(batch) as book:
        yield StagedFile(book, layout_of(batch), mended_of(batch))


def open_kept(batch: Batch) -> Workbook:
    """The batch's file. It was looked through for bombs when it came and is kept by its digest: not again."""
    path = must_be_there(batch.file_sha256)
    if batch.file_format == Format.CSV:
        return open_workbook(path)
    return open_spreadsheet(path, Format(batch.file_format), batch.has_macros)


def mended_of(batch: Batch) -> dict[tuple[str, int], dict[int, str]]:
    """The cells that were written over, by sheet and row."""
    mended: dict[tuple[str, int], dict[int, str]] = {}
    kept = BatchCell.objects.filter(batch=batch)
    for sheet, number, column, text in kept.values_list("sheet", "number", "column", "wording"):
        mended.setdefault((sheet, number), {})[column] = text
    return mended
