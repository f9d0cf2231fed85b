"""CSV: encoding and delimiter found, rows streamed; nothing but text comes out."""

import csv
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from headstamp.intake.values.parsed import Cell
from headstamp.intake.workbook import refusing
from headstamp.intake.workbook.book import Format, Row, Sheet, Source, Workbook
from headstamp.intake.workbook.encoding import detect_encoding
from headstamp.intake.workbook.limits import Limits
from headstamp.intake.workbook.refusing import refusal

_DELIMITERS = ";,\t|"
_SAMPLE = 200  # lines


def open_delimited(path: Path, limits: Limits) -> Workbook:
    """The file as a workbook of one sheet, named as the file without its ending."""
    encoding = detect_encoding(path)
    source = _Delimited(path, encoding, limits)
    return Workbook(
        Format.CSV, (Sheet(path.stem, False, source),), source, encoding=encoding, delimiter=source.delimiter
    )


class _Delimited(Source):
    def __init__(self, path: Path, encoding: str, limits: Limits) -> None:
        self._path = path
        self._encoding = encoding
        self._limit = limits.field_characters
        self._said = False
        self.delimiter = self._find_delimiter()

    def _find_delimiter(self) -> str:
        """What Excel wrote in a first line 'sep=;', else the sign that parts most lines into equally many cells."""
        try:
            with self._path.open(encoding=self._encoding, newline="") as file:
                lines = [
                    line for line in (file.readline(self._limit) for _ in range(_SAMPLE)) if line.strip()
                ]
        except UnicodeError as error:
            raise refusal(refusing.UNREADABLE_TEXT) from error
        if lines and lines[0].lower().startswith("sep=") and len(lines[0].strip()) == 5:
            self._said = True
            return lines[0][4]
        return max(_DELIMITERS, key=lambda sign: _evenness(lines, sign))

    def rows(self, sheet: str) -> Iterator[Row]:
        # The limit is the csv module's own and counts for the whole process; every reader here wants the same.
        csv.field_size_limit(self._limit)
        try:
            with self._path.open(encoding=self._encoding, newline="") as file:
                for number, cells in enumerate(csv.reader(file, delimiter=self.delimiter), 1):
                    if number == 1 and self._said:
                        continue
                    row: list[Cell] = [*cells]
                    yield number, row
        except csv.Error as error:
            raise refusal(refusing.TOO_LONG_CELL) from error
        except UnicodeError as error:
            raise refusal(refusing.UNREADABLE_TEXT) from error
        except OSError as error:
            raise refusal(refusing.DAMAGED) from error

    def close(self) -> None:
        """Nothing stays open between rows."""


def _evenness(lines: list[str], sign: str) -> tuple[int, int]:
    """How many lines have the commonest number of `sign` above none, and that number."""
    try:
        widths = Counter(len(cells) for cells in csv.reader(lines, delimiter=sign) if len(cells) > 1)
    except csv.Error:
        return (0, 0)
    if not widths:
        return (0, 0)
    width, count = max(widths.items(), key=lambda item: (item[1], item[0]))
    return (count, width)
