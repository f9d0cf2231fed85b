"""Opens a batch's file for a pass."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from headstamp.intake.filing import must_be_there, path_of
from headstamp.intake.models import Batch, BatchCell
from headstamp.intake.remembering import layout_of
from headstamp.intake.staging import StagedFile
from headstamp.intake.workbook import Format, Workbook, open_workbook
from headstamp.intake.workbook.spreadsheet import open_spreadsheet

_held: ContextVar[dict[str, Workbook] | None] = ContextVar("held_workbooks", default=None)


@contextmanager
def opened(batch: Batch) -> Iterator[StagedFile]:
    """The batch's rows, with its layout and its mended cells; Invalid if file and layout do not fit."""
    with open_kept(batch) as book:
        yield StagedFile(book, layout_of(batch), mended_of(batch))


@contextmanager
def opened_once() -> Iterator[None]:
    """Inside, in this thread, a file stays open between one pass and the next, so that it is parsed once."""
    held: dict[str, Workbook] = {}
    token = _held.set(held)
    try:
        yield
    finally:
        _held.reset(token)
        for book in held.values():
            book.close()


@contextmanager
def opened_first(sha256: str) -> Iterator[Workbook]:
    """A file that has just come, looked through for bombs; Invalid if it must not or cannot be read."""
    book, held = open_workbook(path_of(sha256)), _held.get()
    if held is None:
        with book:
            yield book
        return
    if sha256 in held:
        held[sha256].close()
    held[sha256] = book
    yield book


@contextmanager
def open_kept(batch: Batch) -> Iterator[Workbook]:
    """The batch's file. It was looked through for bombs when it came and is kept by its digest: not again."""
    held = _held.get()
    if held is None:
        with _open(batch) as book:
            yield book
        return
    if batch.file_sha256 not in held:
        held[batch.file_sha256] = _open(batch)
    yield held[batch.file_sha256]


def _open(batch: Batch) -> Workbook:
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
