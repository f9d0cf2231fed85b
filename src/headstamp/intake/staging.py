"""A batch's rows as they will be written: the file, the layout and the mended cells laid over each other.

The file is read anew for each pass and its rows come in the file's order, so a pass can go on from any row.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from headstamp.intake.layout import Layout, ReadRow, RowReader, Table, find_tables
from headstamp.intake.values import Cell
from headstamp.intake.workbook import Workbook

Mended = Mapping[tuple[str, int], Mapping[int, str]]
"""(sheet, row) -> column -> new wording."""

_KEY_LENGTH = 200  # the register's column for keys


@dataclass(frozen=True, slots=True)
class StagedRow:
    """One row of the file. `position` counts all rows below the headings from 0; `ordinal` counts repeats of
    the key; `mended` says which headings were written over, and with what."""

    position: int
    sheet: str
    names: Sequence[str]
    cells: Sequence[Cell]
    read: ReadRow
    key: str
    group: str
    ordinal: int
    mended: Mapping[str, str] = field(default_factory=dict)

    @property
    def number(self) -> int:
        return self.read.row_number

    @property
    def says_something(self) -> bool:
        return self.read.outcome == "row"


class StagedFile:
    """An opened file with the layout that reads it; Invalid at once if they do not fit."""

    def __init__(self, book: Workbook, layout: Layout, mended: Mended | None = None) -> None:
        self.layout = layout
        self._mended = mended or {}
        self.tables = find_tables(book, layout)
        self._readers = [_reader(table, layout, len(self.tables)) for table in self.tables]

    def rows(self, start: int = 0) -> Iterator[StagedRow]:
        """The rows from position `start` on; those before are read for their keys only."""
        position = -1
        seen: dict[str, int] = {}
        for table, reader in zip(self.tables, self._readers, strict=True):
            sheet, names = table.sheet.name, table.header.names
            for number, cells in table.rows():
                position += 1
                mended = self._mended.get((sheet, number))
                laid = laid_over(cells, mended) if mended else cells
                read = reader.read(number, laid)
                if read.outcome == "row":
                    key = fitting(read.key)
                    ordinal = seen[key] = seen.get(key, 0) + 1
                else:
                    key, ordinal = "", 0
                if position >= start:
                    yield StagedRow(
                        position, sheet, names, cells, read, key, fitting(read.group), ordinal,
                        {names[index]: text for index, text in mended.items() if index < len(names)} if mended else {},
                    )  # fmt: skip


def _reader(table: Table, layout: Layout, tables: int) -> RowReader:
    return RowReader(layout, table.header.names, sheet=table.sheet.name if tables > 1 else "")


def laid_over(cells: Sequence[Cell], mended: Mapping[int, str]) -> list[Cell]:
    """The cells with what was written over them."""
    laid = list(cells) + [""] * (max(mended, default=-1) + 1 - len(cells))
    for index, text in mended.items():
        laid[index] = text
    return laid


def fitting(key: str) -> str:
    """The key, or its start and its digest where it is longer than the register's column."""
    if len(key) <= _KEY_LENGTH:
        return key.replace("\0", "") if "\0" in key else key
    return key[: _KEY_LENGTH - 65].replace("\0", "") + "#" + hashlib.sha256(key.encode()).hexdigest()
