"""A request that comes in: noted, looked up in the register, answered; what is released is in the log."""

from datetime import timedelta

from django.utils import timezone

from headstamp.audit.actions import recording
from headstamp.custody.actions.finding import check_keys_at_once
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Conflict
from headstamp.kernel.text import gettext_noop, say
from headstamp.registry.actions.finding import known
from headstamp.registry.laws import Problems
from headstamp.registry.models import Item
from headstamp.registry.numbers import mark_key
from headstamp.registry.queries import items_visible_to
from headstamp.tracing.actions.answering import check_answer
from headstamp.tracing.actions.finding import must_be_able_to, request_to_change
from headstamp.tracing.actions.writing import SUBJECT, move_on, recipient_of
from headstamp.tracing.channels import known_channel
from headstamp.tracing.facts import IncomingFacts
from headstamp.tracing.laws import check_incoming, must_say
from headstamp.tracing.models import Answer, TraceRequest
from headstamp.tracing.states import Way

_ASKED = ("make", "model", "calibre", "serial", "country_of_manufacture")
_COLUMNS = (
    "channel",
    "asked_by",
    "purpose",
    "partner",
    "language",
    "priority",
    "their_reference",
    "our_reference",
)


_LOOKED_UP_BY_ANOTHER = gettext_noop(
    "Another officer looked this up. Let him answer, look it up yourself first, or say that nothing may be said."
)


def hides(asker: Asker, request: TraceRequest) -> bool:
    """Whether somebody found a record that the asker may not know of."""
    return request.item_id is not None and not items_visible_to(asker).filter(pk=request.item_id).exists()


def is_answer_shut(asker: Asker, request: TraceRequest) -> bool:
    """Whether our answer says of a record what the asker may not know. Where it says nothing of one, nobody is told by a
    refusal that there is one.
    """
    return request.answer == Answer.FOUND and hides(asker, request)


def receive_trace(asker: Asker, *, facts: IncomingFacts) -> TraceRequest:
    """Note a request that came in: who asks, by which channel, why, and about which firearm."""
    must_be_able_to(asker, "receive")
    problems = Problems()
    check_incoming(asker, facts, problems)
    problems.must_be_none()
    day = facts.received_on or timezone.localdate()
    due_on = facts.due_on or day + timedelta(known_channel(facts.channel).answer_days)
    if due_on < day:
        problems.add("due_on", say(gettext_noop("This day is before the one on which it was received.")))
    problems.must_be_none()
    with recording(asker) as log:
        check_keys_at_once()
        told = {name: getattr(facts, name) for name in _COLUMNS}
        request = TraceRequest(
            direction=Way.IN.value, unit_id=asker.unit, jurisdiction=asker.jurisdiction, sent_on=day, due_on=due_on,
            content={name: getattr(facts, name).strip() for name in _ASKED if getattr(facts, name).strip()},
            folded=mark_key(facts.serial), drafted_by=asker.id, drafted_at=timezone.now(), **told,
        )  # fmt: skip
        move_on(asker, log, request, "receive", (*told, "content"))
    return request


def look_up_trace(asker: Asker, *, request: str, item: str = "") -> TraceRequest:
    """Note that the register was searched, and which item it is, if any; it replaces what an earlier search found."""
    with recording(asker) as log:
        found = request_to_change(asker, request, "look_up", Way.IN)
        if item or not hides(asker, found):
            found.item = known(asker, Item, item) if item else None
        move_on(asker, log, found, "look_up", ("item",))
        log.consultation(SUBJECT, found.pk, "search_trace", ["serial"])
    return found


def reply_trace(asker: Asker, *, request: str, answer: str, text: str = "", reason: str = "") -> TraceRequest:
    """Answer a request: found, not found, or that it may not be said. What leaves is in the log, with to whom and why.

    Found only of an item that the asker may know of; that nothing may be said is said alike whether there is one or not.
    """
    problems = Problems()
    check_answer(answer, text, problems)
    must_say(reason, "reason", problems)
    problems.must_be_none()
    with recording(asker) as log:
        found = request_to_change(asker, request, "reply", Way.IN)
        last = found.acts.filter(act="look_up").order_by("-number").values_list("by", flat=True).first()
        is_hidden = hides(asker, found)
        # Said alike whether another officer found something or not.
        if answer != Answer.MAY_NOT_SAY and (last != asker.id or is_hidden):
            raise Conflict(say(_LOOKED_UP_BY_ANOTHER))
        is_known = found.item_id is not None and not is_hidden
        if answer == Answer.FOUND and not is_known:
            problems.add("answer", say(gettext_noop("No item was found. Look it up first.")))
        if answer == Answer.FOUND:
            must_say(text, "text", problems)
        if answer == Answer.NOT_FOUND and found.item_id is not None:
            problems.add(
                "answer", say(gettext_noop("An item was found. Say so, or that nothing may be said."))
            )
        if answer == Answer.MAY_NOT_SAY and text.strip():
            problems.add("text", say(gettext_noop("If nothing may be said, nothing is written here.")))
        problems.must_be_none()
        found.answer, found.answer_text, found.answered_on = answer, text, timezone.localdate()
        move_on(asker, log, found, "reply", ("answer", "answer_text"))
        log.disclosure(
            SUBJECT, found.pk, "release_trace", ["answer", "answer_text"], recipient=recipient_of(found), reason=reason
        )  # fmt: skip
    return found
