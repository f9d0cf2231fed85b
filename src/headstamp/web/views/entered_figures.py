"""Figures entered by hand with their evidence, and targets: the list, and the forms."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from headstamp.accounts.permissions import Permission as P
from headstamp.accounts.queries import names_of
from headstamp.desk.figure_words import period_told, title_told, unit_told
from headstamp.indicators.actions import enter_figure, set_target, withdraw_figure
from headstamp.indicators.enterable import enterable
from headstamp.indicators.models import EnteredFigure, Target
from headstamp.indicators.queries.entered import entered_visible_to, targets_visible_to
from headstamp.kernel.errors import Invalid
from headstamp.kernel.measure import Counted
from headstamp.web.door import AskedRequest, needs, put_errors
from headstamp.web.forms.figures import EnteredForm, TargetForm, WithdrawForm

MAY_ENTER = (P.MANAGE_PROGRAMME, P.APPROVE)


@needs(P.SEE_FIGURES)
def entered_figures(request: AskedRequest) -> HttpResponse:
    """What was entered and what should be reached, with what stood before."""
    figures, targets = list(entered_visible_to(request.asker)), list(targets_visible_to(request.asker))
    standing = sum(1 for row in figures if row.superseded_at is None)
    values = {
        "figures": [_told(row) for row in figures],
        "targets": [_told(row) for row in targets],
        "names": names_of({row.entered_by for row in (*figures, *targets)}),
        "total_text": ngettext("%(n)d figure stands", "%(n)d figures stand", standing) % {"n": standing},
    }
    return render(request, "figures/entered.html", values)


@needs(*MAY_ENTER, methods=("GET", "POST"))
def entered_figure_new(request: AskedRequest) -> HttpResponse:
    first = {name: request.GET.get(name, "") for name in ("figure", "period")}
    form = (
        EnteredForm(request.POST)
        if request.method == "POST"
        else EnteredForm(initial=first | {"origin": "office"})
    )
    if request.method == "POST" and form.is_valid():
        try:
            enter_figure(request.asker, **form.cleaned_data)
            messages.success(request, _("The figure is entered."))
            return redirect("entered_figures")
        except Invalid as error:
            put_errors(form, error)
    return _form(request, form, _("Enter a figure"), _("Enter the figure"))


@needs(*MAY_ENTER, methods=("GET", "POST"))
def target_new(request: AskedRequest) -> HttpResponse:
    form = (
        TargetForm(request.POST)
        if request.method == "POST"
        else TargetForm(initial={"figure": request.GET.get("figure", "")})
    )
    if request.method == "POST" and form.is_valid():
        try:
            set_target(request.asker, **form.cleaned_data)
            messages.success(request, _("The target is set."))
            return redirect("entered_figures")
        except Invalid as error:
            put_errors(form, error)
    return _form(request, form, _("Set a target"), _("Set the target"))


@needs(*MAY_ENTER, methods=("GET", "POST"))
def entered_figure_withdraw(request: AskedRequest) -> HttpResponse:
    form = (
        WithdrawForm(request.POST)
        if request.method == "POST"
        else WithdrawForm(initial={"uid": request.GET.get("uid", "")})
    )
    if request.method == "POST" and form.is_valid():
        withdraw_figure(request.asker, **form.cleaned_data)
        messages.success(request, _("The figure is withdrawn."))
        return redirect("entered_figures")
    return _form(request, form, _("Withdraw a figure"), _("Withdraw it"))


def _form(request: AskedRequest, form: Any, title: str, button: str) -> HttpResponse:
    status = 422 if form.is_bound else 200
    return render(
        request, "figures/form.html", {"form": form, "title": title, "button": button}, status=status
    )


def _told(row: EnteredFigure | Target) -> tuple[EnteredFigure | Target, str, str, str]:
    known = enterable().get(row.figure)
    title = title_told(row.figure, known.title) if known else row.figure
    return row, title, unit_told(Counted(row.unit)), period_told(row.period)


urlpatterns = [
    path("entered-figures/", entered_figures, name="entered_figures"),
    path("entered-figures/new/", entered_figure_new, name="entered_figure_new"),
    path("entered-figures/target/", target_new, name="target_new"),
    path("entered-figures/withdraw/", entered_figure_withdraw, name="entered_figure_withdraw"),
]
