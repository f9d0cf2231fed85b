"""The store: what lies where, one store, one label scanned, the work lists."""

from collections.abc import Callable
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
from headstamp.custody.labels import spaced
from headstamp.custody.models import Store
from headstamp.custody.queries import (
    Work,
    contents_of_stores,
    found_by_label,
    items_never_received,
    keeps,
    offers_waiting,
    parcel_known,
    parcels_in,
    parcels_visible_to,
    places_of,
    store_known,
    stores_visible_to,
    work_counts,
)
from headstamp.custody.queries.inspections import findings_open, inspections_of, stores_to_inspect
from headstamp.custody.queries.stocktakes import stocktakes_of
from headstamp.desk.storage_labels import label_of_parcel, labels_of_places, labels_of_store
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Invalid, NotFound
from headstamp.registry.queries import page_of, shut
from headstamp.web.door import AskedRequest, needs, put_errors, translate
from headstamp.web.forms.storage import PlaceForm, RoomForm, ScanForm, StoreForm

_LATEST = 5


@needs(P.SEE_RECORDS)
def storage(request: AskedRequest) -> HttpResponse:
    """All stores with what lies in them, and what waits to be done."""
    held = contents_of_stores(request.asker)
    stores = [
        (store, None if held is None else [each for each in held if each.store == store.pk])
        for store in stores_visible_to(request.asker)
    ]
    counts = work_counts(request.asker)
    waiting = [(work.value, work.label, counts[work]) for work in Work if counts[work]]
    values = {
        "stores": stores,
        "waiting": waiting,
        "to_inspect": stores_to_inspect(request.asker).count(),
        "findings": findings_open(request.asker).count(),
        "scan": ScanForm(),
    }
    return render(request, "storage/storage.html", values)


@needs(P.KEEP_STORE, methods=("GET", "POST"))
def storage_new(request: AskedRequest) -> HttpResponse:
    form = StoreForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.make_store(request.asker, **form.cleaned_data)
            messages.success(request, _("The store is made. Add its rooms and places."))
            return redirect("storage_store", uid=made.uid)
        except Invalid as error:
            put_errors(form, error)
    values = {"form": form, "title": _("New store"), "save_text": _("Make the store"), "back": "storage"}
    return render(request, "storage/form.html", values, status=422 if form.errors else 200)


@needs(P.SEE_RECORDS)
def storage_store(request: AskedRequest, uid: str) -> HttpResponse:
    """One store: its places, and what lies in it."""
    return _store_page(request, store_known(request.asker, uid))


def _store_page(request: AskedRequest, store: Store, **forms: Any) -> HttpResponse:
    place = request.GET.get("place", "")
    lying = parcels_visible_to(request.asker).filter(store=store, state="stored")
    if place.isdecimal():
        lying = lying.filter(place_id=int(place[:18]))
    page = page_of(lying.select_related("item", "place__room"), sort="id", cursor=request.GET.get("at", ""))
    shut(request.asker, [parcel.item for parcel in page.rows])
    is_keeper = keeps(request.asker, store)
    places = list(places_of(request.asker, store))
    values = {
        "store": store,
        "places": places,
        "chosen": next((each for each in places if str(each.pk) == place), None),
        "page": page,
        "is_keeper": is_keeper,
        "may_note": is_keeper or request.asker.may(P.APPROVE),
        "inspections": inspections_of(request.asker, store)[:_LATEST],
        "stocktakes": stocktakes_of(request.asker, store)[:_LATEST],
        "room_form": RoomForm(auto_id="id_room_%s") if is_keeper else None,
        "place_form": PlaceForm(store.rooms.all(), auto_id="id_place_%s") if is_keeper else None,
    }
    return render(request, "storage/store.html", values | forms, status=422 if forms else 200)


@needs(P.KEEP_STORE, methods=("POST",))
def storage_room_new(request: AskedRequest, uid: str) -> HttpResponse:
    store, form = store_known(request.asker, uid), RoomForm(request.POST, auto_id="id_room_%s")
    if form.is_valid():
        try:
            actions.add_room(request.asker, store=uid, **form.cleaned_data)
            return redirect("storage_store", uid=uid)
        except Invalid as error:
            put_errors(form, error)
    return _store_page(request, store, room_form=form)


@needs(P.KEEP_STORE, methods=("POST",))
def storage_place_new(request: AskedRequest, uid: str) -> HttpResponse:
    store = store_known(request.asker, uid)
    form = PlaceForm(store.rooms.all(), request.POST, auto_id="id_place_%s")
    if form.is_valid():
        try:
            actions.add_place(request.asker, store=uid, **form.cleaned_data)
            return redirect("storage_store", uid=uid)
        except Invalid as error:
            put_errors(form, error)
    return _store_page(request, store, place_form=form)


@needs(P.SEE_RECORDS, methods=("GET", "POST"))
def storage_scan(request: AskedRequest) -> HttpResponse:
    """One label after another: a parcel opens, a place after a parcel moves it there."""
    form = ScanForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return _scanned(request, form.cleaned_data["code"], form.cleaned_data["parcel"])
        except NotFound as error:
            form.add_error("code", translate(error.message))
    return render(request, "storage/scan.html", {"form": form}, status=422 if form.errors else 200)


def _scanned(request: AskedRequest, code: str, parcel: str) -> HttpResponse:
    found = found_by_label(request.asker, code)
    if found.parcel is not None:
        return redirect("parcel", uid=found.parcel.uid)
    assert found.place is not None
    if not parcel:
        return redirect(f"{_address(found.place.room.store)}?place={found.place.pk}")
    moved = parcel_known(request.asker, parcel)
    try:
        actions.move(request.asker, parcel=moved.code, place=found.place.code)
    except Invalid as error:
        messages.error(request, translate(error.message))
        return redirect("parcel_act", uid=parcel, act="move")
    told = {"label": spaced(moved.code), "place": f"{found.place.room.name} · {found.place.name}"}
    messages.success(request, _("%(label)s lies at %(place)s now. Scan the next one.") % told)
    return redirect("storage_scan")


def _address(store: Store) -> str:
    return redirect("storage_store", uid=store.uid).url


@needs(P.SEE_RECORDS)
def storage_work(request: AskedRequest) -> HttpResponse:
    """One work list of the store."""
    which = request.GET.get("show", "")
    work, asker, cursor = (
        Work(which) if which in Work else Work.OFFERS,
        request.asker,
        request.GET.get("at", ""),
    )
    values: dict[str, Any] = {"work": work, "tabs": [(each.value, each.label, each == work) for each in Work]}
    if work is Work.OFFERS:
        page = page_of(offers_waiting(asker), sort="id", cursor=cursor)
        shut(asker, [each.parcel.item for each in page.rows])
        values |= {"page": page, "names": names_of(_people(page.rows)), "me": asker.id}
    elif work is Work.UNPLACED:
        items = page_of(items_never_received(asker), sort="-occurred_on", cursor=cursor)
        shut(asker, items.rows)
        values |= {"page": items}
    else:
        parcels = page_of(
            parcels_in(asker, work), sort="due_on" if work is Work.OVERDUE else "id", cursor=cursor
        )
        shut(asker, [each.item for each in parcels.rows])
        values |= {"page": parcels, "names": names_of({each.holder for each in parcels.rows if each.holder})}
    return render(request, "storage/work.html", values)


def _labels(request: AskedRequest, make: Callable[[Asker, str], bytes], uid: str) -> HttpResponse:
    spend(request.asker, "export")
    content = make(request.asker, uid)
    headers = {"Content-Disposition": f'attachment; filename="labels-{uid}.pdf"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


@needs(P.KEEP_STORE)
def places_labels(request: AskedRequest, uid: str) -> HttpResponse:
    """The labels of all places of a store, to print."""
    return _labels(request, labels_of_places, uid)


@needs(P.KEEP_STORE)
def store_labels(request: AskedRequest, uid: str) -> HttpResponse:
    """The labels of the parcels in a store."""
    return _labels(request, labels_of_store, uid)


@needs(P.KEEP_STORE)
def parcel_label(request: AskedRequest, uid: str) -> HttpResponse:
    """One parcel's label."""
    return _labels(request, label_of_parcel, uid)


def _people(offers: list[Any]) -> set[str]:
    return {each for offer in offers for each in (offer.offered_by, offer.to_account) if each}


urlpatterns = [
    path("storage/", storage, name="storage"),
    path("storage/new/", storage_new, name="storage_new"),
    path("storage/scan/", storage_scan, name="storage_scan"),
    path("storage/work/", storage_work, name="storage_work"),
    path("storage/stores/<str:uid>/", storage_store, name="storage_store"),
    path("storage/stores/<str:uid>/places.pdf", places_labels, name="labels_of_places"),
    path("storage/stores/<str:uid>/labels.pdf", store_labels, name="labels_of_store"),
    path("storage/parcels/<str:uid>/label.pdf", parcel_label, name="label_of_parcel"),
    path("storage/stores/<str:uid>/rooms/", storage_room_new, name="storage_room_new"),
    path("storage/stores/<str:uid>/places/", storage_place_new, name="storage_place_new"),
]
