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
from headstamp.documents.charts import Chart
from headstamp.indicators.declared import measure_named
from headstamp.indicators.period import Period, of_year
from headstamp.indicators.queries.periods import frozen_visible_to
from headstamp.kernel.asker import Asker
from headstamp.snapshot.queries import open_for


@dataclass(frozen=True, slots=True)
class Dashboard:
    """What the page shows. `year` is the year counted ('' where no record has one), `month` the last one with records.

    Everything is counted now; `is_frozen` says that the year's approved figures stand elsewhere.
    """

    as_of: datetime
    is_stale: bool
    years: Sequence[str] = ()
    year: str = ""
    month: Period | None = None
    results: Sequence[Result] = ()
    usual: Chart | None = None
    charts: Sequence[Chart] = ()
    changes: Sequence[Change] = ()
    trust: Sequence[Trust] = ()
    goals: Sequence[Standing] = ()
    waiting: Sequence[Waiting] = ()
    is_frozen: bool = False


SPLITS = ("kind", "municipality", "context")


def dashboard_for(asker: Asker, wanted: DashboardFilter, today: date) -> Dashboard:
    """The dashboard. Unavailable while there is no snapshot; empty for who may see no records."""
    with open_for(asker) as view:
        count = Counter(view, wanted)
        years = count.years()
        year = wanted.year or (years[-1] if years else "")
        if not year:
            return Dashboard(
                view.as_of, view.is_stale, results=four_results(count, ""), waiting=waiting_for(asker)
            )
        month = count.last_month(int(year), today)
        firearms = measure_named("firearms-seized")
        return Dashboard(
            as_of=view.as_of,
            is_stale=view.is_stale,
            years=years,
            year=year,
            month=month,
            results=four_results(count, year),
            usual=usual_months(count, month, today) if month else None,
            charts=[of_year_by(count, firearms, of_year(int(year)), column) for column in SPLITS],
            changes=changes_in(count, month) if month else (),
            trust=trust_in(count, of_year(int(year)), today),
            goals=against_targets(view, asker, year),
            waiting=waiting_for(asker),
            is_frozen=frozen_visible_to(asker).filter(period=year).exists(),
        )
