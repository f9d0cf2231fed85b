"""Which counts left the range that the office's own history lets one expect, without crying wolf.

A series is one kind of occurrence, with or without a kind of item, a place and a search context. Each month is
compared with `expected`. So many series are watched at once that chance alone puts some of them outside any range:
the range is therefore as wide as the number of series demands. With m series watched, a count stands out when chance
brings one as high in fewer than BUDGET / m of months; then at most BUDGET false signals are expected a month, however
the series hang together (the per-family error rate; Tukey 1953, Spjøtvoll, Ann Math Stat 43:398-411, 1972).
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from headstamp.analysis.expected import Expected, Flags, Numbers, expect
from headstamp.analysis.months import Period, days_of, running

LEAST_EXPECTED = 3.0
"""A series is watched only where at least so many are expected in the period."""
BASE_MONTHS = 60
APART_MONTHS = 2
"""The months just before are left out of the history: a surge that grows slowly must not raise what is usual."""
BACK_MONTHS = 3
"""So many whole months are looked at again, because their records come late."""
SETTLED_AFTER = timedelta(days=60)
"""Too few is said only then: what looks missing may not have been entered yet."""

ABOVE, BELOW = 1.0, 0.2
"""False signals a month that chance may bring: too many, too few."""
WHOLE_SHARE, LOOK_SHARE = 1 / 2, 1 / 6
"""How ABOVE is parted among the whole month and the three looks at the running one."""
LARGEST_TAIL = 0.01
"""However few the series, a count that comes once in a hundred months by chance is no news."""


class Side(StrEnum):
    """Where a count left its range."""

    ABOVE = "above"
    BELOW = "below"


@dataclass(frozen=True, slots=True, order=True)
class Series:
    """What is counted: codes, '' for all. A municipality's series names its directorate too."""

    occurrence_kind: str
    kind: str = ""
    directorate: str = ""
    municipality: str = ""
    context: str = ""

    def holds(self, other: "Series") -> bool:
        """Whether every record of `other` is one of this series too."""
        return all(mine in ("", theirs) for mine, theirs in zip(self._codes(), other._codes(), strict=True))

    def _codes(self) -> tuple[str, ...]:
        return (self.occurrence_kind, self.kind, self.directorate, self.municipality, self.context)


@dataclass(frozen=True, slots=True)
class History:
    """Counts by series (rows) and month (columns). `known` says which months are data: a month in which the office
    entered nothing, or in a year whose records mostly lack the month, is not."""

    series: tuple[Series, ...]
    months: NDArray[np.int64]
    known: Flags
    counts: Numbers

    @classmethod
    def of(
        cls, cells: Mapping[tuple[Series, int], int], first: int, last: int, unknown: Collection[int] = ()
    ) -> "History":
        """From counts by series and month; a month without a cell counts nought unless it is `unknown`."""
        series = tuple(sorted({each for each, _month in cells}))
        row = {each: number for number, each in enumerate(series)}
        counts = np.zeros((len(series), last - first + 1))
        for (each, month), count in cells.items():
            if first <= month <= last:
                counts[row[each], month - first] = count
        months = np.arange(first, last + 1)
        return cls(series, months, ~np.isin(months, list(unknown)), counts)

    def column(self, month: int) -> Numbers:
        """The counts of one month."""
        return self.counts[:, month - int(self.months[0])]

    def expected_in(self, month: int) -> Expected:
        """What the months up to APART_MONTHS before let one expect in `month`."""
        base = (self.months < month - APART_MONTHS) & (self.months >= month - APART_MONTHS - BASE_MONTHS)
        return expect(self.counts[:, base], self.months[base], self.known[base], month)


@dataclass(frozen=True, slots=True)
class Finding:
    """A count outside its range: `chance` is how often chance alone brings one as far out.

    `also` are series that share records with this one and stood out with it.
    """

    series: Series
    period: Period
    side: Side
    count: int
    expected: float
    low: int
    high: int
    chance: float
    also: tuple[Series, ...] = ()


def periods(newest: int, today: date) -> list[Period]:
    """What is looked at on a day: the last whole months that have records, and the running one.

    `newest` is the last month that holds any record at all; a month after it is no data, not nought.
    """
    now = today.year * 12 + today.month - 1
    last = min(newest, now - 1)
    whole = [Period(month) for month in range(last - BACK_MONTHS + 1, last + 1)]
    look = running(today) if newest >= now else None
    return [*whole, look] if look else whole


def is_settled(period: Period, today: date) -> bool:
    """Whether so much time went by that missing records are missing."""
    year, month = divmod(period.month, 12)
    return not period.until and today - date(year, month + 1, days_of(period.month)) >= SETTLED_AFTER


def watched(expected: Expected) -> Flags:
    """Which series are watched in the period."""
    return np.asarray(np.nan_to_num(expected.mean) >= LEAST_EXPECTED)


def tail_above(period: Period, number: int) -> float:
    """How rare a high count has to be, with `number` series watched."""
    part = LOOK_SHARE if period.until else WHOLE_SHARE
    return min(LARGEST_TAIL, ABOVE * part / max(number, 1))


def tail_below(number: int) -> float:
    return min(LARGEST_TAIL, BELOW / max(number, 1))


def findings(
    series: tuple[Series, ...], period: Period, counts: Numbers, expected: Expected, *, settled: bool
) -> list[Finding]:
    """The series whose count in the period left its range. `expected` is that of the period."""
    chosen = np.flatnonzero(watched(expected))
    if not len(chosen):
        return []
    narrowed = Expected(expected.mean[chosen], expected.variance[chosen], expected.spread[chosen])
    number, seen = len(chosen), counts[chosen]
    low, high = narrowed.low(tail_below(number)), narrowed.high(tail_above(period, number))
    as_high, as_low = narrowed.rarity(seen)
    found = []
    for at in np.flatnonzero((seen > high) | ((seen < low) & settled)):
        side = Side.ABOVE if seen[at] > high[at] else Side.BELOW
        chance = as_high[at] if side is Side.ABOVE else as_low[at]
        found.append(
            Finding(
                series[chosen[at]], period, side, int(seen[at]), float(narrowed.mean[at]),
                int(low[at]), int(high[at]), float(chance),
            )
        )  # fmt: skip
    return found


def fold(found: Iterable[Finding], known: Collection[Series] = ()) -> list[Finding]:
    """One finding for each thing that happened: of series that share records, the rarest leads and names the rest.

    A series already `known` to stand out in the period leads before others, so that a signal keeps its name.
    """
    leading: list[tuple[Finding, list[Series]]] = []
    for each in sorted(found, key=lambda one: (one.series not in known, one.chance, one.series)):
        for leader, also in leading:
            if leader.side == each.side and _share(leader.series, each.series):
                also.append(each.series)
                break
        else:
            leading.append((each, []))
    return [_with_also(leader, also) for leader, also in leading]


def _share(one: Series, other: Series) -> bool:
    """Whether a record can be of both: pistols of the jurisdiction and all kinds of Prizren share Prizren's pistols."""
    pairs = zip(one._codes(), other._codes(), strict=True)
    return all(mine == theirs or "" in (mine, theirs) for mine, theirs in pairs)


def _with_also(leader: Finding, also: list[Series]) -> Finding:
    return Finding(
        leader.series, leader.period, leader.side, leader.count, leader.expected, leader.low, leader.high,
        leader.chance, tuple(sorted(also)),
    )  # fmt: skip


def generalised(series: Series) -> Iterator[Series]:
    """The series that a record of this one belongs to: its kind or all, its place on three levels, its context or all."""
    places = [("", ""), (series.directorate, ""), (series.directorate, series.municipality)]
    for kind in dict.fromkeys(("", series.kind)):
        for directorate, municipality in dict.fromkeys(places):
            for context in dict.fromkeys(("", series.context)):
                yield Series(series.occurrence_kind, kind, directorate, municipality, context)
