"""A workbook and its sheets, whatever file they come from."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from types import TracebackType
from typing import Self

from headstamp.intake.values.parsed import Cell

Row = tuple[int, list[Cell]]
"""A row's number as in the file (from 1) and its cells from column A on; empty cells are ''."""


class Format(StrEnum):
    """What a file is, by its content."""

    XLSX = "xlsx"
    XLS = "xls"
    ODS = "ods"
    CSV = "csv"


class Source(ABC):
    """Where sheets read their rows from; one for each kind of file."""

    @abstractmethod
    def rows(self, sheet: str) -> Iterator[Row]: ...

    @abstractmethod
    def close(self) -> None: ...


@dataclass(frozen=True)
class Sheet:
    """One sheet; `rows` may be asked again and again and holds no second copy of the cells."""

    name: str
    is_hidden: bool
    source: Source

    def rows(self) -> Iterator[Row]:
        """Every row from the first of the file to the last filled one, blank rows too.

        Raises Invalid when the file turns out to be damaged.
        """
        return self.source.rows(self.name)


@dataclass(frozen=True)
class Workbook:
    """An opened file. `encoding` and `delimiter` are said for CSV only, for a person to check."""

    format: Format
    sheets: tuple[Sheet, ...]
    source: Source
    has_macros: bool = False
    encoding: str = ""
    delimiter: str = ""

    def sheet(self, name: str) -> Sheet:
        """The sheet of that name; KeyError."""
        for sheet in self.sheets:
            if sheet.name == name:
                return sheet
        raise KeyError(name)

    def close(self) -> None:
        self.source.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
