"""Dates as trace tables write them: every reading that a wording allows, with what it leaves open. No Django.

A two-digit year has a reading in each century; a day and month that could be either way round have two, until the order
of the table is known.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from headstamp.kernel.values import PartialDate

FIRST_YEAR = 1800
"""No firearm that is traced was sold before; a year below it is a slip of the pen."""


class Order(StrEnum):
    """Which of two small numbers is the month."""

    MONTH_FIRST = "month-first"
    DAY_FIRST = "day-first"


@dataclass(frozen=True, slots=True)
class Written:
    """A date as written: year, month and day (0: not said). `is_short`: the year has two digits."""

    year: int
    month: int = 0
    day: int = 0
    is_short: bool = False

    def in_year(self, year: int) -> PartialDate | None:
        """The date in this year, None where there is no such day."""
        text = f"{year:04}" + (f"-{self.month:02}" if self.month else "")
        try:
            return PartialDate.parse(text + (f"-{self.day:02}" if self.month and self.day else ""))
        except ValueError:
            return None

    @property
    def readings(self) -> tuple[PartialDate, ...]:
        """The possible dates, the earliest first; none where there is no such day."""
        years = [century + self.year for century in (1800, 1900, 2000)] if self.is_short else [self.year]
        return tuple(found for year in years if year >= FIRST_YEAR and (found := self.in_year(year)))


_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january enero ene januar janar",
            "feb february febrero februar shkurt",
            "mar march marzo mart mars",
            "apr april abril abr prill",
            "may mayo maj",
            "jun june junio jun juni qershor",
            "jul july julio juli korrik",
            "aug august agosto ago avgust gusht",
            "sep sept september septiembre setiembre septembar shtator",
            "oct october octubre okt oktobar tetor",
            "nov november noviembre novembar nentor",
            "dec december diciembre dic dec decembar dhjetor",
        ),
        1,
    )
    for name in names.split()
}
_CLOCK = re.compile(
    r"[T\s]+\d{1,2}:\d{2}(:\d{2}([.,]\d+)?)?(\s*[ap]\.?m\.?)?\s*(Z|[+-]\d{2}:?\d{2})?\Z", re.I
)
_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?\Z")
_THREE = re.compile(r"(\d{1,2})\s*([-/. ])\s*(\d{1,2})\s*[-/. ]\s*(\d{4}|\d{2})\Z")
_MONTH_YEAR = re.compile(r"(\d{1,2})[-/.](\d{4})\Z")
_YEAR = re.compile(r"(\d{4})\Z")
_SOLID = re.compile(r"((?:19|20)\d{2})(0[1-9]|1[0-2])([0-2]\d|3[01])\Z")
_SOLID_SHORT = re.compile(r"(\d{2})(\d{2})(\d{4}|\d{2})\Z")
_WITH_NAME = re.compile(r"(?:(\d{1,2})[\s-]*)?([a-z]+)[\s-]*(?:(\d{1,2})[\s,-]+)?(\d{4}|\d{2})\Z")
_DAYS_OF_A_SHEET = re.compile(r"([1-7]\d{4})(?:\.0+)?\Z")
_FIRST_DAY_OF_A_SHEET = date(1899, 12, 30)
_FILLERS = re.compile(r"\b(de|del|of|the|st|nd|rd|th)\b|(?<=\d)(st|nd|rd|th)\b")


def read(text: str, order: Order | None = None) -> Written | None:
    """What a wording says, None if it is no date that could be. Without an `order`, points put the day first and
    strokes and dashes the month, as American trace tables do."""
    told = _CLOCK.sub("", text.strip()).strip().rstrip(".").strip()
    if not told:
        return None
    for reader in (_numbers, _named):
        found = reader(told, order)
        if found is not None:
            return found if found.readings else None
    return None


def order_of(texts: Iterable[str]) -> Order | None:
    """The order that the dates of a table show where they can be read in one way only; None if none does, or both are shown."""
    shown: set[Order] = set()
    for text in texts:
        match = _THREE.match(_CLOCK.sub("", text.strip()).strip().rstrip("."))
        if match is None or match[2] == ".":
            continue
        first, second = int(match[1]), int(match[3])
        if first > 12 >= second > 0:
            shown.add(Order.DAY_FIRST)
        elif second > 12 >= first > 0:
            shown.add(Order.MONTH_FIRST)
    return shown.pop() if len(shown) == 1 else None


def _numbers(told: str, order: Order | None) -> Written | None:
    if match := _YEAR_FIRST.match(told) or _SOLID.match(told):
        return Written(int(match[1]), int(match[2]), int(match[3] or 0))
    if match := _THREE.match(told):
        return _three(int(match[1]), int(match[3]), match[4], order or _usual(match[2]))
    if match := _SOLID_SHORT.match(told):
        return _three(int(match[1]), int(match[2]), match[3], order or Order.MONTH_FIRST)
    if match := _MONTH_YEAR.match(told):
        return Written(int(match[2]), int(match[1]))
    if match := _YEAR.match(told):
        return Written(int(match[1]))
    if match := _DAYS_OF_A_SHEET.match(told):
        day = _FIRST_DAY_OF_A_SHEET + timedelta(int(match[1]))
        return Written(day.year, day.month, day.day)
    return None


def _usual(mark: str) -> Order:
    return Order.DAY_FIRST if mark == "." else Order.MONTH_FIRST


def _three(first: int, second: int, year: str, order: Order) -> Written:
    month, day = (first, second) if order is Order.MONTH_FIRST else (second, first)
    if month > 12 >= day > 0:  # this one can be read in one way only
        month, day = day, month
    return Written(int(year), month, day, is_short=len(year) == 2)


def _named(told: str, _order: Order | None) -> Written | None:
    bare = " ".join(
        _FILLERS.sub(" ", told.lower().replace(".", " ").replace("/", " ").replace("ë", "e")).split()
    )
    match = _WITH_NAME.match(bare)
    if match is None or match[2] not in _MONTHS or (match[1] and match[3]):
        return None
    day = int(match[1] or match[3] or 0)
    return Written(int(match[4]), _MONTHS[match[2]], day, is_short=len(match[4]) == 2)
