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
from headstamp.kernel.values import PartialDate


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
        *,
        of_all_time: bool = False,
    ) -> list[Figure]:
        """The measure's figures, in order of time and bucket; `of_all_time` leaves the dates asked for out of account."""
        since, until = ("", "") if of_all_time else (self.wanted.date_from, self.wanted.date_to)
        key = (measure.id, every, period, by, within, since, until)
        if key not in self._known:
            asked = Asked(every, period, by, self.wanted.buckets(measure), within, since, until)
            self._known[key] = figures(self._view, measure, asked)
        return self._known[key]

    def of(self, id: str, every: Every = Every.YEAR) -> list[Figure]:
        """Of all time."""
        return self.figures(measure_named(id), every, of_all_time=True)

    def lead(self, measure: Measure, figure: Figure) -> Lead | None:
        """The way from a figure down to its records, under the same filter."""
        lead = lead_of(measure, figure, self.wanted.where(measure))
        if (
            lead is None or measure.way is None or measure.way.since in lead.params
        ):  # a month has dates of its own
            return lead
        dates = {measure.way.since: self.wanted.date_from, measure.way.until: self.wanted.date_to}
        return Lead(lead.records, {**lead.params, **{name: day for name, day in dates.items() if day}})

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
        """The last whole month of the year, up to the last date asked for, with a seizure; None if there is none."""
        until = self.wanted.date_to
        last = f"{PartialDate.parse(until).latest:%Y-%m}" if until else "9999"
        months = [
            figure.period
            for figure in self.of("seizures", Every.MONTH)
            if figure.value
            and figure.period.startswith(f"{year:04}-")
            and not figure.period.endswith("unknown")
            and figure.period <= last
        ]
        whole = [month for month in months if month < f"{today.year:04}-{today.month:02}"]
        return Period(max(whole), Every.MONTH) if whole else None
