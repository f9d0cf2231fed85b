"""Writing checks and operations."""

from dataclasses import fields, replace
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from headstamp.accounts.permissions import Permission as P
from headstamp.registry.actions.checks import check_told, edit_check, record_check
from headstamp.registry.actions.operations import edit_operation, operation_told, record_operation
from headstamp.registry.facts import CheckFacts
from headstamp.registry.models import Check, Operation
from headstamp.registry.queries import open_check, open_operation
from headstamp.web.door import AskedRequest, needs
from headstamp.web.entry.changing import Change, Kept, handle
from headstamp.web.entry.check_sheet import (
    CHECK_EDIT_SHEET,
    CHECK_SHEET,
    FINDINGS,
    OPERATION_EDIT_SHEET,
    OPERATION_SHEET,
    check_of,
    operation_of,
)
from headstamp.web.entry.filling import filled
from headstamp.web.entry.flow import must_be_readable
from headstamp.web.entry.reading import Reading
from headstamp.web.entry.typed import Typed


def _differing(told: Any, before: Any, kept: frozenset[str]) -> dict[str, Any]:
    names = [field.name for field in fields(told) if field.name not in kept]
    return {name: getattr(told, name) for name in names if getattr(told, name) != getattr(before, name)}


@needs(P.ENTER_RECORDS, methods=("GET", "POST"))
def check_new(request: AskedRequest) -> HttpResponse:
    """A check made, or a month's tally; that nothing was found is worth a record."""
    asker, sheet = request.asker, CHECK_SHEET.for_asker(request.asker)
    first = {"happened_on": timezone.localdate().isoformat(), "checks_made": "1", "checks_with_find": "0"}

    def save(reading: Reading, _version: int) -> HttpResponse:
        facts = check_of(reading, sheet)
        must_be_readable(reading)
        made = record_check(asker, facts=facts)
        messages.success(request, _("Saved."))
        return redirect("check", uid=made.uid)

    def now() -> Typed:
        operation = request.GET.get("operation", "")
        return first | {"visibility": "jurisdiction"} | ({"operation": operation} if operation else {})

    return handle(
        request,
        Change(
            sheet=sheet, title=_("Record a check"), back_url=reverse("checks"), save_text=_("Save"), now=now,
            version=lambda: 0, save=save, kept=Kept(reverse("check_new")),
            text=_("One check, or the tally of a month. Checks that found nothing count too: they are what detection is measured against."),
        ),
    )  # fmt: skip


@needs(P.ENTER_RECORDS, methods=("GET", "POST"))
def check_edit(request: AskedRequest, uid: str) -> HttpResponse:
    asker = request.asker
    record: Check = open_check(asker, uid)
    sheet = CHECK_EDIT_SHEET.for_asker(asker)
    kept = frozenset({"jurisdiction"} | (set() if asker.may(P.SEE_PERSONS) else {"house_search"}))

    def save(reading: Reading, version: int) -> HttpResponse:
        facts = _followed(check_of(reading, sheet), check_told(record))
        must_be_readable(reading)
        changes = _differing(facts, check_told(record), kept)
        edit_check(asker, uid=uid, version=version, changes=changes, reason=reading.typed.get("reason", ""))
        messages.success(request, _("Saved."))
        return redirect("check", uid=uid)

    return handle(
        request,
        Change(
            sheet=sheet, title=_("Edit the check"), back_url=reverse("check", args=[uid]),
            save_text=_("Save the changes"), now=lambda: _check_typed(request, sheet, check_told(record)),
            version=lambda: record.version, save=save, subject=("check", record.pk),
            kept=Kept(reverse("check_edit", args=[uid]), uid),
        ),
    )  # fmt: skip


def _followed(told: CheckFacts, before: CheckFacts) -> CheckFacts:
    """How precisely the place is known follows from what is told of it now."""
    if not told.place or not before.place or told.place == before.place:
        return told
    if told.place.precision != before.place.precision:
        return told
    return replace(told, place=replace(told.place, precision="unknown"))


def _check_typed(request: AskedRequest, sheet: Any, facts: CheckFacts) -> Typed:
    typed = filled(request.asker, sheet, facts, get_language() or "en")
    if facts.house_search and FINDINGS in sheet.groups:
        rows = enumerate(facts.house_search.findings)
        typed |= {f"findings.{n}.{name}": text for n, row in rows for name, text in row.items() if text}
    return typed


@needs(P.PLAN_OPERATIONS, methods=("GET", "POST"))
def operation_new(request: AskedRequest) -> HttpResponse:
    """Plan an operation."""
    asker, sheet = request.asker, OPERATION_SHEET

    def save(reading: Reading, _version: int) -> HttpResponse:
        facts = operation_of(reading, sheet)
        must_be_readable(reading)
        made = record_operation(asker, facts=facts)
        messages.success(request, _("Saved."))
        return redirect("operation", uid=made.uid)

    return handle(
        request,
        Change(
            sheet=sheet, title=_("Plan an operation"), back_url=reverse("operations"), save_text=_("Save"),
            now=lambda: {"visibility": "jurisdiction", "units": str(asker.unit or "")}, version=lambda: 0, save=save,
            kept=Kept(reverse("operation_new")),
        ),
    )  # fmt: skip


@needs(P.PLAN_OPERATIONS, methods=("GET", "POST"))
def operation_edit(request: AskedRequest, uid: str) -> HttpResponse:
    asker = request.asker
    record: Operation = open_operation(asker, uid)
    sheet = OPERATION_EDIT_SHEET

    def save(reading: Reading, version: int) -> HttpResponse:
        facts = operation_of(reading, sheet)
        must_be_readable(reading)
        changes = _differing(facts, operation_told(record), frozenset())
        edit_operation(
            asker, uid=uid, version=version, changes=changes, reason=reading.typed.get("reason", "")
        )
        messages.success(request, _("Saved."))
        return redirect("operation", uid=uid)

    return handle(
        request,
        Change(
            sheet=sheet, title=_("Edit the operation"), back_url=reverse("operation", args=[uid]),
            save_text=_("Save the changes"),
            now=lambda: filled(asker, sheet, operation_told(record), get_language() or "en"),
            version=lambda: record.version, save=save, subject=("operation", record.pk),
            kept=Kept(reverse("operation_edit", args=[uid]), uid),
        ),
    )  # fmt: skip


urlpatterns = [
    path("checks/new/", check_new, name="check_new"),
    path("checks/<str:uid>/edit/", check_edit, name="check_edit"),
    path("operations/new/", operation_new, name="operation_new"),
    path("operations/<str:uid>/edit/", operation_edit, name="operation_edit"),
]
