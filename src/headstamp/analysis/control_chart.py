"""The usual range of a monthly count, for a chart: a line in the middle and a limit on each side.

A bar chart invites seeing something in every rise. A control chart (Shewhart 1931) shows what chance and season do
anyway: a month within the limits needs no explanation. Plain limits (c chart) assume Poisson counts and are too narrow
where finds come in bunches; Laney's u' chart (Qual Eng 14:531-537, 2002) widens them by how much more the months
scatter. Here the scatter is the quasi-Poisson dispersion around season and trend (see `expected`), and the limits are
quantiles of a negative binomial, since low counts are not symmetric. Each month is compared with months before it
only; what happened later never moves a limit that people acted on.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from headstamp.analysis.early_warning import BASE_MONTHS
from headstamp.analysis.expected import LEAST_MONTHS, expect
from headstamp.analysis.months import Period

TAIL = 0.00135
"""Three standard deviations of a normal distribution on each side, as Shewhart chose."""


@dataclass(frozen=True, slots=True)
class Point:
    """A month of the chart. Count None: no data. Centre and limits None: the history before it is too short."""

    period: Period
    count: int | None
    centre: float | None = None
    low: int | None = None
    high: int | None = None

    @property
    def is_above(self) -> bool:
        return self.count is not None and self.high is not None and self.count > self.high

    @property
    def is_below(self) -> bool:
        # A running month has not had its days yet.
        is_whole = not self.period.until
        return is_whole and self.count is not None and self.low is not None and self.count < self.low


def control_chart(
    counts: Mapping[int, int | None], *, show: int = 24, apart: int = 0, until: int = 0, tail: float = TAIL
) -> list[Point]:
    """The last `show` months with their usual range.

    `counts` are by running month (see `months`); None is no data, and so is a month that is not there. With `until`
    the last month is a running one that was counted up to that day, and its range is for these days. `apart` leaves
    out so many months before each from its history.
    """
    if not counts:
        return []
    last = max(counts)
    return [
        _point(counts, Period(month, until if month == last else 0), apart, tail)
        for month in range(max(min(counts), last - show + 1), last + 1)
    ]


def _point(counts: Mapping[int, int | None], period: Period, apart: int, tail: float) -> Point:
    end = period.month - apart
    base = np.arange(end - BASE_MONTHS, end)
    known = np.array([counts.get(int(month)) is not None for month in base])
    if known.sum() < LEAST_MONTHS:
        return Point(period, counts.get(period.month))
    row = np.array([[float(counts.get(int(month)) or 0) for month in base]])
    usual = expect(row, base, known, period.month).scaled(period.share)
    return Point(
        period,
        counts.get(period.month),
        float(usual.mean[0]),
        int(usual.low(tail)[0]),
        int(usual.high(tail)[0]),
    )
