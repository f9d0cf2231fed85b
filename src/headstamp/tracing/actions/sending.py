"""Sending a checked request, and what happens until an answer comes."""

from datetime import date, timedelta

from django.utils import timezone

from headstamp.audit.actions import recording
from headstamp.kernel.asker import Asker
from headstamp.registry.laws import Problems
from headstamp.registry.laws.values import check_texts
from headstamp.tracing.actions.checking import must_be_as_checked, must_be_complete
from headstamp.tracing.actions.drafting import check_note
from headstamp.tracing.actions.finding import request_to_change
from headstamp.tracing.actions.writing import SUBJECT, move_on, recipient_of, tell_register
from headstamp.tracing.channels import known_channel
from headstamp.tracing.laws import check_day, check_due
from headstamp.tracing.models import TraceRequest
from headstamp.tracing.states import Way


def send_trace(
    asker: Asker,
    *,
    request: str,
    sent_on: date | None = None,
    due_on: date | None = None,
    our_reference: str = "",
) -> TraceRequest:
    """Note that a request was sent, and by when an answer is due (else: the channel's usual days). It is a disclosure in the log."""
    with recording(asker) as log:
        found = request_to_change(asker, request, "send", Way.OUT)
        day = sent_on or timezone.localdate()
        problems = Problems()
        check_day(day, timezone.localdate(found.checked_at), "sent_on", problems)
        if due_on is not None:
            check_due(due_on, problems)
        found.our_reference = our_reference.strip() or found.our_reference
        check_texts(found, TraceRequest, ("our_reference",), "", problems)
        problems.must_be_none()
        must_be_complete(asker, found, found.content)
        must_be_as_checked(found)
        found.sent_on = day
        found.due_on = due_on or day + timedelta(known_channel(found.channel).answer_days)
        move_on(asker, log, found, "send", ("sent_on", "due_on"))
        log.disclosure(
            SUBJECT, found.pk, "release_trace", sorted(found.content), recipient=recipient_of(found), reason=found.purpose
        )  # fmt: skip
        assert found.item is not None
        tell_register(asker, found.item)
    return found


def acknowledge_trace(
    asker: Asker, *, request: str, their_reference: str = "", note: str = ""
) -> TraceRequest:
    """Note that the addressee has it, with his number for it."""
    with recording(asker) as log:
        found = request_to_change(asker, request, "acknowledge", Way.OUT)
        found.their_reference = their_reference.strip() or found.their_reference
        problems = Problems()
        check_texts(found, TraceRequest, ("their_reference",), "", problems)
        check_note(note, "note", problems)
        problems.must_be_none()
        move_on(asker, log, found, "acknowledge", ("their_reference",), note=note)
    return found


def remind_trace(asker: Asker, *, request: str, due_on: date, note: str = "") -> TraceRequest:
    """Note that the addressee was reminded, and by when an answer is due now."""
    problems = Problems()
    check_due(due_on, problems)
    check_note(note, "note", problems)
    problems.must_be_none()
    with recording(asker) as log:
        found = request_to_change(asker, request, "remind", Way.OUT)
        found.due_on = due_on
        found.reminders += 1
        move_on(asker, log, found, "remind", ("due_on", "reminders"), note=note)
    return found
