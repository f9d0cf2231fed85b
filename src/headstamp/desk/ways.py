"""The way from a figure down to the records it counts: a list and what it is asked for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from headstamp.indicators.period import UNKNOWN, Every, Period
from headstamp.kernel.measure import Measure
from headstamp.registry.asking import NOT_SAID


@dataclass(frozen=True, slots=True)
class Lead:
    """A list of records by name (items, occurrences, checks) and its parameters."""

    records: str
    params: Mapping[str, str] = field(default_factory=dict)

    @property
    def address(self) -> str:
        """Where the list is; a test holds it to the addresses of the pages."""
        return f"/{self.records}/?{urlencode(self.params)}" if self.params else f"/{self.records}/"


def lead_of(
    measure: Measure, period: Period, by: Mapping[str, str], where: Mapping[str, str] = {}
) -> Lead | None:  # noqa: B006  read only
    """Where the records of this figure are; None where no list shows just these.

    `by` and `where` are columns with their bucket ("unknown" is one).
    """
    way = measure.way
    if way is None or period.is_unknown:
        return None
    asked = dict(way.asks)
    for column, bucket in (*where.items(), *by.items()):
        if column not in way.columns:
            return None
        asked[way.columns[column]] = NOT_SAID if bucket == UNKNOWN else bucket
    return Lead(way.records, asked | _in_time(period, way.year, way.since, way.until))


def _in_time(period: Period, year: str, since: str, until: str) -> dict[str, str]:
    if period.every is Every.ALL:
        return {}
    if period.every is Every.YEAR:
        return {year: period.name}
    assert period.first is not None  # only "all" and "unknown" have none
    assert period.last is not None
    return {since: period.first.isoformat(), until: period.last.isoformat()}
