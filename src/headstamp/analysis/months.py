"""Months as running numbers, so that a history is an array: January of the year 0 is 0."""

import calendar
from dataclasses import dataclass
from datetime import date

LOOKS = (7, 14, 21)
"""Days of the running month up to which it is compared with what is usual; after the last day the whole month is."""


def month_of(iso: str) -> int | None:
    """The running number of the month in an ISO date; None where the month is not known."""
    return int(iso[:4]) * 12 + int(iso[5:7]) - 1 if len(iso) >= 7 else None


def iso_of(month: int) -> str:
    """YYYY-MM."""
    return f"{month // 12:04}-{month % 12 + 1:02}"


def days_of(month: int) -> int:
    return calendar.monthrange(month // 12, month % 12 + 1)[1]


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A whole month, or a running one up to and with the day `until` (0: the whole month)."""

    month: int
    until: int = 0

    @property
    def share(self) -> float:
        """Which part of the month it covers."""
        return self.until / days_of(self.month) if self.until else 1.0

    @property
    def first(self) -> str:
        """The first day, ISO."""
        return f"{iso_of(self.month)}-01"

    @property
    def last(self) -> str:
        """The last day, ISO."""
        return f"{iso_of(self.month)}-{self.until or days_of(self.month):02}"


def running(today: date) -> Period | None:
    """The running month up to its last look; None before the first one."""
    reached = [day for day in LOOKS if day <= today.day]
    return Period(today.year * 12 + today.month - 1, reached[-1]) if reached else None
