"""Drafting a request about an item, changing the draft, taking it back, cancelling it."""

from dataclasses import asdict
from typing import Any

from django.utils import timezone

from headstamp.audit.actions import recording
from headstamp.custody.actions.finding import check_keys_at_once
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Conflict
from headstamp.kernel.text import gettext_noop, say
from headstamp.registry.actions.finding import known
from headstamp.registry.laws import Problems
from headstamp.registry.models import Item
from headstamp.tracing.actions.finding import must_be_able_to, request_to_change
from headstamp.tracing.actions.writing import MOST_NOTE, move_on, tell_register
from headstamp.tracing.facts import RequestFacts
from headstamp.tracing.laws import check_request, must_say
from headstamp.tracing.models import TraceRequest
from headstamp.tracing.states import TRACED_CLASSES, WAITING, Way


def draft_trace(asker: Asker, *, item: str, facts: RequestFacts) -> TraceRequest:
    """Draft a request to trace a firearm or an essential part, by a channel that the asker's office has."""
    must_be_able_to(asker, "draft")
    problems = Problems()
    check_request(asker, facts, problems)
    problems.must_be_none()
    with recording(asker) as log:
        check_keys_at_once()
        found = known(asker, Item, item)
        if found.item_class not in TRACED_CLASSES:
            raise Conflict(say(gettext_noop("Only firearms and their parts are traced.")))
        request = TraceRequest(
            direction=Way.OUT.value, unit_id=asker.unit, jurisdiction=asker.jurisdiction, item=found,
            drafted_by=asker.id, drafted_at=timezone.now(), **asdict(facts),
        )  # fmt: skip
        move_on(asker, log, request, "draft", asdict(facts))
    return request


def edit_trace(asker: Asker, *, request: str, facts: RequestFacts) -> TraceRequest:
    """Change what a draft says, its channel too."""
    with recording(asker) as log:
        found = request_to_change(asker, request, "edit", Way.OUT)
        problems = Problems()
        check_request(asker, facts, problems)
        problems.must_be_none()
        told: dict[str, Any] = asdict(facts)
        changed = [name for name in told if getattr(found, name) != told[name]]
        for name in changed:
            setattr(found, name, told[name])
        move_on(asker, log, found, "edit", changed)
    return found


def take_back_trace(asker: Asker, *, request: str, reason: str) -> TraceRequest:
    """Take a checked request back to draft, with a reason: it has to be checked anew."""
    _must_give(reason)
    with recording(asker) as log:
        found = request_to_change(asker, request, "take_back", Way.OUT)
        found.content, found.checked_by, found.checked_at, found.photo = {}, "", None, None
        move_on(asker, log, found, "take_back", ("content",), note=reason)
    return found


def cancel_trace(asker: Asker, *, request: str, reason: str) -> TraceRequest:
    """Cancel a request, with a reason: nothing is awaited of it any more. It stays on record."""
    _must_give(reason)
    with recording(asker) as log:
        found = request_to_change(asker, request, "cancel")
        was_awaited = found.state in WAITING
        move_on(asker, log, found, "cancel", note=reason)
        if was_awaited and found.item:
            tell_register(asker, found.item)
    return found


def _must_give(reason: str) -> None:
    problems = Problems()
    check_note(reason, "reason", problems)
    must_say(reason, "reason", problems)
    problems.must_be_none()


def check_note(text: str, name: str, problems: Problems) -> None:
    """The text fits a line of the history."""
    if len(text) > MOST_NOTE:
        problems.add(name, say(gettext_noop("Write at most %(most)s characters."), most=MOST_NOTE))
