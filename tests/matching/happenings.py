"""Occurrences told by two agencies, for tests of comparing and judging events."""

from typing import Any

from headstamp.kernel.asker import Asker
from headstamp.matching.actions import judge_event
from headstamp.matching.following import follow
from headstamp.matching.following_events import follow_events
from headstamp.matching.models import EventCandidate, EventJudgement
from headstamp.registry.actions import record_occurrence
from headstamp.registry.facts import IncidentInput, ItemFacts, MarkFacts, OccurrenceFacts, PlaceFacts
from headstamp.registry.models import Occurrence

PISTOL = ItemFacts(kind="pistol", make_code="zastava", calibre_code="7.62x25")


def numbered(number: str, kind: str = "pistol") -> ItemFacts:
    """A gun with this number."""
    return ItemFacts(
        kind=kind, make_code="zastava", calibre_code="7.62x25", marks=(MarkFacts(as_read=number),)
    )


def happening(
    asker: Asker,
    *items: ItemFacts,
    kind: str = "seizure",
    on: str = "2021-05-06",
    municipality: str = "prizren",
    killed: int | None = None,
    **more: Any,
) -> Occurrence:
    """An occurrence as this person's agency tells it."""
    facts = OccurrenceFacts(
        kind=kind,
        occurred_on=on,
        place=PlaceFacts(municipality=municipality) if municipality else None,
        incident=IncidentInput(context="criminal_context", killed=killed) if kind == "incident" else None,
        items=items or (PISTOL,),
        **{"visibility": "jurisdiction"} | more,
    )
    return record_occurrence(asker, facts=facts)


def compare_all() -> None:
    """As the worker does: items first."""
    follow()
    follow_events()


def told_twice(one: Asker, other: Asker, **more: Any) -> EventCandidate:
    """One event told by two, compared."""
    happening(one, **more)
    happening(other, **more)
    compare_all()
    return EventCandidate.objects.latest("id")


def judged(
    asker: Asker, found: EventCandidate, word: str = "same", reason: str = "both read"
) -> EventJudgement:
    """Judge the pair as it stands."""
    last = found.judgements.first()
    return judge_event(asker, uid=found.uid, word=word, reason=reason, seen=last.pk if last else 0)
