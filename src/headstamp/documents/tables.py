"""Tables as files: XLSX and CSV that no spreadsheet program will run as formulas.

The invariant: every cell of text stays text; only a `Link` can be followed, and only to a web page. In XLSX text is
written as a string, never parsed; in CSV a cell that a program would take for a formula gets a leading apostrophe
(OWASP, CSV injection).
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import BinaryIO

import xlsxwriter

_RISKY = ("=", "+", "-", "@", "\t", "\r", "\n")
_LONGEST_ADDRESS = 2_079  # Excel follows no longer one


@dataclass(frozen=True, slots=True)
class Link:
    """A cell that reads `text` and leads to `address`; where that is no address of the web it is text alone."""

    text: str
    address: str

    @property
    def is_followed(self) -> bool:
        return self.address.startswith(("https://", "http://")) and len(self.address) <= _LONGEST_ADDRESS


Cell = str | int | float | Decimal | date | datetime | bool | Link | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column's heading and its width in characters."""

    heading: str
    width: int = 16


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet: `notes` are lines above the table (filters, handling, who exported when)."""

    name: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Cell]]
    notes: Sequence[str] = ()


def write_xlsx(stream: BinaryIO, tables: Sequence[Table]) -> int:
    """Write the tables as one workbook, row by row; returns how many rows."""
    book = xlsxwriter.Workbook(
        stream,
        {
            "in_memory": False,
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "remove_timezone": True,
        },
    )
    heading = book.add_format(
        {"bold": True, "bg_color": "#E8ECF2", "border": 1, "text_wrap": True, "valign": "top"}
    )
    note = book.add_format({"italic": True, "font_color": "#555555"})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
    written = 0
    for table in tables:
        sheet = book.add_worksheet(table.name[:31])
        for index, column in enumerate(table.columns):
            sheet.set_column(index, index, column.width)
        line = 0
        for text in table.notes:
            sheet.write_string(line, 0, text, note)
            line += 1
        for index, column in enumerate(table.columns):
            sheet.write_string(line, index, column.heading, heading)
        sheet.freeze_panes(line + 1, 0)
        top = line
        for row in table.rows:
            line += 1
            for index, cell in enumerate(row):
                _write_cell(sheet, line, index, cell, day, moment)
            written += 1
        if table.columns:
            sheet.autofilter(top, 0, max(line, top), len(table.columns) - 1)
    book.close()
    return written


def _write_cell(
    sheet: "xlsxwriter.worksheet.Worksheet", line: int, index: int, cell: Cell, day: object, moment: object
) -> None:
    if cell is None or cell == "":
        return
    if isinstance(cell, Link) and cell.is_followed:
        sheet.write_url(line, index, cell.address, string=cell.text[:32767])
    elif isinstance(cell, Link):
        sheet.write_string(line, index, cell.text[:32767])
    elif isinstance(cell, bool):
        sheet.write_boolean(line, index, cell)
    elif isinstance(cell, int | float | Decimal):
        sheet.write_number(line, index, cell)
    elif isinstance(cell, datetime):
        sheet.write_datetime(line, index, cell, moment)
    elif isinstance(cell, date):
        sheet.write_datetime(line, index, cell, day)
    else:
        sheet.write_string(line, index, str(cell)[:32767])


def csv_lines(table: Table) -> Iterator[bytes]:
    """The table as UTF-8 CSV with a byte order mark (Excel needs it), line by line."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    yield b"\xef\xbb\xbf"
    for text in table.notes:
        writer.writerow([_harmless(text)])
    writer.writerow([_harmless(column.heading) for column in table.columns])
    for row in table.rows:
        writer.writerow([_harmless(cell) for cell in row])
        if buffer.tell() > 32768:
            yield _taken(buffer)
    yield _taken(buffer)


def _harmless(cell: Cell) -> Cell:
    if isinstance(cell, Link):
        cell = cell.text
    if isinstance(cell, str) and cell.lstrip(" ").startswith(_RISKY):
        return "'" + cell
    return cell


def _taken(buffer: io.StringIO) -> bytes:
    content = buffer.getvalue().encode("utf-8")
    buffer.seek(0)
    buffer.truncate()
    return content
