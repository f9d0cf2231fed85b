"""Asks figures for a dashboard: narrowed by its filter, each question once."""

from collections.abc import Hashable
from datetime import date
from typing import Any

from headstamp.desk.dashboard.asked import DashboardFilter
from headstamp.desk.ways import Lead, lead_of
from headstamp.indicators.asking import Asked
from headstamp.indicators.counting import figures
from headstamp.indicators.declared import measure_named
from headstamp.indicators.figure import Figure
from headstamp.indicators.period import Every, Period
from headstamp.kernel.measure import Measure


class Counter:
    """Figures of one view under one filter."""

    def __init__(self, view: Any, wanted: DashboardFilter) -> None:
        self._view, self.wanted = view, wanted
        self._known: dict[Hashable, list[Figure]] = {}

    def figures(
        self,
        measure: Measure,
        every: Every = Every.YEAR,
        period: Period | None = None,
        by: tuple[str, ...] = (),
        within: tuple[int, int] | None = None,
    ) -> list[Figure]:
        """The measure's figures, in order of time and bucket."""
        key = (measure.id, every, period, by, within)
        if key not in self._known:
            asked = Asked(every, period, by, self.wanted.buckets(measure), within)
            self._known[key] = figures(self._view, measure, asked)
        return self._known[key]

    def of(self, id: str, every: Every = Every.YEAR) -> list[Figure]:
        return self.figures(measure_named(id), every)

    def lead(self, measure: Measure, figure: Figure) -> Lead | None:
        """The way from a figure down to its records, under the same filter."""
        return lead_of(measure, figure, self.wanted.where(measure))

    def years(self) -> list[str]:
        """Years of which records are held, in order."""
        found = {
            figure.period
            for id in ("firearms-seized", "incidents")
            for figure in self.of(id)
            if figure.value is not None and figure.period.isdigit()
        }
        return sorted(found)

    def last_month(self, year: int, today: date) -> Period | None:
        """The last whole month of the year with a seizure; None if there is none."""
        months = [
            figure.period
            for figure in self.of("seizures", Every.MONTH)
            if figure.value
            and figure.period.startswith(f"{year:04}-")
            and not figure.period.endswith("unknown")
        ]
        whole = [month for month in months if month < f"{today.year:04}-{today.month:02}"]
        return Period(max(whole), Every.MONTH) if whole else None
