"""Opening the files that agencies send: XLSX, XLSM, XLS, ODS and CSV, told apart by content, never by name.

    with open_workbook(path) as book:
        sheet = book.sheets[0]
        header = find_header(sheet.rows(), known_headings(layout))
        for row_number, cells in sheet.rows():
            ...

Macros are never run: cells are read as values and `has_macros` says that the file holds some. What cannot be
taken is refused with `Invalid({"file": [...]})` before it can fill the memory.
"""

from headstamp.intake.workbook.book import Format, Sheet, Workbook
from headstamp.intake.workbook.header import HeaderRow, find_header
from headstamp.intake.workbook.limits import DEFAULT, Limits
from headstamp.intake.workbook.opening import open_workbook

__all__ = ["DEFAULT", "Format", "HeaderRow", "Limits", "Sheet", "Workbook", "find_header", "open_workbook"]
