"""Inspections and stocktakes of a store: noted, followed up, counted label by label, explained."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _

from headstamp.accounts.permissions import Permission as P
from headstamp.accounts.queries import names_of
from headstamp.custody import actions
from headstamp.custody.models import Inspection, Place, Stocktake, Store
from headstamp.custody.queries import found_by_label, keeps, store_known
from headstamp.custody.queries.inspections import (
    findings_open,
    inspection_known,
    stores_with_inspection,
)
from headstamp.custody.queries.stocktakes import (
    differing_in,
    explained,
    stocktake_known,
    tally_of,
    unseen_in,
)
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Conflict, Invalid, NotFound
from headstamp.kernel.text import gettext_noop, say
from headstamp.registry.queries import page_of, shut
from headstamp.web.door import AskedRequest, needs, put_errors, translate
from headstamp.web.forms.store_checks import ExplainForm, InspectionForm, MendForm, SeeForm

_KEEPS = (P.KEEP_STORE, P.APPROVE)
_PLACE_FIRST = gettext_noop("Scan the place first.")


def _may_note(asker: Asker, store: Store) -> bool:
    return asker.may(P.APPROVE) or keeps(asker, store)


@needs(P.SEE_RECORDS)
def inspections(request: AskedRequest) -> HttpResponse:
    """Every store with its last inspection, and the findings that nobody mended."""
    page = page_of(findings_open(request.asker), sort="id", cursor=request.GET.get("at", ""))
    values = {"stores": stores_with_inspection(request.asker), "page": page}
    return render(request, "storage/inspections.html", values)


@needs(*_KEEPS, methods=("GET", "POST"))
def inspection_new(request: AskedRequest, uid: str) -> HttpResponse:
    store = store_known(request.asker, uid)
    form = InspectionForm(request.POST or None, initial={"standard": store.standard})
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.record_inspection(request.asker, store=uid, **form.told())
            messages.success(request, _("The inspection is noted."))
            return redirect("inspection", uid=made.uid)
        except Invalid as error:
            put_errors(form, Invalid({_field(form, name): told for name, told in error.fields.items()}))
    values = {"form": form, "store": store}
    return render(request, "storage/inspection_new.html", values, status=422 if form.errors else 200)


def _field(form: InspectionForm, name: str) -> str:
    return f"{name}-word" if f"{name}-word" in form.fields else name


@needs(P.SEE_RECORDS, methods=("GET", "POST"))
def inspection(request: AskedRequest, uid: str) -> HttpResponse:
    """One inspection, point by point. POST notes how a finding was mended."""
    found = inspection_known(request.asker, uid)
    form = MendForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.mend_finding(request.asker, inspection=uid, **form.cleaned_data)
            messages.success(request, _("It is noted how this was mended."))
            return redirect("inspection", uid=uid)
        except Invalid as error:
            put_errors(form, error)
    return _inspection_page(request, found, form)


def _inspection_page(request: AskedRequest, found: Inspection, form: MendForm) -> HttpResponse:
    answers = list(found.answers.all())
    values = {
        "inspection": found,
        "answers": answers,
        "names": names_of({found.recorded_by, *(each.mended_by for each in answers if each.mended_by)}),
        "may_note": _may_note(request.asker, found.store),
        "form": form,
        "wrong": form.data.get("point", "") if form.errors else "",
    }
    return render(request, "storage/inspection.html", values, status=422 if form.errors else 200)


@needs(P.KEEP_STORE, methods=("POST",))
def stocktake_new(request: AskedRequest, uid: str) -> HttpResponse:
    """Begin a stocktake of the store, or of the room that is named."""
    room = request.POST.get("room", "")
    try:
        made = actions.begin_stocktake(
            request.asker, store=uid, room=int(room[:18]) if room.isdecimal() else None
        )
    except Conflict as error:
        messages.error(request, translate(error.message))
        return redirect("storage_store", uid=uid)
    return redirect("stocktake", uid=made.uid)


@needs(P.SEE_RECORDS, methods=("GET", "POST"))
def stocktake(request: AskedRequest, uid: str) -> HttpResponse:
    """One stocktake: what was seen, what is still to be seen, what differs. POST takes the next label."""
    taking = stocktake_known(request.asker, uid)
    form = SeeForm(request.POST or None, initial={"place": request.GET.get("place", "")})
    if request.method == "POST" and form.is_valid():
        try:
            return _scanned(request, taking, **form.cleaned_data)
        except Invalid as error:
            form.add_error("label", translate(error.message))
        except NotFound as error:
            form.add_error("label", translate(error.message))
    return _stocktake_page(request, taking, form)


@needs(P.KEEP_STORE, methods=("POST",))
def stocktake_explain(request: AskedRequest, uid: str) -> HttpResponse:
    form = ExplainForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Write why it differs."))
    else:
        actions.explain_difference(request.asker, stocktake=uid, **form.cleaned_data)
    return redirect("stocktake", uid=uid)


@needs(P.KEEP_STORE, methods=("POST",))
def stocktake_close(request: AskedRequest, uid: str) -> HttpResponse:
    try:
        actions.close_stocktake(request.asker, stocktake=uid, note=request.POST.get("note", ""))
        messages.success(request, _("The stocktake is closed."))
    except (Conflict, Invalid) as error:
        messages.error(request, translate(error.message))
    return redirect("stocktake", uid=uid)


def _scanned(request: AskedRequest, taking: Stocktake, place: str, label: str) -> HttpResponse:
    found = found_by_label(request.asker, label)
    address = redirect("stocktake", uid=taking.uid).url
    if found.place is not None:
        return redirect(f"{address}?place={found.place.code}")
    if not place:
        raise Invalid({"label": [say(_PLACE_FIRST)]})
    line = actions.see_parcel(request.asker, stocktake=taking.uid, label=label, place=place)
    if line.difference:
        told = {"label": label, "what": line.get_difference_display()}
        messages.info(request, _("%(label)s: %(what)s.") % told)
    return redirect(f"{address}?place={place}")


def _stocktake_page(request: AskedRequest, taking: Stocktake, form: SeeForm) -> HttpResponse:
    page = page_of(unseen_in(request.asker, taking), sort="id", cursor=request.GET.get("at", ""))
    differing = page_of(
        differing_in(request.asker, taking), sort="explained_by", cursor=request.GET.get("differ", "")
    )
    differences = explained(differing.rows)
    shut(request.asker, [line.parcel.item for line in (*page.rows, *(each.line for each in differences))])
    people = {taking.begun_by, taking.closed_by, *(each.last.by for each in differences if each.last)}
    values = {
        "taking": taking,
        "tally": tally_of(request.asker, taking),
        "page": page,
        "differences": differences,
        "differing": differing,
        "names": names_of({each for each in people if each}),
        "is_keeper": keeps(request.asker, taking.store),
        "form": form,
        "place": _place(request, taking, str(form["place"].value() or "")),
    }
    return render(request, "storage/stocktake.html", values, status=422 if form.errors else 200)


def _place(request: AskedRequest, taking: Stocktake, code: str) -> Place | None:
    if not code:
        return None
    try:
        found = found_by_label(request.asker, code).place
    except NotFound:
        return None
    return found if found and found.room.store_id == taking.store_id else None


urlpatterns = [
    path("storage/inspections/", inspections, name="inspections"),
    path("storage/inspections/<str:uid>/", inspection, name="inspection"),
    path("storage/stores/<str:uid>/inspections/", inspection_new, name="inspection_new"),
    path("storage/stores/<str:uid>/stocktakes/", stocktake_new, name="stocktake_new"),
    path("storage/stocktakes/<str:uid>/", stocktake, name="stocktake"),
    path("storage/stocktakes/<str:uid>/explain/", stocktake_explain, name="stocktake_explain"),
    path("storage/stocktakes/<str:uid>/close/", stocktake_close, name="stocktake_close"),
]
