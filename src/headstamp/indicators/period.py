"""Periods of figures: all, two years, a year, half-year, quarter or month, by names that sort and that a person can type.

A record lies in a period where all of its partial date does. One that knows only its year is in the year, and among
the months of that year in the bucket "unknown"; one without a date is in the years' bucket "unknown", and in "all".
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Self

from headstamp.kernel.values import PartialDate

UNKNOWN = "unknown"
ALL = "all"


class Every(StrEnum):
    """How long a period is."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half-year"
    YEAR = "year"
    TWO_YEARS = "two-year"
    ALL = "all"


MONTHS = {Every.MONTH: 1, Every.QUARTER: 3, Every.HALF_YEAR: 6}
"""Periods shorter than a year, in months."""

_FORMS = {
    Every.MONTH: re.compile(r"([12]\d{3})-(0[1-9]|1[0-2])", re.ASCII),
    Every.QUARTER: re.compile(r"([12]\d{3})-Q([1-4])", re.ASCII),
    Every.HALF_YEAR: re.compile(r"([12]\d{3})-H([12])", re.ASCII),
    Every.YEAR: re.compile(r"([12]\d{3})()", re.ASCII),
    Every.TWO_YEARS: re.compile(r"([12]\d{3})/([12]\d{3})", re.ASCII),
    Every.ALL: re.compile(r"(all)()"),
}


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A period by its name: 2022, 2022-H1, 2022-Q3, 2022-05, 2021/2022, all."""

    name: str
    every: Every

    @classmethod
    def parse(cls, text: str) -> Self:
        """From what a person typed; ValueError says which forms there are."""
        for every, form in _FORMS.items():
            match = form.fullmatch(text.strip())
            if match and (every is not Every.TWO_YEARS or int(match[2]) == int(match[1]) + 1):
                return cls(text.strip(), every)
        raise ValueError("a period is 2022, 2022-H1, 2022-Q3, 2022-05, 2021/2022 or all")

    @property
    def years(self) -> tuple[int, ...]:
        """The years that it lies in; none for "all" and for what is unknown."""
        return tuple(int(year) for year in re.findall(r"(?<![\d-])\d{4}", self.name))

    @property
    def is_unknown(self) -> bool:
        """A bucket of dates that are not known so precisely."""
        return self.name.endswith(UNKNOWN)

    @property
    def first(self) -> date | None:
        """Its first day; none for "all" and "unknown"."""
        return date(self.years[0], self._months()[0], 1) if self.years else None

    @property
    def last(self) -> date | None:
        """Its last day; none for "all" and "unknown"."""
        return PartialDate(f"{self.years[-1]:04}-{self._months()[1]:02}").latest if self.years else None

    def _months(self) -> tuple[int, int]:
        if self.every not in MONTHS or self.is_unknown:
            return 1, 12
        length = MONTHS[self.every]
        number = int(re.sub(r"\D", "", self.name[5:]))
        return (number - 1) * length + 1, number * length

    def holds(self, iso: str) -> bool:
        """Whether a partial date, as text, lies in it."""
        return self in periods_of(iso, self.every)


def periods_of(iso: str, every: Every) -> tuple[Period, ...]:
    """The periods of that length that a partial date lies in: one, or two where they are of two years."""
    if every is Every.ALL:
        return (Period(ALL, every),)
    if not iso:
        return (Period(UNKNOWN, every),)
    year = int(iso[:4])
    if every is Every.YEAR:
        return (of_year(year),)
    if every is Every.TWO_YEARS:
        return _two_years(year), _two_years(year + 1)
    if len(iso) == 4:
        return (Period(f"{year:04}-{UNKNOWN}", every),)
    return (_part_of_year(year, (int(iso[5:7]) - 1) // MONTHS[every], every),)


def between(first: int, last: int, every: Every) -> list[Period]:
    """Every period of that length from one year to another, in order of time."""
    years = range(first, last + 1)
    if every is Every.YEAR:
        return [of_year(year) for year in years]
    if every is Every.TWO_YEARS:
        return [_two_years(year) for year in years[1:]]
    if every is Every.ALL:
        return [Period(ALL, every)]
    return [_part_of_year(year, part, every) for year in years for part in range(12 // MONTHS[every])]


def of_year(year: int) -> Period:
    return Period(f"{year:04}", Every.YEAR)


def in_order(periods: Iterable[Period]) -> list[Period]:
    """In order of time; what is unknown comes after the year it belongs to."""
    return sorted(periods, key=lambda period: (period.years or (9999,), period.name))


def _two_years(last: int) -> Period:
    return Period(f"{last - 1:04}/{last:04}", Every.TWO_YEARS)


def _part_of_year(year: int, part: int, every: Every) -> Period:
    letter = {Every.QUARTER: "Q", Every.HALF_YEAR: "H"}.get(every)
    return Period(f"{year:04}-{letter}{part + 1}" if letter else f"{year:04}-{part + 1:02}", every)
