"""From a figure to the list that shows its records: which list, and what it is asked for."""

from collections.abc import Mapping

from headstamp.indicators.figure import Figure
from headstamp.indicators.period import ALL, MONTHS, UNKNOWN, Period
from headstamp.kernel.measure import Measure, Way

NOT_SAID = "-"
_UNKNOWN = f"{NOT_SAID},{UNKNOWN}"


def way_to(measure: Measure, figure: Figure, where: Mapping[str, str] | None = None) -> dict[str, str] | None:
    """The parameters of the list `measure.way.records` that shows what the figure counts; None where no list can.

    `where` are further buckets of columns that were asked for. A bucket that its list's code "unknown" and what was
    not said share asks for both.
    """
    if measure.way is None or figure.value is None:
        return None
    asked = _of_period(measure.way, figure.period)
    if asked is None:
        return None
    asked |= measure.way.asks
    for column, bucket in {**(where or {}), **figure.by}.items():
        parameter, wanted = measure.way.columns.get(column), _wanted(bucket)
        if parameter is None or not _narrows(asked.get(parameter, ""), wanted):
            return None
        asked[parameter] = wanted
    return asked


def _narrows(asked: str, wanted: str) -> bool:
    """Whether all that is wanted now is among what was asked for already."""
    return not asked or set(wanted.split(",")) <= set(asked.split(","))


def _wanted(bucket: str) -> str:
    return _UNKNOWN if bucket == UNKNOWN else bucket


def _of_period(way: Way, name: str) -> dict[str, str] | None:
    if name == ALL:
        return {}
    if name == UNKNOWN:
        return {way.year: NOT_SAID}
    if name.endswith(UNKNOWN):  # records that know only the year: a list cannot ask for these alone
        return None
    period = Period.parse(name)
    if period.every not in MONTHS and len(period.years) == 1:
        return {way.year: name}
    return {way.since: str(period.first), way.until: str(period.last)}
