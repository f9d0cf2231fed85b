"""Agencies and units: where people and records belong."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from headstamp.accounts import actions
from headstamp.accounts.permissions import Permission as P
from headstamp.accounts.queries import agencies_visible_to
from headstamp.kernel.errors import Invalid
from headstamp.vocabulary import codes
from headstamp.web.door import AskedRequest, needs, put_errors
from headstamp.web.forms.accounts import AgencyForm, NewUnitForm


@needs(P.MANAGE_ACCOUNTS)
def offices(request: AskedRequest) -> HttpResponse:
    return _show(request)


@needs(P.MANAGE_ACCOUNTS, methods=("POST",))
def agency_new(request: AskedRequest) -> HttpResponse:
    form = AgencyForm(request.POST)
    if form.is_valid():
        try:
            actions.make_agency(request.asker, **form.cleaned_data)
            messages.success(request, _("The agency is added. Add its units."))
            return redirect("offices")
        except Invalid as error:
            put_errors(form, error)
    return _show(request, agency_form=form)


@needs(P.MANAGE_ACCOUNTS, methods=("POST",))
def unit_new(request: AskedRequest) -> HttpResponse:
    form = NewUnitForm(request.asker, request.POST)
    if form.is_valid():
        try:
            actions.make_unit(
                request.asker, agency_id=form.cleaned_data["agency"], name=form.cleaned_data["name"]
            )
            messages.success(request, _("The unit is added."))
            return redirect("offices")
        except Invalid as error:
            put_errors(form, error)
    return _show(request, unit_form=form)


@needs(P.MANAGE_ACCOUNTS, methods=("POST",))
def unit_policy(request: AskedRequest) -> HttpResponse:
    """Whether a unit lets others learn that it has a record of a number."""
    given = request.POST.get("unit", "")
    actions.set_unit_policy(
        request.asker,
        unit_id=int(given) if given.isdecimal() else 0,
        tells=request.POST.get("tells") == "yes",
    )
    messages.success(request, _("The unit's policy is kept."))
    return redirect("offices")


def _show(request: AskedRequest, **posted: object) -> HttpResponse:
    language = get_language() or "en"
    agencies = list(agencies_visible_to(request.asker))
    values = {
        "agencies": [
            (agency, codes.label("jurisdictions", agency.jurisdiction, language)) for agency in agencies
        ],
        "agency_form": AgencyForm(
            auto_id="id_agency_%s", initial={"jurisdiction": request.asker.jurisdiction}
        ),
        "unit_form": NewUnitForm(request.asker, auto_id="id_unit_%s"),
    }
    return render(request, "accounts/offices.html", values | posted, status=422 if posted else 200)


urlpatterns = [
    path("accounts/units/", offices, name="offices"),
    path("accounts/units/agency/", agency_new, name="agency_new"),
    path("accounts/units/policy/", unit_policy, name="unit_policy"),
    path("accounts/units/unit/", unit_new, name="unit_new"),
]
