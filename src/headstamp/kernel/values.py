"""Values that every room shares: partial dates, quantities with units, the four kinds of nothing."""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Self


class Unit(StrEnum):
    """What a quantity counts. Units are never added to each other."""

    PIECES = "pieces"
    ROUNDS = "rounds"
    KILOGRAMS = "kg"
    METRES = "m"
    LITRES = "l"


class Nothing(StrEnum):
    """Why a value is missing: four different things."""

    UNKNOWN = "unknown"
    ABSENT = "absent"
    NOT_APPLICABLE = "not_applicable"
    NOT_ASKED = "not_asked"


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount with its unit; adding unlike units is an error."""

    amount: Decimal
    unit: Unit

    def __add__(self, other: "Quantity") -> "Quantity":
        if self.unit != other.unit:
            raise ValueError(f"{self.unit} and {other.unit} do not add up")
        return Quantity(self.amount + other.amount, self.unit)


_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?\Z")


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A day, a month or only a year, as ISO 8601 text of 10, 7 or 4 characters.

    Stored as that text: it sorts, its first four characters are the year, and how much is known shows.
    """

    iso: str

    @classmethod
    def parse(cls, text: str) -> Self:
        """From ISO text; ValueError if it is not a possible date."""
        match = _ISO.match(text)
        if not match:
            raise ValueError("not a date: use YYYY, YYYY-MM or YYYY-MM-DD")
        year, month, day = (int(part) if part else 0 for part in match.groups())
        date(year, month or 1, day or 1)
        return cls(text)

    @classmethod
    def of(cls, day: date) -> Self:
        return cls(day.isoformat())

    @property
    def year(self) -> int:
        return int(self.iso[:4])

    @property
    def precision(self) -> str:
        """'year', 'month' or 'day'."""
        return {4: "year", 7: "month", 10: "day"}[len(self.iso)]

    @property
    def earliest(self) -> date:
        return (
            date.fromisoformat(self.iso + "-01-01"[len(self.iso) - 4 :])
            if len(self.iso) < 10
            else date.fromisoformat(self.iso)
        )

    @property
    def latest(self) -> date:
        first = self.earliest
        if len(self.iso) == 4:
            return date(first.year, 12, 31)
        if len(self.iso) == 7:
            return date(first.year, first.month, calendar.monthrange(first.year, first.month)[1])
        return first

    def __str__(self) -> str:
        return self.iso
