"""The answer to a request that went out: what it says, its chain of transfers, and what came of it."""

from dataclasses import asdict
from datetime import date
from typing import Any

from django.db.models import Max
from django.utils import timezone

from headstamp.accounts.permissions import Permission
from headstamp.audit.actions import recording
from headstamp.custody.actions.finding import check_keys_at_once
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Conflict, NotAllowed, NotFound
from headstamp.kernel.folding import fold
from headstamp.kernel.text import gettext_noop, say
from headstamp.registry.actions.finding import NO_SUCH_RECORD
from headstamp.registry.laws import Problems
from headstamp.registry.laws.values import check_texts
from headstamp.tracing.actions.drafting import check_note
from headstamp.tracing.actions.finding import request_to_change
from headstamp.tracing.actions.writing import SUBJECT, move_on, tell_register
from headstamp.tracing.facts import OutcomeFacts, TransferFacts
from headstamp.tracing.laws import check_day, check_outcome, check_transfer, must_say
from headstamp.tracing.models import Answer, TraceRequest, Transfer
from headstamp.tracing.queries.requests import requests_visible_to
from headstamp.tracing.states import Way

MOST_TEXT = 4_000
NAMES_WITHHELD = gettext_noop("This is the name of a person. Whoever may see persons writes it.")


def answer_trace(
    asker: Asker,
    *,
    request: str,
    answer: str,
    text: str = "",
    answered_on: date | None = None,
    their_reference: str = "",
) -> TraceRequest:
    """Note that an answer came, and what it says; then its transfers are written into the chain."""
    problems = Problems()
    check_answer(answer, text, problems)
    problems.must_be_none()
    with recording(asker) as log:
        found = request_to_change(asker, request, "answer", Way.OUT)
        day = answered_on or timezone.localdate()
        check_day(day, found.sent_on, "answered_on", problems)
        found.their_reference = their_reference.strip() or found.their_reference
        check_texts(found, TraceRequest, ("their_reference",), "", problems)
        problems.must_be_none()
        found.answer, found.answer_text, found.answered_on = answer, text, day
        move_on(asker, log, found, "answer", ("answer", "answer_text", "answered_on", "their_reference"))
        assert found.item is not None
        tell_register(asker, found.item)
    return found


def check_answer(answer: str, text: str, problems: Problems) -> None:
    if answer not in Answer.values:
        problems.add("answer", say(gettext_noop("Choose a value from the list.")))
    if len(text) > MOST_TEXT:
        problems.add("text", say(gettext_noop("Write at most %(most)s characters."), most=MOST_TEXT))


def add_transfer(asker: Asker, *, request: str, facts: TransferFacts) -> Transfer:
    """Add a hand to the chain of an answer. The name of a private person only by who may see persons."""
    problems = Problems()
    check_transfer(facts, problems)
    problems.must_be_none()
    if (
        facts.holder_kind == "private_person"
        and facts.holder.strip()
        and not asker.may(Permission.SEE_PERSONS)
    ):
        raise NotAllowed(say(NAMES_WITHHELD), permission=str(Permission.SEE_PERSONS))
    with recording(asker) as log:
        found = _answered(asker, request)
        last = found.transfers.aggregate(last=Max("position"))["last"] or 0
        made = Transfer.objects.create(
            request=found, position=last + 1, holder_key=fold(facts.holder)[:160], recorded_by=asker.id,
            recorded_at=timezone.now(), **asdict(facts),
        )  # fmt: skip
        values: dict[str, Any] = {name: text for name, text in asdict(facts).items() if text}
        log.alteration(
            SUBJECT, found.pk, "add_transfer", sorted(values), values=values | {"position": made.position}
        )
    return made


def remove_transfer(asker: Asker, *, request: str, position: int, reason: str) -> None:
    """Take a hand out of the chain that was written wrongly, with a reason."""
    problems = Problems()
    must_say(reason, "reason", problems)
    check_note(reason, "reason", problems)
    problems.must_be_none()
    with recording(asker) as log:
        found = _answered(asker, request)
        gone, _of = found.transfers.filter(position=position).delete()
        if not gone:
            raise NotFound(say(NO_SUCH_RECORD))
        log.erasure(
            SUBJECT, found.pk, "remove_transfer", ["position"], values={"position": position}, reason=reason
        )


def close_trace(asker: Asker, *, request: str, facts: OutcomeFacts) -> TraceRequest:
    """Close an answered request with what came of it; the register then holds it of the item, and figures count it."""
    with recording(asker) as log:
        found = request_to_change(asker, request, "close")
        if found.direction == Way.OUT:
            problems = Problems()
            check_outcome(facts, found.transfers.exists(), problems)
            problems.must_be_none()
            for name, text in asdict(facts).items():
                setattr(found, name, text)
        found.closed_on = timezone.localdate()
        move_on(asker, log, found, "close", asdict(facts) if found.direction == Way.OUT else ())
        if found.direction == Way.OUT and found.item:
            tell_register(asker, found.item)
    return found


def reopen_trace(asker: Asker, *, request: str, reason: str) -> TraceRequest:
    """Open a closed request again, with a reason: a further answer came, or the outcome was wrong."""
    problems = Problems()
    must_say(reason, "reason", problems)
    check_note(reason, "reason", problems)
    problems.must_be_none()
    with recording(asker) as log:
        found = request_to_change(asker, request, "reopen", Way.OUT)
        found.closed_on = None
        move_on(asker, log, found, "reopen", note=reason)
        assert found.item is not None
        tell_register(asker, found.item)
    return found


def _answered(asker: Asker, uid: str) -> TraceRequest:
    """The request whose chain is written, locked: it has an answer and is not closed."""
    asker.must(Permission.EXCHANGE)
    check_keys_at_once()
    pk = (
        requests_visible_to(asker)
        .filter(uid=uid, direction=Way.OUT.value)
        .values_list("pk", flat=True)
        .first()
    )
    if pk is None:
        raise NotFound(say(NO_SUCH_RECORD))
    found = TraceRequest.objects.select_for_update(of=("self",), no_key=True).get(pk=pk)
    if found.state != "answered":
        raise Conflict(
            say(
                gettext_noop(
                    "The chain is written once the answer is noted and before the request is closed."
                )
            )
        )
    return found
