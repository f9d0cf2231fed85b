"""What rose and what fell in the last month: each kind, place and context beside its mean of the twelve months before."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from math import sqrt

from headstamp.desk.dashboard.counting import Counter
from headstamp.desk.dashboard.words import bucket_told
from headstamp.desk.ways import Lead
from headstamp.indicators.declared import measure_named
from headstamp.indicators.figure import Figure
from headstamp.indicators.period import Every, Period
from headstamp.kernel.measure import Measure

BEFORE = 12  # months
LEAST = 3.0  # a mean below this is too small to speak of a rise or fall
MOST = 5
_ASKED = (
    ("firearms-seized", "kind"),
    ("seizures", "municipality"),
    ("seizures", "context"),
)


@dataclass(frozen=True, slots=True)
class Change:
    """`now` in the month, `usual` the mean of the twelve before; ranked by how far beyond chance (as a Poisson count) it lies."""

    measure: Measure
    column: str
    bucket: str
    told: str
    now: int
    usual: float
    lead: Lead | None

    @property
    def is_rise(self) -> bool:
        return self.now > self.usual

    @property
    def strength(self) -> float:
        """Difference in units of the count's own scatter, sqrt(mean)."""
        return abs(self.now - self.usual) / sqrt(max(1.0, self.usual))


def changes_in(count: Counter, month: Period) -> list[Change]:
    """The strongest changes, rises before falls."""
    found = [change for id, column in _ASKED for change in _changes(count, measure_named(id), column, month)]
    strong = sorted(found, key=lambda change: -change.strength)
    rises = [change for change in strong if change.is_rise][:MOST]
    falls = [change for change in strong if not change.is_rise][:MOST]
    return rises + falls


def _changes(count: Counter, measure: Measure, column: str, month: Period) -> Iterator[Change]:
    before = set(_months_before(month))
    within = (int(min(before)[:4]), int(month.name[:4]))
    now: dict[str, Figure] = {}
    sums: dict[str, float] = {}
    for figure in count.figures(measure, Every.MONTH, by=(column,), within=within, of_all_time=True):
        bucket = figure.by.get(column)
        if bucket is None or figure.value is None:
            continue
        if figure.period == month.name:
            now[bucket] = figure
        elif figure.period in before:
            sums[bucket] = sums.get(bucket, 0.0) + float(figure.value)
    for bucket in sorted({*now, *sums}):
        usual, found = sums.get(bucket, 0.0) / BEFORE, now.get(bucket)
        counted = int(found.value or 0) if found else 0
        if max(usual, counted) >= LEAST and abs(counted - usual) >= 1:
            lead = count.lead(measure, found) if found else None
            yield Change(measure, column, bucket, bucket_told(column, bucket), counted, usual, lead)


def _months_before(month: Period) -> Iterator[str]:
    first = month.first or date.min
    for back in range(1, BEFORE + 1):
        number = first.year * 12 + first.month - 1 - back
        yield f"{number // 12:04}-{number % 12 + 1:02}"
