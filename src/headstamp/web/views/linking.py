"""Putting a recorded person or vehicle into an occurrence."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _

from headstamp.accounts.permissions import Permission as P
from headstamp.registry import actions
from headstamp.registry.facts import PersonFacts
from headstamp.registry.queries import open_occurrence, open_person, open_vehicle
from headstamp.web.door import AskedRequest, needs
from headstamp.web.entry.boxes import Sheet
from headstamp.web.entry.changing import Change, handle
from headstamp.web.entry.flow import must_be_readable
from headstamp.web.entry.people_sheet import LINK_PERSON_SHEET, LINK_VEHICLE_SHEET
from headstamp.web.entry.reading import Reading

Link = Callable[[dict[str, Any], dict[str, Any]], Any]


def _link(request: AskedRequest, sheet: Sheet, back: str, link: Link) -> HttpResponse:
    """`link` is handed which occurrence, as it stands now, and what was told of the part in it."""

    def save(reading: Reading, _version: int) -> HttpResponse:
        told = reading.values(sheet.boxes)
        must_be_readable(reading)
        uid = told.pop("occurrence")
        record = open_occurrence(request.asker, uid)
        link({"occurrence": uid, "version": record.version, "reason": told.pop("reason")}, told)
        messages.success(request, _("It stands in the occurrence now."))
        return redirect("occurrence", uid=uid)

    return handle(
        request,
        Change(
            sheet=sheet, title=_("Put into an occurrence"), back_url=back, save_text=_("Put into the occurrence"),
            now=dict, version=lambda: 0, save=save,
        ),
    )  # fmt: skip


@needs(P.ENTER_RECORDS, also=(P.SEE_PERSONS,), methods=("GET", "POST"))
def person_link(request: AskedRequest, uid: str) -> HttpResponse:
    """A recorded person's part in an occurrence."""
    record: Any = open_person(request.asker, uid)

    def link(where: dict[str, Any], part: dict[str, Any]) -> None:
        actions.link_person(request.asker, **where, facts=PersonFacts(person=record.uid, **part))

    return _link(request, LINK_PERSON_SHEET, reverse("person", args=[uid]), link)


@needs(P.ENTER_RECORDS, also=(P.SEE_PERSONS,), methods=("GET", "POST"))
def vehicle_link(request: AskedRequest, uid: str) -> HttpResponse:
    """A recorded vehicle's part in an occurrence."""
    record: Any = open_vehicle(request.asker, uid)

    def link(where: dict[str, Any], part: dict[str, Any]) -> None:
        actions.link_vehicle(request.asker, **where, vehicle=record.uid, **part)

    return _link(request, LINK_VEHICLE_SHEET, reverse("vehicle", args=[uid]), link)


urlpatterns = [
    path("people/<str:uid>/link/", person_link, name="person_link"),
    path("vehicles/<str:uid>/link/", vehicle_link, name="vehicle_link"),
]
