"""Early warning: the work list of signals, a signal with its course and verdicts, the export."""

from collections.abc import Mapping
from dataclasses import replace

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.http import urlencode
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from headstamp.accounts.permissions import Permission as P
from headstamp.accounts.queries import names_of
from headstamp.analysis.actions import judge_signal
from headstamp.analysis.control_chart import control_chart
from headstamp.analysis.early_warning import APART_MONTHS
from headstamp.analysis.filters import SignalFilter
from headstamp.analysis.models import Signal
from headstamp.analysis.months import iso_of
from headstamp.analysis.queries import (
    Shown,
    as_now,
    course_of,
    open_signal,
    signals_visible_to,
    verdicts_on,
    watch_for,
)
from headstamp.desk.signals import SIGNALS, also_told, one_in, period_told, records_asked, what_told
from headstamp.desk.wording import amount, partial_date
from headstamp.documents.charts import Chart, Point, Shape
from headstamp.kernel.errors import Invalid
from headstamp.registry.queries import Page
from headstamp.web.door import AskedRequest, needs, put_errors
from headstamp.web.forms.warnings import VerdictForm
from headstamp.web.listing import List


def _word(number: int) -> str:
    return ngettext("%(number)s signal", "%(number)s signals", number)


def _rows(request: AskedRequest, wanted: SignalFilter, page: Page[Signal]) -> Mapping[str, object]:
    """Each signal as it is now, in words; and what is watched."""
    language = get_language() or "en"
    told = [(shown, what_told(shown, language), period_told(shown.period)) for shown in as_now(page.rows)]
    return {"rows": told, "watch": watch_for(request.asker)}


WARNINGS = List(
    name="warnings",
    template="warnings/list.html",
    wanted=SignalFilter,
    counted=signals_visible_to,
    shown=signals_visible_to,
    word=_word,
    exported=SIGNALS,
    sort="-month",
    primary=("what", "verdict", "kind", "municipality", "context"),
    more=_rows,
)


@needs(P.SEE_RECORDS, methods=("GET", "POST"))
def warning(request: AskedRequest, uid: str) -> HttpResponse:
    """One signal: how many records, how many are usual, its course, what people made of it. POST judges it."""
    shown = open_signal(request.asker, uid)
    form = VerdictForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            judge_signal(request.asker, uid=uid, **form.cleaned_data)
        except Invalid as error:
            put_errors(form, error)
        else:
            messages.success(request, _("The verdict is kept."))
            return redirect("warning", uid)
    elif request.method == "POST":
        request.asker.must(P.JUDGE_SIGNALS)
    return render(request, "warnings/one.html", _told(shown, form), status=422 if form.errors else 200)


def _told(shown: Shown, form: VerdictForm) -> dict[str, object]:
    language, verdicts = get_language() or "en", verdicts_on(shown)
    return {
        "shown": shown,
        "what": what_told(shown, language),
        "period": period_told(shown.period),
        "one_in": one_in(shown.signal.chance),
        "also": also_told(shown.signal, language),
        "records": f"{reverse('occurrences')}?{urlencode(records_asked(shown))}"
        if not shown.is_first
        else "",
        "chart": None if shown.is_first else _chart(shown, what_told(shown, language)),
        "verdicts": verdicts,
        "names": names_of({each.by for each in verdicts}),
        "form": form,
    }


def _chart(shown: Shown, title: str) -> Chart:
    """The course of the series; its last month has the range by which the signal was judged."""
    counts = course_of(shown) | {shown.period.month: shown.count}
    *before, last = control_chart(counts, until=shown.period.until, apart=APART_MONTHS)
    last = replace(last, low=shown.signal.low, high=shown.signal.high)
    points = [
        Point(
            at=partial_date(iso_of(each.period.month)),
            value=each.count,
            told=_("no data") if each.count is None else amount(each.count),
            low=each.low,
            high=each.high,
            centre=each.centre,
            is_signal=each.is_above or each.is_below,
            is_open=bool(each.period.until),
        )
        for each in (*before, last)
    ]
    return Chart(
        key="course",
        title=title,
        shape=Shape.USUAL_RANGE,
        points=points,
        at_title=_("Month"),
        value_title=_("Records"),
        note=_(
            "Records that everybody with your rights may see; each month beside the range that the months before it made usual."
        ),
    )


urlpatterns = [
    *WARNINGS.addresses("warnings/"),
    path("warnings/<str:uid>/", warning, name="warning"),
]
