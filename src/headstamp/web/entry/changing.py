"""Pages that change one record: opened on what it says, saved against the version that was opened, nothing lost."""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from headstamp.kernel.errors import Conflict, HeadstampError
from headstamp.registry.queries import revisions_of
from headstamp.web.door import AskedRequest
from headstamp.web.entry.boxes import Box, Section, Sheet, Sort
from headstamp.web.entry.flow import reading_of, sent, show
from headstamp.web.entry.reading import Reading
from headstamp.web.entry.typed import Typed, tidied
from headstamp.web.telling import told_changes

REASON = Section(
    name="reason",
    title=_("Reason"),
    boxes=(
        Box(
            name="reason",
            label=_("Why you change it"),
            sort=Sort.LONG,
            hint=_("A must for a checked record, which then has to be checked again"),
            size="full",
        ),
    ),
)
MUST_REASON = replace(
    REASON, boxes=(Box(name="reason", label=_("Why"), sort=Sort.LONG, is_required=True, size="full"),)
)
TEMPLATE = "entry/record.html"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What a page that changes a record shows and does. `now` reads what the record says at this moment."""

    sheet: Sheet
    title: str | Promise
    back_url: str
    save_text: str | Promise
    now: Callable[[], Typed]
    version: Callable[[], int]
    save: Callable[[Reading, int], HttpResponse]
    subject: tuple[str, int] = ("", 0)
    text: str | Promise = ""
    is_danger: bool = False


def handle(request: AskedRequest, change: Change) -> HttpResponse:
    """Open the form, or save what was typed; a conflict shows what the other changed beside what you typed."""
    if request.method != "POST":
        typed = change.now()
        return _show(request, change, typed, change.version(), typed)
    version, base = _version(request), _base(request, change.sheet)
    typed, is_reshaped = sent(request, change.sheet)
    if is_reshaped:
        return _show(request, change, typed, version, base)
    try:
        return change.save(reading_of(request, typed), version)
    except Conflict as error:
        return _conflict(request, change, typed, base, version, error)
    except HeadstampError as error:
        return _show(request, change, typed, version, base, error)


def merged(typed: Typed, base: Typed, now: Typed, sheet: Sheet) -> Typed:
    """What you changed, over what the record says now; a list of rows counts as one value."""
    result = Typed()
    parts = [{box.name} for box in sheet.boxes]
    for part in parts:
        mine = {name: text for name, text in typed.items() if name in part}
        old = {name: text for name, text in base.items() if name in part}
        result |= mine if mine != old else {name: text for name, text in now.items() if name in part}
    for group in sheet.groups:
        start = f"{group.name}."
        mine, old, new = (_under(each, start) for each in (typed, base, now))
        result |= mine if mine != old else new
    return result


def _under(typed: Typed, start: str) -> Typed:
    return {name: text for name, text in typed.items() if name.startswith(start)}


def _conflict(
    request: AskedRequest, change: Change, typed: Typed, base: Typed, version: int, error: Conflict
) -> HttpResponse:
    kind, number = change.subject
    newer = [r for r in revisions_of(request.asker, kind, number) if r.version > version] if kind else []
    now = change.now()
    shown = merged(typed, base, now, change.sheet) if newer else typed
    return _show(request, change, shown, change.version(), now, error, others=told_changes(newer))


def _show(
    request: AskedRequest,
    change: Change,
    typed: Typed,
    version: int,
    base: Typed,
    error: HeadstampError | None = None,
    **more: Any,
) -> HttpResponse:
    values = {"change": change, "version": version, "base": json.dumps(base), "back_url": change.back_url}
    return show(request, TEMPLATE, change.sheet, typed, error, **values, save_text=change.save_text, **more)


def _version(request: AskedRequest) -> int:
    text = request.POST.get("version", "")
    return int(text) if text.isdecimal() and len(text) < 10 else 0


def _base(request: AskedRequest, sheet: Sheet) -> Typed:
    try:
        told = json.loads(request.POST.get("base", "{}"))
    except ValueError:
        return {}
    if not isinstance(told, dict):
        return {}
    return tidied({str(name): str(text) for name, text in told.items()}, sheet)
