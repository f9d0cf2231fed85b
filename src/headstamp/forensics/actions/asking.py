"""Asking a laboratory: drafting, asking, closing and withdrawing, by the unit that asks."""

from collections.abc import Sequence

from django.utils import timezone

from headstamp.accounts.permissions import Permission
from headstamp.audit.actions import recording
from headstamp.custody.actions.finding import check_keys_at_once
from headstamp.custody.labels import as_scanned
from headstamp.custody.laws import check_length, must_say
from headstamp.custody.models import Parcel
from headstamp.custody.queries import parcels_visible_to
from headstamp.forensics.actions.reaching import request_to_change, take_step
from headstamp.forensics.facts import ExhibitFacts, RequestFacts
from headstamp.forensics.laws import check_facts
from headstamp.forensics.models import Exhibit, LabRequest, Priority, RequestStep
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import NotAllowed, NotFound
from headstamp.kernel.text import gettext_noop, say
from headstamp.registry.actions.finding import NO_SUCH_RECORD
from headstamp.registry.actions.writing import owner
from headstamp.registry.laws import Problems
from headstamp.registry.models import Item
from headstamp.registry.queries import items_visible_to

_MOST_EXHIBITS = 100


def draft_request(asker: Asker, *, facts: RequestFacts, exhibits: Sequence[ExhibitFacts]) -> LabRequest:
    """Draft a request of the asker's unit with the items to be examined; nothing is asked yet."""
    asker.must(Permission.ENTER_RECORDS)
    whose = owner(asker)
    _must_be_right(facts, exhibits)
    with recording(asker) as log:
        check_keys_at_once()
        found = [(each, *_sent(asker, each)) for each in exhibits]
        now = timezone.now()
        made = LabRequest.objects.create(
            **whose,
            asked_by=asker.id,
            drafted_at=now,
            laboratory=facts.laboratory.strip(),
            asked_for=facts.asked_for.strip(),
            questions=facts.questions.strip(),
            priority=facts.priority,
            due_on=facts.due_on,
        )
        for number, (each, item, parcel) in enumerate(found, 1):
            seal = each.seal.strip() or (parcel.seal if parcel else "")
            Exhibit.objects.create(request=made, number=number, item=item, parcel=parcel, seal_expected=seal)
        RequestStep.objects.create(request=made, act="draft", end=made.state, at=now, by=asker.id)
        told = ["laboratory", "questions", "due_on", "priority", "asked_for", "exhibits"]
        log.collection("lab_request", made.pk, "draft_request", told, values={"laboratory": made.laboratory})
    return made


def ask_laboratory(asker: Asker, *, request: str) -> LabRequest:
    """Send a drafted request: from now on it stands in the laboratory's queue."""
    with recording(asker) as log:
        found = _own(asker, request)
        take_step(asker, log, found, "ask", "ask_laboratory")
        found.asked_at = timezone.now()
        found.save()
    return found


def close_request(asker: Asker, *, request: str) -> LabRequest:
    """Close a verified request: the unit has read the report."""
    with recording(asker) as log:
        found = _own(asker, request)
        take_step(asker, log, found, "close", "close_request")
        found.ended_at = timezone.now()
        found.save()
    return found


def withdraw_request(asker: Asker, *, request: str, reason: str) -> LabRequest:
    """Take back a request that was not reported yet, with a reason; what was found stays."""
    problems = Problems()
    must_say(reason, "reason", problems)
    check_length(reason, "reason", problems, RequestStep)
    problems.must_be_none()
    with recording(asker) as log:
        found = _own(asker, request)
        take_step(asker, log, found, "withdraw", "withdraw_request", reason)
        found.ended_at = timezone.now()
        found.save()
    return found


def _own(asker: Asker, uid: str) -> LabRequest:
    """The request, if the asker's unit made it."""
    asker.must(Permission.ENTER_RECORDS)
    found = request_to_change(asker, uid)
    if found.unit_id != asker.unit:
        raise NotAllowed(say(gettext_noop("Another unit asked this. Only that unit can go on with it.")))
    return found


def _must_be_right(facts: RequestFacts, exhibits: Sequence[ExhibitFacts]) -> None:
    problems = Problems()
    check_facts(facts, LabRequest, problems, needed=("laboratory", "questions"))
    if facts.priority not in Priority.values:
        problems.add("priority", say(gettext_noop("Choose a value from the list.")))
    if facts.due_on < timezone.localdate():
        problems.add("due_on", say(gettext_noop("This day is past. Say by when an answer is needed.")))
    if not exhibits:
        problems.add("exhibits", say(gettext_noop("Choose at least one item.")))
    if len(exhibits) > _MOST_EXHIBITS or len({each.item for each in exhibits}) < len(exhibits):
        problems.add("exhibits", say(gettext_noop("Name each item once, and at most a hundred.")))
    for each in exhibits:
        if len(each.seal) > 60:
            problems.add("seal", say(gettext_noop("Write at most %(most)s characters."), most=60))
    problems.must_be_none()


def _sent(asker: Asker, told: ExhibitFacts) -> tuple[Item, Parcel | None]:
    item = items_visible_to(asker).filter(uid=told.item).first()
    if item is None:
        raise NotFound(say(NO_SUCH_RECORD))
    if not told.parcel:
        return item, None
    parcel = parcels_visible_to(asker).filter(code=as_scanned(told.parcel), item=item).first()
    if parcel is None:
        raise NotFound(say(gettext_noop("This label is on no parcel of the item. Scan it again.")))
    return item, parcel
