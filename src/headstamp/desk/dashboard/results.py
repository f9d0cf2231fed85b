"""The source document's four results, each with numerator, denominator, source and the way down to records."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from headstamp.desk.dashboard.counting import Counter
from headstamp.desk.dashboard.words import figure_told
from headstamp.desk.ways import Lead
from headstamp.indicators.declared import measure_named
from headstamp.indicators.figure import Figure, Status
from headstamp.indicators.period import ALL, Every, Period

_MEASURES = {
    "seizures": ("firearms-seized",),
    "detection": ("detection-rate-controls-and-searches",),
    "leads": ("enquiries-from-special-measures",),
    "safety": ("incidents", "persons-killed", "persons-injured"),
}
_SHOWN = 6  # years


@dataclass(frozen=True, slots=True)
class Told:
    """A figure, its words and its way down."""

    figure: Figure
    told: str
    lead: Lead | None

    @property
    def parts(self) -> str:
        """Numerator / denominator of a share."""
        figure = self.figure
        return "" if figure.denominator is None else f"{figure.numerator or 0:n} / {figure.denominator:n}"


@dataclass(frozen=True, slots=True)
class Result:
    """One of the four. `years` has a row for each year: the figures of its measures, the first is the headline."""

    key: str
    measures: Sequence[str]
    year: str
    years: Sequence[tuple[str, Sequence[Told]]]
    not_narrowed_by: Sequence[str] = ()
    whole: Told | None = None
    """Of the dates asked for, where no year is."""

    @property
    def headline(self) -> Told | None:
        return self.whole or next((row[0] for year, row in self.years if year == self.year), None)

    @property
    def longest(self) -> float:
        return max((float(row[0].figure.value or 0) for _year, row in self.years), default=0.0)


def four_results(count: Counter, year: str, told: str = "") -> list[Result]:
    """Seizures, detection, leads, public safety; a result that no room measures yet has no years.

    `told` are the dates that are counted in place of a year.
    """
    found = [_result(count, key, ids, year) for key, ids in _MEASURES.items()]
    return [replace(each, year=told, whole=_whole(count, each)) for each in found] if told else found


def _whole(count: Counter, result: Result) -> Told | None:
    """The headline of the dates asked for."""
    if not result.measures:
        return None
    measure = measure_named(result.measures[0])
    [figure] = count.figures(measure, period=Period(ALL, Every.ALL))
    return Told(figure, figure_told(figure), count.lead(measure, figure))


def _result(count: Counter, key: str, ids: Sequence[str], year: str) -> Result:
    columns = []
    for id in ids:
        measure = measure_named(id)
        found = {figure.period: figure for figure in count.figures(measure)}
        columns.append((measure, found))
    held = sorted(
        {
            p
            for _m, found in columns
            for p, f in found.items()
            if p.isdigit() and f.status is not Status.NO_DATA
        }
    )
    shown = [each for each in held if not year or each <= year][-_SHOWN:]
    rows = [
        (each, [Told(f, figure_told(f), count.lead(m, f)) for m, found in columns if (f := found.get(each))])
        for each in shown
    ]
    lacks = count.wanted.not_applied(columns[0][0]) if columns else []
    return Result(key, ids, year or (shown[-1] if shown else ""), [row for row in rows if row[1]], lacks)
