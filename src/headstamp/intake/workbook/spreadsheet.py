"""XLSX, XLS and ODS through calamine, which reads values only and runs nothing."""

from collections.abc import Iterator
from pathlib import Path

from python_calamine import CalamineSheet, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from headstamp.intake.workbook import refusing
from headstamp.intake.workbook.book import Format, Row, Sheet, Source, Workbook
from headstamp.intake.workbook.refusing import refusal
from headstamp.kernel.errors import Invalid

# A damaged file can make the Rust reader panic, which Python sees as a BaseException of its own; these are not that.
_PASSING = (KeyboardInterrupt, SystemExit, GeneratorExit, MemoryError)


def open_spreadsheet(path: Path, format_: Format, has_macros: bool) -> Workbook:
    """The workbook, whose archive was checked before; Invalid if it is damaged or holds no sheet."""
    try:
        book = CalamineWorkbook.from_path(path)
        listed = book.sheets_metadata
    except _PASSING:
        raise
    except BaseException as error:
        raise _refused(error) from error
    source = _Calamine(book)
    sheets = tuple(
        Sheet(meta.name, meta.visible != SheetVisibleEnum.Visible, source)
        for meta in listed
        if meta.typ == SheetTypeEnum.WorkSheet
    )
    if not sheets:
        raise refusal(refusing.NO_SHEET)
    return Workbook(format_, sheets, source, has_macros)


class _Calamine(Source):
    """Keeps the sheet that was read last, so that looking for its header does not parse it twice."""

    def __init__(self, book: CalamineWorkbook) -> None:
        self._book = book
        self._last: tuple[str, CalamineSheet] | None = None

    def rows(self, sheet: str) -> Iterator[Row]:
        try:
            loaded = self._sheet(sheet)
            shift = [""] * loaded.start[1] if loaded.start else []
            for number, cells in enumerate(loaded.iter_rows(), 1):
                yield number, [*shift, *cells] if shift else cells  # type: ignore[misc]
        except _PASSING:
            raise
        except BaseException as error:
            raise _refused(error) from error

    def _sheet(self, name: str) -> CalamineSheet:
        if self._last is None or self._last[0] != name:
            self._last = None
            self._last = (name, self._book.get_sheet_by_name(name))
        return self._last[1]

    def close(self) -> None:
        self._last = None
        self._book.close()


def _refused(error: BaseException) -> Invalid:
    return refusal(refusing.ENCRYPTED if isinstance(error, PasswordError) else refusing.DAMAGED)
