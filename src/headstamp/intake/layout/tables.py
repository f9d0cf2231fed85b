"""Which sheets of a workbook a layout reads, and where their tables begin."""

from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatch

from headstamp.intake.layout.layout import Layout
from headstamp.intake.layout.matching import known_headings
from headstamp.intake.workbook import HeaderRow, Sheet, Workbook, find_header
from headstamp.intake.workbook.book import Row
from headstamp.kernel.errors import Invalid
from headstamp.kernel.text import gettext_noop, say


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet with its row of headings."""

    sheet: Sheet
    header: HeaderRow

    def rows(self) -> Iterator[Row]:
        """Every row below the headings, blank ones too."""
        for number, cells in self.sheet.rows():
            if number > self.header.row_number:
                yield number, cells


def find_tables(workbook: Workbook, layout: Layout) -> tuple[Table, ...]:
    """The tables that `layout` reads: of the sheets it names, or of the first visible sheet with its headings.

    A sheet named outright must have the headings; one that only fits a pattern is passed over without them.
    Raises Invalid if there is no such sheet, or none with headings.
    """
    sheets = [(sheet, _how(sheet, number, layout)) for number, sheet in enumerate(workbook.sheets, 1)]
    wanted = [(sheet, how) for sheet, how in sheets if how]
    if not wanted:
        message = gettext_noop(
            "The file has no sheet that the layout names (%(wanted)s). Check the layout's “sheet”."
        )
        raise Invalid({"file": [say(message, wanted=", ".join(layout.sheets) or "*")]})
    found: list[Table] = []
    refused: Invalid | None = None
    for sheet, how in wanted:
        try:
            found.append(Table(sheet, find_header(sheet.rows(), known_headings(layout), layout.header)))
        except Invalid as error:
            if how == "named":
                raise
            refused = refused or error
        if found and not layout.sheets:
            break
    if not found and refused:
        raise refused
    return tuple(found)


def _how(sheet: Sheet, number: int, layout: Layout) -> str:
    """'named', 'fits' or '': how the layout asks for the sheet."""
    if not layout.sheets:
        return "" if sheet.is_hidden else "fits"
    name = sheet.name.strip().casefold()
    for wanted in layout.sheets:
        if wanted.strip().casefold() == name or wanted == str(number):
            return "named"
        if fnmatch(name, wanted.strip().casefold()):
            return "" if sheet.is_hidden else "fits"
    return ""
