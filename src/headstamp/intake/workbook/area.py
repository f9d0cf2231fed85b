"""How large a rectangle of memory a sheet would take: from its first to its last filled cell."""

import re
from abc import ABC, abstractmethod

_XLSX_CELL = re.compile(rb"""<(?:\w+:)?c\s[^<>]*?\br=["']([A-Za-z]{1,3})([0-9]{1,8})["'][^<>]*(?<!/)>""")
_ODS_TAG = re.compile(
    rb"<(?:[\w.-]+:)?(?:(table-row|table|/table)|(?:covered-)?table-cell)(?=[\s/>])([^<>]*)>"
)
_ROWS = re.compile(rb"""number-rows-repeated=["'](\d{1,12})""")
_COLUMNS = re.compile(rb"""number-columns-repeated=["'](\d{1,12})""")


class Area(ABC):
    """Reads a sheet's XML in chunks."""

    def __init__(self) -> None:
        self._rest = b""

    def read(self, chunk: bytes) -> None:
        text = self._rest + chunk
        cut = text.rfind(b"<")
        # A tag of more than a few thousand bytes is no cell; it must not be carried along for ever.
        cut = cut if cut >= 0 and len(text) - cut < 10_000 else len(text)
        self._rest = text[cut:]
        self._scan(text[:cut])

    @abstractmethod
    def _scan(self, text: bytes) -> None: ...

    @abstractmethod
    def cells(self) -> int:
        """The cells of the rectangle so far."""


class XlsxArea(Area):
    """By the cells' own addresses; what the sheet says of its dimension is not trusted."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[int] = []
        self._columns: set[bytes] = set()

    def _scan(self, text: bytes) -> None:
        found = _XLSX_CELL.findall(text)
        if not found:
            return
        columns, rows = zip(*found, strict=True)
        self._columns.update(columns)
        numbers = [int(row) for row in set(rows)]
        self._rows = [min(numbers + self._rows[:1]), max(numbers + self._rows[1:])]

    def cells(self) -> int:
        if not self._rows:
            return 0
        columns = [_column(letters) for letters in self._columns]
        return (self._rows[1] - self._rows[0] + 1) * (max(columns) - min(columns) + 1)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


class OdsArea(Area):
    """By the repetitions of rows and cells; empty cells count only before a filled one. Sheets add up."""

    def __init__(self) -> None:
        super().__init__()
        self._done = 0
        self._start_sheet()

    def _start_sheet(self) -> None:
        self._height = self._row = self._repeat = 0
        self._width = self._column = 0

    def _scan(self, text: bytes) -> None:
        for kind, attributes in _ODS_TAG.findall(text):
            if kind == b"table-row":
                self._row += self._repeat
                self._repeat, self._column = _number(_ROWS, attributes), 0
            elif kind:
                self._done += self._height * self._width
                self._start_sheet()
            else:
                self._column += _number(_COLUMNS, attributes)
                if not attributes.endswith(b"/") or b"value" in attributes:
                    self._height = self._row + self._repeat
                    self._width = max(self._width, self._column)

    def cells(self) -> int:
        return self._done + self._height * self._width


def _number(pattern: re.Pattern[bytes], attributes: bytes) -> int:
    match = pattern.search(attributes) if b"repeated" in attributes else None
    return int(match[1]) if match else 1
