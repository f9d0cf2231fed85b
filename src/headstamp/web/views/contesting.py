"""Contesting one value of an occurrence or an item: who says so and in which words; and settling it, with a reason."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from headstamp.accounts.permissions import Permission
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import NotFound
from headstamp.kernel.text import gettext_noop, say
from headstamp.registry.actions import save_statement, settle_contest
from headstamp.registry.models import Statement
from headstamp.registry.queries import Contest, contests_of, open_item, open_occurrence
from headstamp.registry.told import item_told, occurrence_told
from headstamp.web.door import AskedRequest, needs
from headstamp.web.entry.boxes import Box
from headstamp.web.entry.changing import Change, handle
from headstamp.web.entry.contest_sheet import boxes_of, contest_sheet, settle_sheet
from headstamp.web.entry.filling import filled
from headstamp.web.entry.flow import must_be_readable
from headstamp.web.entry.reading import Reading
from headstamp.web.telling import contested_field, contested_value

_OPENED: dict[str, Callable[[Asker, str], Any]] = {"occurrence": open_occurrence, "item": open_item}


@dataclass(frozen=True, slots=True)
class Line:
    """One value that can be contested, as the record says it now."""

    field: str
    label: str
    says: str
    is_contested: bool


@needs(Permission.ENTER_RECORDS)
def contest(request: AskedRequest, kind: str, uid: str) -> HttpResponse:
    """All values of the record, to choose the one that somebody contests."""
    record = _OPENED[kind](request.asker, uid)
    waiting = {each.field for each in contests_of(request.asker, kind, record.pk) if not each.settlement}
    told = _told(request.asker, kind, record)
    lines = [
        Line(
            name,
            contested_field(kind, name),
            contested_value(kind, name, _value(told, name)),
            name in waiting,
        )
        for name in boxes_of(request.asker, kind)
    ]
    values = {"record": record, "kind": kind, "lines": lines, "back_url": reverse(kind, args=[uid])}
    return render(request, "register/contest.html", values)


@needs(Permission.ENTER_RECORDS, methods=("GET", "POST"))
def contest_field(request: AskedRequest, kind: str, uid: str, field: str) -> HttpResponse:
    """Who contests this value, in which words, and what it should be."""
    asker = request.asker
    record = _OPENED[kind](asker, uid)
    box = _box(asker, kind, field)
    sheet = contest_sheet(box)
    says = contested_value(kind, field, _value(_told(asker, kind, record), field))

    def save(reading: Reading, _version: int) -> HttpResponse:
        told = reading.values(sheet.boxes)
        must_be_readable(reading)
        said = {field: (told["words"], told[field])}
        contested = Statement.Kind.CONTESTED
        save_statement(asker, subject_kind=kind, uid=uid, kind=contested, said=said, said_by=told["said_by"])
        messages.success(request, _("Kept. The record shows it until somebody settles it."))
        return redirect(kind, uid=uid)

    return handle(
        request,
        Change(
            sheet=sheet,
            title=_("Contest a value: %(field)s") % {"field": contested_field(kind, field)},
            text=_("The record says: %(says)s. It stays as it is until somebody settles this.")
            % {"says": says},
            back_url=reverse(f"{kind}_contest", args=[uid]),
            save_text=_("Contest it"),
            now=dict,
            version=lambda: record.version,
            save=save,
        ),
    )


@needs(Permission.ENTER_RECORDS, methods=("GET", "POST"))
def contest_settle(request: AskedRequest, kind: str, uid: str, field: str, number: int) -> HttpResponse:
    """What became of a contested value: corrected or kept, and why."""
    asker = request.asker
    record = _OPENED[kind](asker, uid)
    found = _waiting(asker, kind, record.pk, field, number)
    # A row of a file may contest a part that no form asks for alone: it is settled without a box.
    box = boxes_of(asker, kind).get(field) or Box(name=field, label=contested_field(kind, field))
    sheet = settle_sheet(kind, box)
    has_value = field in {each.name for each in sheet.boxes}

    def save(reading: Reading, version: int) -> HttpResponse:
        told = reading.values(sheet.boxes)
        must_be_readable(reading)
        settle_contest(
            asker, subject_kind=kind, uid=uid, version=version, statement=number, field=field,
            outcome=told["outcome"], reason=told["reason"], value=told.get(field),
        )  # fmt: skip
        messages.success(request, _("Settled. What was said stays readable."))
        return redirect(kind, uid=uid)

    return handle(
        request,
        Change(
            sheet=sheet,
            title=_("Settle a contested value: %(field)s") % {"field": contested_field(kind, field)},
            text=_told_of(
                kind, found, contested_value(kind, field, _value(_told(asker, kind, record), field))
            ),
            back_url=reverse(kind, args=[uid]),
            save_text=_("Settle it"),
            now=lambda: (
                filled(asker, sheet, {field: found.claimed}, get_language() or "en") if has_value else {}
            ),
            version=lambda: record.version,
            save=save,
            subject=(kind, record.pk),
        ),
    )


def _told_of(kind: str, found: Contest, says: str) -> str:
    claimed = contested_value(kind, found.field, found.claimed)
    told = _("The record says: %(says)s. Claimed: %(claimed)s.") % {"says": says, "claimed": claimed}
    words = f"“{found.words}”" if found.words else ""
    return " ".join(part for part in (told, f"{found.said_by}:" if found.said_by else "", words) if part)


def _box(asker: Asker, kind: str, field: str) -> Box:
    box = boxes_of(asker, kind).get(field)
    if box is None:
        raise NotFound(say(gettext_noop("There is no such field.")))
    return box


def _waiting(asker: Asker, kind: str, pk: int, field: str, number: int) -> Contest:
    for each in contests_of(asker, kind, pk):
        if (each.number, each.field) == (number, field) and not each.settlement:
            return each
    raise NotFound(say(gettext_noop("Nobody contests this, or it is settled.")))


def _told(asker: Asker, kind: str, record: Any) -> Any:
    return item_told(record) if kind == "item" else occurrence_told(asker, record)


def _value(told: Any, field: str) -> Any:
    for part in field.split("."):
        told = getattr(told, part, None)
    return told


urlpatterns = [
    path(f"{head}/<str:uid>/contest/{rest}", view, {"kind": kind}, name=f"{kind}_{name}")
    for head, kind in (("occurrences", "occurrence"), ("items", "item"))
    for rest, view, name in (
        ("", contest, "contest"),
        ("<str:field>/", contest_field, "contest_field"),
        ("<str:field>/<int:number>/", contest_settle, "contest_settle"),
    )
]
