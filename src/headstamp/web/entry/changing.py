"""Pages that change one record: opened on what it says, saved against the version that was opened, nothing lost."""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpResponse, QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from headstamp.kernel.errors import Conflict, HeadstampError
from headstamp.kernel.ids import new_uid
from headstamp.registry.actions.drafts import drop_draft
from headstamp.registry.models import Revision
from headstamp.registry.queries import revisions_of
from headstamp.registry.queries.drafts import drafts_of
from headstamp.web.door import AskedRequest
from headstamp.web.entry.boxes import Box, Section, Sheet, Sort
from headstamp.web.entry.flow import reading_of, sent, show
from headstamp.web.entry.reading import Reading
from headstamp.web.entry.typed import Typed, tidied, typed_of
from headstamp.web.telling import Told, told_changes

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
BEGUN_ON = ("version", "base")
_KEY = re.compile(r"[A-Za-z0-9_-]{1,40}")


@dataclass(frozen=True, slots=True)
class Kept:
    """Where what is typed is kept until it is saved: at which address the page is opened again, and of which record.

    Each typing has a key of its own, which begins with the record's identifier where one is edited: what was typed
    before is offered, and typing anew does not write over it.
    """

    address: str
    record: str = ""

    def key(self, asked: str) -> str:
        """The key as asked, if it can be one of this page's; or a new one."""
        if _KEY.fullmatch(asked) and asked.startswith(self.record):
            return asked
        return f"{self.record}-{new_uid()[-8:]}" if self.record else new_uid()


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
    kept: Kept | None = None
    since: Callable[[int], list[Revision]] | None = None
    """What others changed after a version, where the register's own history does not hold it."""
    told: Callable[[Iterable[Revision]], list[Told]] = told_changes


def handle(request: AskedRequest, change: Change) -> HttpResponse:
    """Open the form, or save what was typed; a conflict shows what the other changed beside what you typed."""
    if request.method != "POST":
        return _open(request, change)
    version, base = _version(request.POST), base_of(request.POST, change.sheet)
    typed, is_reshaped = sent(request, change.sheet)
    if is_reshaped:
        return _show(request, change, typed, version, base)
    try:
        answer = change.save(reading_of(request, typed), version)
    except Conflict as error:
        return _conflict(request, change, typed, base, version, error)
    except HeadstampError as error:
        return _show(request, change, typed, version, base, error)
    if change.kept:
        drop_draft(request.asker, form=change.sheet.form, key=change.kept.key(request.POST.get("draft", "")))
    return answer


def _open(request: AskedRequest, change: Change) -> HttpResponse:
    """The form on what the record says; or on a draft, against the version that it was begun on."""
    now, version = change.now(), change.version()
    if not change.kept:
        return _show(request, change, now, version, now)
    drafts = drafts_of(request.asker, change.sheet.form).filter(key__startswith=change.kept.record)
    draft = drafts.filter(key=request.GET.get("draft", "")).first()
    if draft is None:
        return _show(request, change, now, version, now, drafts=list(drafts[:3]))
    typed, base = tidied(draft.data, change.sheet), base_of(draft.data, change.sheet)
    return _show(request, change, typed, _version(draft.data), base)


def draft_of(sent: QueryDict, sheet: Sheet) -> Typed:
    """What a draft keeps of a form: what was typed, and what it was begun on."""
    begun = {name: str(sent[name]) for name in BEGUN_ON if sent.get(name)}
    return typed_of(sent, sheet) | begun


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
    newer = _newer(request, change, version)
    now = change.now()
    shown = merged(typed, base, now, change.sheet) if newer else typed
    return _show(request, change, shown, change.version(), now, error, others=change.told(newer))


def _newer(request: AskedRequest, change: Change, version: int) -> list[Revision]:
    if change.since:
        return change.since(version)
    kind, number = change.subject
    return [r for r in revisions_of(request.asker, kind, number) if r.version > version] if kind else []


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
    if change.kept:
        more["key"] = change.kept.key(request.POST.get("draft", "") or request.GET.get("draft", ""))
    return show(request, TEMPLATE, change.sheet, typed, error, **values, save_text=change.save_text, **more)


def _version(told: Mapping[str, str]) -> int:
    text = told.get("version", "")
    return int(text) if text.isdecimal() and len(text) < 10 else 0


def base_of(told: Mapping[str, str], sheet: Sheet) -> Typed:
    """What the record said when the form was opened."""
    try:
        base = json.loads(told.get("base", "{}"))
    except ValueError:
        return {}
    if not isinstance(base, dict):
        return {}
    return tidied({str(name): str(text) for name, text in base.items()}, sheet)
