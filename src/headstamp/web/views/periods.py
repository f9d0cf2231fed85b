"""Periods: which are frozen, what freezing one would count, its editions and what moved between them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from headstamp.accounts.permissions import Permission as P
from headstamp.accounts.queries import names_of
from headstamp.desk.publication.periods import changes_told, figures_told, foreseen_told, moved_told
from headstamp.indicators.actions import freeze, recompute
from headstamp.indicators.models import Frozen
from headstamp.indicators.period import Period
from headstamp.indicators.queries.periods import (
    FREEZABLE,
    edition,
    editions,
    is_over,
    period_named,
    standings,
)
from headstamp.kernel.errors import Invalid, NotFound
from headstamp.kernel.text import gettext_noop, say
from headstamp.web.door import AskedRequest, needs
from headstamp.web.forms.publication import FreezeForm

LENGTHS = {
    "year": gettext_lazy("Years"),
    "half-year": gettext_lazy("Half-years"),
    "quarter": gettext_lazy("Quarters"),
    "month": gettext_lazy("Months"),
}


def _period(text: str) -> Period:
    """The period of an address; what is none is not found."""
    try:
        return period_named(text)
    except Invalid as error:
        raise NotFound(say(gettext_noop("There is no such period."))) from error


@needs(P.SEE_FIGURES, P.APPROVE)
def periods(request: AskedRequest) -> HttpResponse:
    """Periods of one length, the newest first, each provisional or frozen."""
    every = next((each for each in FREEZABLE if each == request.GET.get("every")), FREEZABLE[0])
    found = standings(request.asker, every, timezone.localdate())
    names = names_of({each.newest.approved_by for each in found if each.newest})
    rows = [(each, names.get(each.newest.approved_by, "") if each.newest else "") for each in found]
    lengths = [(name, title, name == every) for name, title in LENGTHS.items()]
    return render(request, "periods/periods.html", {"rows": rows, "lengths": lengths})


@needs(P.SEE_FIGURES, P.APPROVE)
def period(request: AskedRequest, period: str) -> HttpResponse:
    """One period: its editions; for who approves, what freezing it would count and what moved."""
    return _show(request, _period(period))


@needs(P.APPROVE, methods=("POST",))
def period_freeze(request: AskedRequest, period: str) -> HttpResponse:
    named, form = _period(period), FreezeForm(request.POST)
    if not form.is_valid():
        return _show(request, named, form)
    try:
        made = freeze(request.asker, period=named, note=form.cleaned_data["note"])
    except Invalid as error:
        for each in error.fields.get("note", []):
            form.add_error("note", _(each.msgid))
        return _show(request, named, form)
    messages.success(
        request,
        _("%(period)s is frozen, edition %(number)d.") % {"period": made.period, "number": made.edition},
    )
    return redirect("period", period=named.name)


@needs(P.APPROVE, methods=("POST",))
def period_recompute(request: AskedRequest, period: str) -> HttpResponse:
    """Count the newest edition again on its kept snapshot."""
    named = _period(period)
    done = recompute(request.asker, period=named)
    if done.is_same:
        messages.success(
            request,
            _("Counted again on the kept snapshot: all %(n)d figures are the same.") % {"n": done.figures},
        )
    elif not done.is_whole:
        messages.error(request, _("The kept snapshot is not what it was. Restore it from a backup."))
    else:
        messages.error(
            request,
            _("%(n)d figures come out otherwise than they were frozen.") % {"n": len(done.differences)},
        )
    return redirect("period", period=named.name)


@needs(P.APPROVE)
def period_figures(request: AskedRequest, period: str) -> HttpResponse:
    """The figures of an edition as they were approved: all whole ones, or one with its splits."""
    number = request.GET.get("edition", "")
    frozen = edition(
        request.asker, _period(period), int(number) if number.isdecimal() and len(number) < 5 else 0
    )
    measure = request.GET.get("figure", "")
    values = {"frozen": frozen, "rows": figures_told(request.asker, frozen, measure), "measure": measure}
    return render(request, "periods/figures.html", values)


def _show(request: AskedRequest, named: Period, form: FreezeForm | None = None) -> HttpResponse:
    found = editions(request.asker, named)
    values = {
        "period": named,
        "editions": _with_names(found, shows=request.asker.may(P.APPROVE)),
        "newest": found[-1] if found else None,
        "is_over": is_over(named, timezone.localdate()),
    }
    if request.asker.may(P.APPROVE):
        form = form or FreezeForm()
        form.fields["note"].required = bool(found)
        values |= {
            "form": form,
            "foreseen": foreseen_told(request.asker, named),
            "moved": moved_told(request.asker, *found[-2:]) if len(found) > 1 else [],
        }
    return render(request, "periods/period.html", values, status=422 if form and form.is_bound else 200)


def _with_names(found: list[Frozen], *, shows: bool) -> list[tuple[Frozen, str, str]]:
    """Who approved each, and for who approves what changed: those counts are of all records of the office."""
    names = names_of({each.approved_by for each in found})
    return [
        (each, names.get(each.approved_by, ""), changes_told(each) if shows else "")
        for each in reversed(found)
    ]


urlpatterns = [
    path("periods/", periods, name="periods"),
    path("periods/<str:period>/", period, name="period"),
    path("periods/<str:period>/freeze/", period_freeze, name="period_freeze"),
    path("periods/<str:period>/recompute/", period_recompute, name="period_recompute"),
    path("periods/<str:period>/figures/", period_figures, name="period_figures"),
]
