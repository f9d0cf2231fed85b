"""What a parser takes and gives: cells, options, values, problems and flags."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from headstamp.kernel.text import Message

Cell = str | int | float | bool | datetime | date | time | timedelta | None
"""A cell as the file's reader gives it; an empty cell is '' or None."""

Value = str | int | bool
"""A parsed value: plain JSON."""

_NOTHING: Mapping[str, Value] = MappingProxyType({})
_INVISIBLE = str.maketrans("", "", "\x00\u200b\u200c\u200d\u2060\ufeff\u00ad")


class Flag(StrEnum):
    """What a reader should know about a value although it could be taken."""

    LOST_ZEROS = "lost_zeros"  # a serial stored as a number: leading zeros, if any, are gone
    SCIENTIFIC = "scientific"  # 1.23E+11: digits are gone
    CYRILLIC = "cyrillic"  # Cyrillic letters in a serial, or mixed with Latin ones
    TWO_DIGIT_YEAR = "two_digit_year"
    ORDER_OF_DATE = (
        "order_of_date"  # another order of the layout reads another day, or only a further one reads it
    )
    EXCEL_NUMBER = "excel_number"  # a date that came as Excel's day number
    UNKNOWN_WORDING = "unknown_wording"  # no code for it; kept as text or as code 'unknown'
    UNSURE_READING = "unsure_reading"  # items were read of the words, and not all of them surely


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a cell or a row cannot be taken. `code` is stable; `column` is the file's heading ('' for the row)."""

    code: str
    message: Message
    column: str = ""


@dataclass(frozen=True, slots=True)
class Parsed:
    """One cell's value (None: nothing was said), its problems, flags, and further parts by name.

    `also` holds what else the cell said: 'unit' of a quantity, 'time' of a date with a time, 'state' of a
    serial number, 'latitude' and 'longitude' of coordinates.
    """

    value: Value | None = None
    problems: tuple[Problem, ...] = ()
    flags: tuple[Flag, ...] = ()
    also: Mapping[str, Value] = field(default_factory=lambda: _NOTHING)


EMPTY = Parsed()


@dataclass(frozen=True, slots=True)
class Options:
    """How a column is written. Empty means not said; then only what reads in one way is taken.

    order     of day, month and year in dates with slashes: 'dmy', 'mdy', 'ymd'; several, by preference: 'dmy mdy';
              for dates with one sign only: '/mdy -ymd .mdy'
    decimal   the decimal sign: ',' or '.'
    unit      the unit of a quantity that names none (a kernel Unit's value), or of a length: mm, cm, m, in
    nothing   folded wordings that mean that nothing is said, such as 'n c'
    states    folded wordings in a serial number's place -> the mark's state, such as 'raspado' -> 'removed'
    find      for codes: wording -> code, or None when it is not known
    unknown   for codes not found: 'refuse', 'keep' (text stays in `said` only) or 'unknown' (code 'unknown')
    list_name what the code list is called in a message
    today     the day after which a date is in the future (default: now)
    """

    order: str = ""
    decimal: str = ""
    unit: str = ""
    nothing: frozenset[str] = frozenset()
    states: Mapping[str, str] = field(default_factory=dict)
    find: Callable[[str], str | None] | None = None
    unknown: str = "refuse"
    list_name: str = ""
    today: date | None = None


def wording(cell: Cell) -> str:
    """A cell as its writer saw it, trimmed: '' for nothing; whole numbers without '.0'; dates as ISO text."""
    if isinstance(cell, str):
        text = cell.strip()
        return text if text.isascii() and "\x00" not in text else text.translate(_INVISIBLE).strip()
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and -1e15 < cell < 1e15 else _number_wording(cell)
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, datetime):
        return cell.isoformat(" ", "minutes")
    if isinstance(cell, (date, time)):
        return cell.isoformat()
    return str(cell)


def _number_wording(number: float) -> str:
    if abs(number) < 1e15:
        return format(Decimal(repr(number)), "f")
    return repr(number)


def bad(code: str, message: Message) -> Parsed:
    return Parsed(problems=(Problem(code, message),))
