"""The charts of a dashboard, as points with their words and their way down."""

from datetime import date

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from headstamp.analysis.control_chart import Point as Month
from headstamp.analysis.control_chart import control_chart
from headstamp.analysis.months import month_of
from headstamp.desk.dashboard.counting import Counter
from headstamp.desk.dashboard.words import bucket_told, column_told, figure_told, period_told
from headstamp.desk.wording import amount
from headstamp.documents.charts import Chart, Point, Shape
from headstamp.indicators.declared import measure_named
from headstamp.indicators.figure import Figure
from headstamp.indicators.period import Every, Period
from headstamp.kernel.measure import Measure
from headstamp.kernel.text import Message

MOST = 10
SHOWN_MONTHS = 24
_TITLES: dict[str, Promise] = {
    "kind": gettext_lazy("%(what)s in %(year)s, by kind"),
    "municipality": gettext_lazy("%(what)s in %(year)s, by municipality"),
    "context": gettext_lazy("%(what)s in %(year)s, by search context"),
}


_BY = gettext_lazy("%(what)s in %(year)s, by: %(column)s")


def said(message: Message) -> str:
    """A message of a plain room in the active language."""
    return message.text(_(message.msgid))


def over_time(count: Counter, measure: Measure, every: Every, key: str) -> Chart:
    """The measure's figures by year or month, in order of time, the last two years of months."""
    found = [figure for figure in count.figures(measure, every) if not figure.period.endswith("unknown")]
    shown = found[-SHOWN_MONTHS:]
    points = [_point(count, measure, figure, period_told(Period.parse(figure.period))) for figure in shown]
    return Chart(
        key=key,
        title=said(measure.title),
        shape=Shape.COLUMNS if every is Every.YEAR else Shape.USUAL_RANGE,
        points=points,
        at_title=_("Year") if every is Every.YEAR else _("Month"),
        value_title=said(measure.title),
        definition=f"/figures/{measure.id}/",
    )


def of_year_by(
    count: Counter, measure: Measure, period: Period, column: str, key: str = "", told: str = ""
) -> Chart:
    """The measure's figures of a year by a column, most first; beyond ten the rest is told in one line.

    `told` is the time in words where it is no year.
    """
    found = [figure for figure in count.figures(measure, period=period, by=(column,)) if figure.by]
    found.sort(key=lambda figure: (-(figure.value or 0), figure.by[column]))
    points = [
        _point(count, measure, figure, bucket_told(column, figure.by[column])) for figure in found[:MOST]
    ]
    rest = found[MOST:]
    note = ""
    if rest:
        total = sum((figure.value or 0) for figure in rest)
        words = ngettext(
            "%(total)s more in %(number)d other.", "%(total)s more in %(number)d others.", len(rest)
        )
        note = words % {"total": amount(total), "number": len(rest)}
    return Chart(
        key=key or f"by-{column}",
        title=str(_TITLES.get(column, _BY))
        % {
            "what": said(measure.title),
            "year": told or period.name,
            "column": column_told(column),
        },
        shape=Shape.RANKED,
        points=points,
        at_title=column_told(column),
        value_title=said(measure.title),
        note=note,
        definition=f"/figures/{measure.id}/",
    )


def usual_months(count: Counter, last: Period, today: date) -> Chart:
    """Seizures of each month before the range in which the months before it would let one expect it."""
    measure = measure_named("seizures")
    found = {
        month: figure
        for figure in count.figures(measure, Every.MONTH, of_all_time=True)
        if (month := month_of(figure.period.replace("unknown", ""))) is not None
        and figure.period <= last.name
    }
    counts = {month: None if figure.value is None else int(figure.value) for month, figure in found.items()}
    chart = control_chart(counts, show=SHOWN_MONTHS)
    return Chart(
        key="usual",
        title=_("Seizures each month, and what was usual"),
        shape=Shape.USUAL_RANGE,
        points=[_month(count, measure, each, found.get(each.period.month)) for each in chart],
        at_title=_("Month"),
        value_title=said(measure.title),
        note=_(
            "The band is where a month would lie by chance and season, judged by the months before it (at least two years)."
        ),
        definition=f"/figures/{measure.id}/",
    )


def _month(count: Counter, measure: Measure, month: Month, figure: Figure | None) -> Point:
    lead = count.lead(measure, figure) if figure else None
    return Point(
        at=str(date_format(date.fromisoformat(month.period.first), "M Y")),
        value=month.count,
        told=figure_told(figure) if figure else _("no data"),
        is_signal=month.is_above or month.is_below,
        low=month.low,
        high=month.high,
        centre=None if month.centre is None else round(month.centre, 1),
        address=lead.address if lead else "",
    )


def _point(count: Counter, measure: Measure, figure: Figure, at: str) -> Point:
    lead = count.lead(measure, figure)
    value = None if figure.value is None else float(figure.value)
    return Point(at=at, value=value, told=figure_told(figure), address=lead.address if lead else "")
