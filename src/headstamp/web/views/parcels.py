"""One parcel: where it is, what can be done with it, its chain; receiving an item, and noting what was decided on it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _

from headstamp.accounts.limits import spend
from headstamp.accounts.permissions import Permission as P
from headstamp.accounts.queries import names_of
from headstamp.custody import actions
from headstamp.custody.exporting import export_chain
from headstamp.custody.hazards import NAMES, hazard_of
from headstamp.custody.models import Offer, Parcel
from headstamp.custody.parties import Party
from headstamp.custody.queries import (
    chain_of,
    decisions_on,
    not_received,
    offers_waiting,
    open_offers_of,
    parcel_known,
)
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Conflict, Invalid, NotFound
from headstamp.kernel.text import gettext_noop, say
from headstamp.registry.actions.finding import NO_SUCH_RECORD
from headstamp.registry.queries import open_item
from headstamp.web.door import AskedRequest, needs, put_errors, translate
from headstamp.web.forms.storage import ActForm, AnswerForm, DecisionForm, ReceiveForm, ScanForm
from headstamp.web.storage_acts import ACTS, ParcelAct, acts_for, paper
from headstamp.web.storage_telling import quantity_words, told_lines


@needs(P.SEE_RECORDS)
def parcel(request: AskedRequest, uid: str) -> HttpResponse:
    """Where a parcel is now, what can be done next, and how it came here."""
    found = _known(request.asker, uid)
    offers = list(open_offers_of(request.asker, found.item_id).filter(parcel=found.pk))
    decision = decisions_on(request.asker, found.item_id).first()
    lines = chain_of(request.asker, found.item_id).filter(parcel=found.pk)
    people = {found.holder, *(each.offered_by for each in offers), *(each.to_account for each in offers)} - {
        ""
    }
    values = {
        "parcel": found,
        "item": found.item,
        "quantity": quantity_words(found.thousandths, found.unit),
        "hazard": translate(NAMES[found.hazard]) if found.hazard else "",
        "offers": offers,
        "decision": decision,
        "acts": acts_for(request.asker, found, decision, is_offered=bool(offers)),
        "lines": told_lines(lines),
        "names": names_of(people),
        "me": request.asker.id,
        "scan": ScanForm(initial={"parcel": found.uid}),
    }
    return render(request, "storage/parcel.html", values)


def _known(asker: Asker, uid: str) -> Parcel:
    """The parcel, if its item may be opened; a restricted one asks for a reason, and the log notes it."""
    found = parcel_known(asker, uid)
    found.item = open_item(asker, found.item.uid)
    return found


@needs(P.SEE_RECORDS, methods=("GET", "POST"))
def parcel_act(request: AskedRequest, uid: str, act: str) -> HttpResponse:
    """The form of one act, and the act itself."""
    found = _known(request.asker, uid)
    wanted = next((each for each in ACTS if each.slug == act), None)
    if wanted is None:
        raise NotFound(say(NO_SUCH_RECORD))
    form = wanted.form(request.asker, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return _done(request, found, wanted, form.cleaned_data)
        except (Invalid, Conflict) as error:
            _complain(form, error)
    values = {"form": form, "title": wanted.title, "text": wanted.text, "parcel": found, "item": found.item}
    return render(request, "storage/act.html", values, status=422 if form.errors else 200)


def _done(request: AskedRequest, found: Parcel, act: ParcelAct, told: dict[str, Any]) -> HttpResponse:
    made = act.do(request.asker, found, told)
    messages.success(request, str(act.done))
    return redirect("parcel", uid=made.uid if isinstance(made, Parcel) else found.uid)


@needs(P.SEE_RECORDS, methods=("GET", "POST"))
def offer_answer(request: AskedRequest, uid: str) -> HttpResponse:
    """Accept, refuse or withdraw what waits for a second person."""
    offer = offers_waiting(request.asker).filter(uid=uid).first()
    if offer is None:
        raise NotFound(say(NO_SUCH_RECORD))
    found = _known(request.asker, offer.parcel.uid)
    form = AnswerForm(request.asker, request.POST or None)
    if not offer.to_store_id:
        del form.fields["place"], form.fields["nevertheless"]
    if request.method == "POST" and form.is_valid():
        try:
            _answer(request.asker, offer, request.POST.get("answer", ""), form.cleaned_data)
            messages.success(request, _("It is in the ledger."))
            return redirect("parcel", uid=found.uid)
        except (Invalid, Conflict) as error:
            _complain(form, error)
    values = {
        "form": form, "offer": offer, "parcel": found, "item": found.item, "is_mine": offer.offered_by == request.asker.id,
        "is_meant": offer.to_account == request.asker.id or bool(offer.to_store and offer.to_store.unit_id == request.asker.unit),
        "names": names_of({offer.offered_by, offer.to_account} - {""}),
    }  # fmt: skip
    return render(request, "storage/offer.html", values, status=422 if form.errors else 200)


def _answer(asker: Asker, offer: Offer, answer: str, told: dict[str, Any]) -> None:
    if answer == "refuse":
        actions.refuse(asker, offer=offer.uid, reason=told["reason"])
    elif answer == "withdraw":
        actions.withdraw(asker, offer=offer.uid, reason=told["reason"])
    else:
        nevertheless = told.get("nevertheless", "")
        actions.accept(
            asker, offer=offer.uid, place=told.get("place", ""), paper=paper(told), nevertheless=nevertheless
        )


@needs(P.KEEP_STORE, methods=("GET", "POST"))
def item_receive(request: AskedRequest, uid: str) -> HttpResponse:
    """Take an item, or a part of it, into a store."""
    item = open_item(request.asker, uid)
    first = {
        "quantity": not_received(request.asker, item) or None,
        "hazard": hazard_of(item.kind, item.item_class),
    }
    form = ReceiveForm(request.asker, request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            made = actions.receive(
                request.asker, item=uid, place=told["place"], quantity=told["quantity"], given_by=Party(name=told["given_by"]),
                paper=paper(told), hazard=told["hazard"], nevertheless=told["nevertheless"],
            )  # fmt: skip
            messages.success(request, _("Received. Print the label and stick it on."))
            return redirect("parcel", uid=made.uid)
        except (Invalid, Conflict) as error:
            _complain(form, error)
    values = {
        "form": form,
        "title": _("Receive into a store"),
        "item": item,
        "text": _("Count it yourself before you write the quantity."),
    }
    return render(request, "storage/act.html", values, status=422 if form.errors else 200)


@needs(P.ENTER_RECORDS, P.KEEP_STORE, methods=("GET", "POST"))
def item_decision(request: AskedRequest, uid: str) -> HttpResponse:
    """Note what a court or another authority decided on an item."""
    item = open_item(request.asker, uid)
    form = DecisionForm(request.asker, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.decide_disposal(request.asker, item=uid, **form.cleaned_data)
            messages.success(request, _("The decision is noted."))
            return redirect("item", uid=uid)
        except Invalid as error:
            _complain(form, error)
    values = {"form": form, "title": _("Decision on the item"), "item": item}
    return render(request, "storage/act.html", values, status=422 if form.errors else 200)


@needs(P.SEE_RECORDS, methods=("POST",))
def item_chain(request: AskedRequest, uid: str) -> HttpResponse:
    """The chain of custody of an item as a signed file, within the limits of exports."""
    spend(request.asker, "export")
    item = open_item(request.asker, uid)
    recipient = request.POST.get("recipient", "").strip()
    if not recipient:
        raise Invalid({"recipient": [say(gettext_noop("Say to whom the file goes."))]})
    return HttpResponse(
        export_chain(request.asker, item, recipient=recipient[:200]),
        content_type="application/zip",
        headers={"Content-Disposition": f'attachment; filename="custody-{uid}.zip"'},
    )


def _complain(form: ActForm, error: Invalid | Conflict) -> None:
    """What an action refused, at its field or above the form."""
    if isinstance(error, Invalid):
        put_errors(form, error)
    else:
        form.add_error(None, translate(error.message))


urlpatterns = [
    path("storage/parcels/<str:uid>/", parcel, name="parcel"),
    path("storage/parcels/<str:uid>/<slug:act>/", parcel_act, name="parcel_act"),
    path("storage/offers/<str:uid>/", offer_answer, name="offer_answer"),
    path("items/<str:uid>/receive/", item_receive, name="item_receive"),
    path("items/<str:uid>/custody.zip", item_chain, name="item_chain"),
    path("items/<str:uid>/decision/", item_decision, name="item_decision"),
]
