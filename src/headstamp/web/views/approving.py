"""What is done with a record as a whole: show to whom, legal status, category, taking an item out."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from headstamp.accounts.permissions import Permission as P
from headstamp.registry import actions
from headstamp.registry.actions.sharing import set_visibility
from headstamp.registry.models import Item, Occurrence
from headstamp.registry.queries import open_item, open_occurrence
from headstamp.web.door import AskedRequest, needs
from headstamp.web.entry.boxes import Box, Section, Sheet, Sort
from headstamp.web.entry.changing import REASON, Change, handle
from headstamp.web.entry.flow import must_be_readable
from headstamp.web.entry.occurrence_sheet import VISIBILITY
from headstamp.web.entry.reading import Reading
from headstamp.web.entry.typed import Typed
from headstamp.web.views.deleting import REASON_SHEET

VISIBILITY_SHEET = Sheet(
    form="visibility", sections=(Section(name="who", title=_("Who may see it"), boxes=VISIBILITY), REASON)
)
STATUS_SHEET = Sheet(
    form="legal_status",
    sections=(
        Section(
            name="status",
            title=_("Legal status"),
            boxes=(
                Box(name="status", label=_("Legal status"), sort=Sort.CHOICE, source="legal_statuses", is_required=True, size="l"),
                Box(name="since", label=_("Since"), sort=Sort.DATE, size="m"),
                Box(name="decision", label=_("Decision"), hint=_("Court, number and day; needed for confiscated"), size="xl"),
            ),
        ),
        REASON,
    ),
)  # fmt: skip
CATEGORY_SHEET = Sheet(
    form="category",
    sections=(
        Section(
            name="category",
            title=_("EU category"),
            boxes=(
                Box(
                    name="category", label=_("Category"), sort=Sort.CHOICE, source="eu_categories", size="xl"
                ),
            ),
        ),
        REASON,
    ),
)


@needs(P.ENTER_RECORDS, P.MANAGE_CIRCLES, methods=("GET", "POST"))
def occurrence_visibility(request: AskedRequest, uid: str) -> HttpResponse:
    record: Occurrence = open_occurrence(request.asker, uid)

    def now() -> Typed:
        circle = {"circle": str(record.circle_id)} if record.circle_id else {}
        return {"visibility": record.visibility, **circle}

    def save(reading: Reading, version: int) -> HttpResponse:
        told = reading.typed
        circle = told.get("circle", "")
        set_visibility(
            request.asker, uid=uid, version=version, visibility=told.get("visibility", ""),
            circle=int(circle) if circle.isdecimal() else 0, reason=told.get("reason", ""),
        )  # fmt: skip
        messages.success(request, _("Saved."))
        return redirect("occurrence", uid=uid)

    change = Change(
        sheet=VISIBILITY_SHEET, title=_("Who may see the record"), back_url=reverse("occurrence", args=[uid]), save_text=_("Save"),
        now=now, version=lambda: record.version, save=save, subject=("occurrence", record.pk),
    )  # fmt: skip
    return handle(request, change)


def _item_page(
    request: AskedRequest,
    uid: str,
    *,
    sheet: Sheet,
    title: str | Promise,
    save_text: str | Promise,
    do: Callable[[Reading, int], Any],
    now: Callable[[Item], Typed] = lambda _record: {},
    to_occurrence: bool = False,
    is_danger: bool = False,
) -> HttpResponse:
    record: Item = open_item(request.asker, uid)

    def save(reading: Reading, version: int) -> HttpResponse:
        do(reading, version)
        messages.success(request, _("Saved."))
        return (
            redirect("occurrence", uid=record.occurrence.uid) if to_occurrence else redirect("item", uid=uid)
        )

    change = Change(
        sheet=sheet, title=title, back_url=reverse("item", args=[uid]), save_text=save_text,
        now=lambda: now(record), version=lambda: record.version, save=save, subject=("item", record.pk),
        is_danger=is_danger,
    )  # fmt: skip
    return handle(request, change)


@needs(P.ENTER_RECORDS, methods=("GET", "POST"))
def item_status(request: AskedRequest, uid: str) -> HttpResponse:
    """A new legal status from a day on; confiscated names its decision."""

    def do(reading: Reading, version: int) -> None:
        told = reading.values(STATUS_SHEET.boxes)
        must_be_readable(reading)
        actions.set_legal_status(request.asker, uid=uid, version=version, **told)

    return _item_page(
        request, uid, sheet=STATUS_SHEET, title=_("Change the legal status"), save_text=_("Save"), do=do,
        now=lambda record: {"status": record.legal_status},
    )  # fmt: skip


@needs(P.EXAMINE, methods=("GET", "POST"))
def item_category(request: AskedRequest, uid: str) -> HttpResponse:
    """The EU category, as an examiner confirms it."""

    def do(reading: Reading, version: int) -> None:
        told = reading.values(CATEGORY_SHEET.boxes)
        actions.confirm_eu_category(request.asker, uid=uid, version=version, **told)

    return _item_page(
        request, uid, sheet=CATEGORY_SHEET, title=_("Confirm the EU category"), save_text=_("Confirm"), do=do,
        now=lambda record: {"category": record.eu_category or request.GET.get("suggested", "")},
    )  # fmt: skip


@needs(P.ENTER_RECORDS, methods=("GET", "POST"))
def item_remove(request: AskedRequest, uid: str) -> HttpResponse:
    def do(reading: Reading, version: int) -> None:
        actions.remove_item(request.asker, uid=uid, version=version, reason=reading.typed.get("reason", ""))

    return _item_page(
        request, uid, sheet=REASON_SHEET, title=_("Remove the item"), save_text=_("Remove"), do=do,
        to_occurrence=True, is_danger=True,
    )  # fmt: skip


_O, _I = "occurrences/<str:uid>/", "items/<str:uid>/"
urlpatterns = [
    path(_O + "visibility/", occurrence_visibility, name="occurrence_visibility"),
    path(_I + "status/", item_status, name="item_status"),
    path(_I + "category/", item_category, name="item_category"),
    path(_I + "remove/", item_remove, name="item_remove"),
]
