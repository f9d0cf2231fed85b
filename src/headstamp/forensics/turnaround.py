"""How long a laboratory took, and what lies there at the end of each month. Days are calendar days. No Django."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median as _median


@dataclass(frozen=True, slots=True)
class Stop:
    """The clock stood from the day `start` to the day `end`; None: it stands still."""

    start: date
    end: date | None = None


@dataclass(frozen=True, slots=True)
class Stay:
    """One request at the laboratory: when its exhibits came, and when it was reported or withdrawn (None: it is there)."""

    came: date
    went: date | None = None


@dataclass(frozen=True, slots=True)
class Month:
    """What came and went in a month (its first day), and what lay there when it ended."""

    first: date
    came: int
    went: int
    lying: int


def days_taken(received: date, reported: date, stops: Iterable[Stop] = ()) -> int:
    """Days from receipt to report without those on which the clock stood; stops that overlap count once.

    ValueError if the report comes before the receipt.
    """
    if reported < received:
        raise ValueError("reported before it was received")
    stood, until = 0, received
    for stop in sorted(stops, key=lambda each: each.start):
        start, end = max(stop.start, until), min(stop.end or reported, reported)
        if end > start:
            stood += (end - start).days
            until = end
    return (reported - received).days - stood


def median_days(days: Sequence[int]) -> float | None:
    """The median; None where there is nothing: no data is not nought."""
    return float(_median(days)) if days else None


def backlog(stays: Iterable[Stay], last: date, months: int = 12) -> list[Month]:
    """The `months` months up to that of the day `last`, the oldest first."""
    known = list(stays)
    first = last.replace(day=1)
    firsts = [first]
    for _each in range(months - 1):
        first = (first - timedelta(days=1)).replace(day=1)
        firsts.insert(0, first)
    return [_month(known, each) for each in firsts]


def _month(stays: Sequence[Stay], first: date) -> Month:
    after = (first + timedelta(days=32)).replace(day=1)
    return Month(
        first,
        came=sum(first <= stay.came < after for stay in stays),
        went=sum(stay.went is not None and first <= stay.went < after for stay in stays),
        lying=sum(stay.came < after and (stay.went is None or stay.went >= after) for stay in stays),
    )
