"""Puts a dashboard together for one asker: every figure through the snapshot as he may know it, what waits read live."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from headstamp.desk.dashboard.asked import DashboardFilter
from headstamp.desk.dashboard.changes import Change, changes_in
from headstamp.desk.dashboard.counting import Counter
from headstamp.desk.dashboard.pictures import of_year_by, usual_months
from headstamp.desk.dashboard.results import Result, four_results
from headstamp.desk.dashboard.trust import Trust, trust_in
from headstamp.desk.dashboard.waiting import Waiting, waiting_for
from headstamp.desk.roadmap import Standing, against_targets
from headstamp.desk.wording import partial_date
from headstamp.documents.charts import Chart
from headstamp.indicators.declared import measure_named
from headstamp.indicators.period import ALL, Every, Period, of_year
from headstamp.indicators.queries.periods import frozen_visible_to
from headstamp.kernel.asker import Asker
from headstamp.snapshot.queries import open_for


@dataclass(frozen=True, slots=True)
class Dashboard:
    """What the page shows. `year` is the year counted ('' where no record has one), `month` the last one with records.
    `counted` is the time that results and charts tell of, in words: the year, or the dates that are asked for. What is
    usual and what changed is judged by all months before `month`, goals by the year.

    Everything is counted now; `is_frozen` says that the year's approved figures stand elsewhere.
    """

    as_of: datetime
    is_stale: bool
    years: Sequence[str] = ()
    year: str = ""
    counted: str = ""
    month: Period | None = None
    results: Sequence[Result] = ()
    usual: Chart | None = None
    charts: Sequence[Chart] = ()
    changes: Sequence[Change] = ()
    trust: Sequence[Trust] = ()
    goals: Sequence[Standing] = ()
    waiting: Sequence[Waiting] = ()
    is_frozen: bool = False


def _last_year(wanted: DashboardFilter, years: Sequence[str]) -> str:
    """The last year with records, of those that lie in the dates asked for if any does."""
    inside = [
        year
        for year in years
        if wanted.date_from[:4] <= year and (not wanted.date_to or year <= wanted.date_to[:4])
    ]
    return (inside or list(years) or [""])[-1]


def _dates_told(wanted: DashboardFilter) -> str:
    return f"{partial_date(wanted.date_from) or '…'} – {partial_date(wanted.date_to) or '…'}"


SPLITS = ("kind", "municipality", "context")


def dashboard_for(asker: Asker, wanted: DashboardFilter, today: date) -> Dashboard:
    """The dashboard. Unavailable while there is no snapshot; empty for who may see no records."""
    with open_for(asker) as view:
        count = Counter(view, wanted)
        years = count.years()
        year = wanted.year or _last_year(wanted, years)
        if not year:
            return Dashboard(
                view.as_of, view.is_stale, results=four_results(count, ""), waiting=waiting_for(asker)
            )
        month = count.last_month(int(year), today)
        firearms = measure_named("firearms-seized")
        told = _dates_told(wanted) if wanted.has_span and not wanted.year else ""
        counted = Period(ALL, Every.ALL) if told else of_year(int(year))
        return Dashboard(
            as_of=view.as_of,
            is_stale=view.is_stale,
            years=years,
            year=year,
            month=month,
            counted=told or year,
            results=four_results(count, year, told),
            usual=usual_months(count, month, today) if month else None,
            charts=[of_year_by(count, firearms, counted, column, told=told) for column in SPLITS],
            changes=changes_in(count, month) if month else (),
            trust=trust_in(count, counted, today),
            goals=against_targets(view, asker, year),
            waiting=waiting_for(asker),
            is_frozen=frozen_visible_to(asker).filter(period=year).exists(),
        )
