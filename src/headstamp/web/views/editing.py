"""Editing an occurrence and its items: with a reason where it was checked, against the version that was opened."""

from dataclasses import fields, replace
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from headstamp.accounts.permissions import Permission
from headstamp.registry.actions import add_item, edit_item, edit_occurrence
from headstamp.registry.facts import ItemFacts, OccurrenceFacts
from headstamp.registry.models import Item, Occurrence
from headstamp.registry.queries import open_item, open_occurrence
from headstamp.registry.told import item_told, occurrence_told
from headstamp.web.door import AskedRequest, needs
from headstamp.web.entry.boxes import Sheet
from headstamp.web.entry.changing import REASON, Change, handle
from headstamp.web.entry.filling import filled
from headstamp.web.entry.flow import must_be_readable
from headstamp.web.entry.item_sheet import EDIT_ITEM_SHEET, ITEM_SHEET, STATUS_OF_KIND, item_of
from headstamp.web.entry.occurrence_sheet import EDIT_SHEET, occurrence_of
from headstamp.web.entry.reading import Reading
from headstamp.web.entry.typed import Typed
from headstamp.web.views.entering import agency_of

_NOT_HERE = frozenset({"items", "jurisdiction", "visibility", "circle"})
_PERSONAL = frozenset({"persons", "vehicles"})


def with_reason(sheet: Sheet) -> Sheet:
    return replace(sheet, sections=(*sheet.sections, REASON))


@needs(Permission.ENTER_RECORDS, methods=("GET", "POST"))
def occurrence_edit(request: AskedRequest, uid: str) -> HttpResponse:
    """All that is told of an occurrence but its items, who may see it, and its status."""
    asker = request.asker
    record: Occurrence = open_occurrence(asker, uid, whole=True)
    defaults = {"references.*.issuer": agency_of(asker)}
    sheet = replace(with_reason(EDIT_SHEET.for_asker(asker)), defaults=defaults)

    def save(reading: Reading, version: int) -> HttpResponse:
        told = occurrence_of(reading, sheet)
        must_be_readable(reading)
        changes = _occurrence_changes(told, occurrence_told(asker, record), asker.may(Permission.SEE_PERSONS))
        reason = reading.typed.get("reason", "")
        edit_occurrence(asker, uid=uid, version=version, changes=changes, reason=reason)
        messages.success(request, _("Saved."))
        return redirect("occurrence", uid=uid)

    return handle(
        request,
        Change(
            sheet=sheet,
            title=_("Edit the occurrence"),
            back_url=reverse("occurrence", args=[uid]),
            save_text=_("Save the changes"),
            now=lambda: filled(asker, sheet, occurrence_told(asker, record), get_language() or "en"),
            version=lambda: record.version,
            save=save,
            subject=("occurrence", record.pk),
        ),
    )


def _occurrence_changes(told: OccurrenceFacts, before: OccurrenceFacts, sees_persons: bool) -> dict[str, Any]:
    kept = _NOT_HERE if sees_persons else _NOT_HERE | _PERSONAL
    if (
        told.place
        and before.place
        and told.place != before.place
        and told.place.precision == before.place.precision
    ):
        told = replace(
            told, place=replace(told.place, precision="unknown")
        )  # it follows from what is told now
    names = [field.name for field in fields(told) if field.name not in kept]
    return {name: getattr(told, name) for name in names if getattr(told, name) != getattr(before, name)}


@needs(Permission.ENTER_RECORDS, methods=("GET", "POST"))
def item_new(request: AskedRequest, uid: str) -> HttpResponse:
    """One more item in an occurrence."""
    asker = request.asker
    record: Occurrence = open_occurrence(asker, uid)
    sheet = with_reason(ITEM_SHEET)

    def save(reading: Reading, version: int) -> HttpResponse:
        facts = item_of(reading, "", record.occurred_on)
        must_be_readable(reading)
        reason = reading.typed.get("reason", "")
        item = add_item(asker, occurrence=uid, version=version, facts=facts, reason=reason)
        messages.success(request, _("The item is added."))
        return redirect("item", uid=item.uid)

    return handle(
        request,
        Change(
            sheet=sheet,
            title=_("Add an item"),
            back_url=reverse("occurrence", args=[uid]),
            save_text=_("Add the item"),
            now=lambda: {"quantity": "1", "legal_status": STATUS_OF_KIND.get(record.kind, "")},
            version=lambda: record.version,
            save=save,
            subject=("occurrence", record.pk),
        ),
    )


@needs(Permission.ENTER_RECORDS, Permission.EXAMINE, methods=("GET", "POST"))
def item_edit(request: AskedRequest, uid: str) -> HttpResponse:
    """What an item is; its legal status and EU category have pages of their own."""
    asker = request.asker
    record: Item = open_item(asker, uid)
    sheet = with_reason(EDIT_ITEM_SHEET)

    def now() -> Typed:
        return filled(asker, sheet, item_told(record), get_language() or "en")

    def save(reading: Reading, version: int) -> HttpResponse:
        told = item_of(reading, "", boxes=sheet.boxes[:-1])
        must_be_readable(reading)
        changes = _item_changes(told, item_told(record), {box.name for box in sheet.boxes})
        reason = reading.typed.get("reason", "")
        edit_item(asker, uid=uid, version=version, changes=changes, reason=reason)
        messages.success(request, _("Saved."))
        return redirect("item", uid=uid)

    return handle(
        request,
        Change(
            sheet=sheet,
            title=_("Edit the item"),
            back_url=reverse("item", args=[uid]),
            save_text=_("Save the changes"),
            now=now,
            version=lambda: record.version,
            save=save,
            subject=("item", record.pk),
        ),
    )


def _item_changes(told: ItemFacts, before: ItemFacts, asked: set[str]) -> dict[str, Any]:
    names = (asked & {field.name for field in fields(told)}) | {"marks", "references"}
    changes = {name: getattr(told, name) for name in names if getattr(told, name) != getattr(before, name)}
    for wording in ("make", "calibre"):  # the code follows the wording; where that stays, so does the code
        if wording in changes and getattr(told, f"{wording}_code") != getattr(before, f"{wording}_code"):
            changes[f"{wording}_code"] = getattr(told, f"{wording}_code")
    return changes


urlpatterns = [
    path("occurrences/<str:uid>/edit/", occurrence_edit, name="occurrence_edit"),
    path("occurrences/<str:uid>/items/new/", item_new, name="item_new"),
    path("items/<str:uid>/edit/", item_edit, name="item_edit"),
]
