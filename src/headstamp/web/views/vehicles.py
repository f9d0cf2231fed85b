"""Vehicles: with the right to see persons only, and every page of a vehicle is noted in the log."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from headstamp.accounts.permissions import Permission as P
from headstamp.desk import exported_people
from headstamp.registry import actions
from headstamp.registry.facts import VehicleFacts
from headstamp.registry.filters import VehicleFilter
from headstamp.registry.queries import open_vehicle, revisions_of, vehicles_for_page, vehicles_visible_to
from headstamp.web.door import AskedRequest, needs
from headstamp.web.entry.changing import Change, handle
from headstamp.web.entry.filling import filled
from headstamp.web.entry.flow import must_be_readable
from headstamp.web.entry.people_sheet import VEHICLE_EDIT_SHEET, VEHICLE_SHEET
from headstamp.web.entry.reading import Reading
from headstamp.web.listing import List
from headstamp.web.telling import told_changes


def _word(number: int) -> str:
    return ngettext("%(number)s vehicle", "%(number)s vehicles", number)


VEHICLES = List(
    name="vehicles",
    template="entry/vehicles.html",
    wanted=VehicleFilter,
    counted=vehicles_visible_to,
    shown=vehicles_for_page,
    word=_word,
    exported=exported_people.VEHICLES,
    doors=(P.SEE_PERSONS,),
    sort="-id",
    primary=("q", "kind", "registered"),
    searched="search_vehicles",
)


@needs(P.SEE_PERSONS)
def vehicle(request: AskedRequest, uid: str) -> HttpResponse:
    """One vehicle: the occurrences that it stands in, and how the record changed."""
    record: Any = open_vehicle(request.asker, uid)
    changes = told_changes(revisions_of(request.asker, "vehicle", record.pk))
    return render(request, "entry/vehicle.html", {"record": record, "changes": changes})


@needs(P.ENTER_RECORDS, also=(P.SEE_PERSONS,), methods=("GET", "POST"))
def vehicle_new(request: AskedRequest) -> HttpResponse:
    """A vehicle that stands in no occurrence yet."""

    def save(reading: Reading, _version: int) -> HttpResponse:
        told = reading.values(VEHICLE_SHEET.boxes)
        must_be_readable(reading)
        made = actions.record_vehicle(request.asker, facts=VehicleFacts(**told))
        messages.success(request, _("Saved."))
        return redirect("vehicle", uid=made.uid)

    return handle(
        request,
        Change(
            sheet=VEHICLE_SHEET, title=_("Record a vehicle"), back_url=reverse("vehicles"), save_text=_("Save"),
            now=dict, version=lambda: 0, save=save,
            text=_("A vehicle that stands in no occurrence yet; put it into one afterwards."),
        ),
    )  # fmt: skip


@needs(P.SEE_PERSONS, methods=("GET", "POST"))
def vehicle_edit(request: AskedRequest, uid: str) -> HttpResponse:
    """What is known of a vehicle, in every occurrence that it stands in."""
    asker, sheet = request.asker, VEHICLE_EDIT_SHEET
    record: Any = open_vehicle(asker, uid)
    names = [box.name for box in VEHICLE_SHEET.boxes]

    def save(reading: Reading, version: int) -> HttpResponse:
        told = reading.values(sheet.boxes)
        must_be_readable(reading)
        changes = {name: told[name] for name in names if told[name] != getattr(record, name)}
        actions.edit_vehicle(asker, uid=uid, version=version, changes=changes, reason=told["reason"])
        messages.success(request, _("Saved."))
        return redirect("vehicle", uid=uid)

    return handle(
        request,
        Change(
            sheet=sheet, title=_("Edit the vehicle"), back_url=reverse("vehicle", args=[uid]),
            save_text=_("Save the changes"), now=lambda: filled(asker, sheet, record, get_language() or "en"),
            version=lambda: record.version, save=save, subject=("vehicle", record.pk),
        ),
    )  # fmt: skip


urlpatterns = [
    *VEHICLES.addresses("vehicles/"),
    path("vehicles/new/", vehicle_new, name="vehicle_new"),
    path("vehicles/<str:uid>/", vehicle, name="vehicle"),
    path("vehicles/<str:uid>/edit/", vehicle_edit, name="vehicle_edit"),
]
