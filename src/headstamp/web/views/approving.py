"""What is done with a record as a whole: check, lock, unlock, delete, bring back, show to whom, legal status, category."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from headstamp.accounts.permissions import Permission as P
from headstamp.registry import actions
from headstamp.registry.actions.sharing import set_visibility
from headstamp.registry.models import Item, Occurrence
from headstamp.registry.queries import (
    deleted_items_visible_to,
    deleted_occurrences_visible_to,
    open_item,
    open_occurrence,
    shut,
)
from headstamp.web.door import AskedRequest, needs
from headstamp.web.entry.boxes import Box, Section, Sheet, Sort
from headstamp.web.entry.changing import MUST_REASON, REASON, Change, handle
from headstamp.web.entry.flow import must_be_readable
from headstamp.web.entry.occurrence_sheet import VISIBILITY
from headstamp.web.entry.reading import Reading
from headstamp.web.entry.typed import Typed

_NEWEST = 200
REASON_SHEET = Sheet(form="reason", sections=(MUST_REASON,))
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


def _version(request: AskedRequest) -> int:
    text = request.POST.get("version", "")
    return int(text) if text.isdecimal() and len(text) < 10 else 0


@needs(P.CHECK_RECORDS, methods=("POST",))
def occurrence_check(request: AskedRequest, uid: str) -> HttpResponse:
    actions.check_occurrence(request.asker, uid=uid, version=_version(request))
    messages.success(request, _("Checked. Figures count this record from now on."))
    return redirect("occurrence", uid=uid)


@needs(P.LOCK_RECORDS, methods=("POST",))
def occurrence_lock(request: AskedRequest, uid: str) -> HttpResponse:
    actions.lock_occurrence(request.asker, uid=uid, version=_version(request))
    messages.success(request, _("Locked. It can be unlocked with a reason."))
    return redirect("occurrence", uid=uid)


def _occurrence_page(
    request: AskedRequest,
    uid: str,
    *,
    sheet: Sheet,
    title: str | Promise,
    save_text: str | Promise,
    do: Callable[[Reading, int], Any],
    done: str | Promise,
    now: Callable[[Occurrence], Typed] = lambda _record: {},
    leads_to: str = "",
    text: str | Promise = "",
    is_danger: bool = False,
) -> HttpResponse:
    record: Occurrence = open_occurrence(request.asker, uid)

    def save(reading: Reading, version: int) -> HttpResponse:
        do(reading, version)
        messages.success(request, str(done))
        return redirect(leads_to) if leads_to else redirect("occurrence", uid=uid)

    change = Change(
        sheet=sheet, title=title, back_url=reverse("occurrence", args=[uid]), save_text=save_text,
        now=lambda: now(record), version=lambda: record.version, save=save,
        subject=("occurrence", record.pk), text=text, is_danger=is_danger,
    )  # fmt: skip
    return handle(request, change)


@needs(P.LOCK_RECORDS, methods=("GET", "POST"))
def occurrence_unlock(request: AskedRequest, uid: str) -> HttpResponse:
    def do(reading: Reading, version: int) -> None:
        actions.unlock_occurrence(
            request.asker, uid=uid, version=version, reason=reading.typed.get("reason", "")
        )

    return _occurrence_page(
        request, uid, sheet=REASON_SHEET, title=_("Unlock the record"), save_text=_("Unlock"), do=do,
        done=_("Unlocked. It stays checked until somebody changes it."),
    )  # fmt: skip


@needs(P.DELETE_RECORDS, methods=("GET", "POST"))
def occurrence_delete(request: AskedRequest, uid: str) -> HttpResponse:
    def do(reading: Reading, version: int) -> None:
        actions.delete_occurrence(
            request.asker, uid=uid, version=version, reason=reading.typed.get("reason", "")
        )

    return _occurrence_page(
        request, uid, sheet=REASON_SHEET, title=_("Delete the record"), save_text=_("Delete"), do=do,
        done=_("Deleted. It can be brought back from the page of deleted records."), leads_to="occurrences",
        text=_("The record and its items leave every list and figure. It can be brought back."), is_danger=True,
    )  # fmt: skip


@needs(P.ENTER_RECORDS, P.MANAGE_CIRCLES, methods=("GET", "POST"))
def occurrence_visibility(request: AskedRequest, uid: str) -> HttpResponse:
    def do(reading: Reading, version: int) -> None:
        told = reading.typed
        circle = told.get("circle", "")
        set_visibility(
            request.asker, uid=uid, version=version, visibility=told.get("visibility", ""),
            circle=int(circle) if circle.isdecimal() else 0, reason=told.get("reason", ""),
        )  # fmt: skip

    def now(record: Occurrence) -> Typed:
        circle = {"circle": str(record.circle_id)} if record.circle_id else {}
        return {"visibility": record.visibility, **circle}

    return _occurrence_page(
        request, uid, sheet=VISIBILITY_SHEET, title=_("Who may see the record"), save_text=_("Save"), do=do,
        done=_("Saved."), now=now,
    )  # fmt: skip


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


@needs(P.DELETE_RECORDS)
def deleted(request: AskedRequest) -> HttpResponse:
    """Deleted occurrences and removed items, last deleted first, to be brought back."""
    alone = deleted_items_visible_to(request.asker).filter(occurrence__deleted_at__isnull=True)
    values = {
        "occurrences": shut(request.asker, deleted_occurrences_visible_to(request.asker)[:_NEWEST]),
        "items": shut(request.asker, alone[:_NEWEST]),
        "newest": _NEWEST,
    }
    return render(request, "entry/deleted.html", values)


@needs(P.DELETE_RECORDS, methods=("POST",))
def occurrence_restore(request: AskedRequest, uid: str) -> HttpResponse:
    actions.restore_occurrence(request.asker, uid=uid, reason=request.POST.get("reason", ""))
    messages.success(request, _("The record is back."))
    return redirect("occurrence", uid=uid)


@needs(P.DELETE_RECORDS, methods=("POST",))
def item_restore(request: AskedRequest, uid: str) -> HttpResponse:
    actions.restore_item(request.asker, uid=uid, reason=request.POST.get("reason", ""))
    messages.success(request, _("The item is back."))
    return redirect("item", uid=uid)


_O, _I = "occurrences/<str:uid>/", "items/<str:uid>/"
urlpatterns = [
    path("deleted/", deleted, name="deleted"),
    path(_O + "check/", occurrence_check, name="occurrence_check"),
    path(_O + "lock/", occurrence_lock, name="occurrence_lock"),
    path(_O + "unlock/", occurrence_unlock, name="occurrence_unlock"),
    path(_O + "delete/", occurrence_delete, name="occurrence_delete"),
    path(_O + "restore/", occurrence_restore, name="occurrence_restore"),
    path(_O + "visibility/", occurrence_visibility, name="occurrence_visibility"),
    path(_I + "status/", item_status, name="item_status"),
    path(_I + "category/", item_category, name="item_category"),
    path(_I + "remove/", item_remove, name="item_remove"),
    path(_I + "restore/", item_restore, name="item_restore"),
]
