"""All reads of pairs of occurrences. A pair is there for who reads both of its records now, and for nobody else.

Which occurrences are one event follows, for each reader, from the judgements on pairs that he may see.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, Q, QuerySet

from headstamp.audit.actions import recording
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import NotFound
from headstamp.kernel.text import gettext_noop, say
from headstamp.matching.cursor import is_comparing_events
from headstamp.matching.filters import CandidateFilter, EventFilter, Judged
from headstamp.matching.models import Candidate, EventCandidate, EventJudgement
from headstamp.matching.queries import candidates_for_list, judged_as, judged_of_both, led_to, next_after
from headstamp.registry.models import Item, Occurrence
from headstamp.registry.queries import readable, visible

_ANY = EventFilter(judged=Judged.ANY)
_OPEN = EventFilter()
_MOST_ITEMS = 200  # pairs of items that the page of two occurrences tells of


@dataclass(frozen=True, slots=True)
class EventStory:
    """One event across records: the other occurrences that were judged to be it, and what is open."""

    records: Sequence[Occurrence] = ()
    joined: Sequence[EventCandidate] = ()
    contradictions: Sequence[EventCandidate] = ()
    unsure: Sequence[EventCandidate] = ()
    open: Sequence[EventCandidate] = ()
    is_comparing: bool = False

    @property
    def waiting(self) -> list[EventCandidate]:
        """Pairs of the occurrence that were not decided."""
        return [*self.open, *self.unsure]


def event_candidates_visible_to(asker: Asker, wanted: EventFilter = _OPEN) -> QuerySet[EventCandidate]:
    """Pairs of occurrences that the asker reads, each with the `word` and number (`newest`) of the judgement that stands."""
    read = Occurrence.objects.filter(visible(asker), readable(asker, Occurrence))
    return judged_of_both(asker, EventCandidate.objects.all(), read, EventJudgement).filter(_asked(wanted))


def event_candidates_for_list(asker: Asker, wanted: EventFilter = EventFilter()) -> QuerySet[EventCandidate]:  # noqa: B008  frozen
    """The same with what a list shows of both records."""
    return _with_both(asker, event_candidates_visible_to(asker, wanted))


def open_event_candidate(asker: Asker, uid: str) -> EventCandidate:
    """A pair with both records, which are noted in the log as read. NotFound if there is none that the asker may see."""
    found = event_candidates_for_list(asker, _ANY).filter(uid=uid).first()
    if found is None:
        raise NotFound(say(gettext_noop("There is no such pair of records, or none that you may see.")))
    with recording(asker) as log:
        for occurrence in found.both:
            log.consultation("occurrence", occurrence.pk, "compare_occurrence")
    return found


def next_open_event(asker: Asker, after: EventCandidate) -> EventCandidate | None:
    """The pair that comes next in the work list; its first one after the last."""
    return next_after(event_candidates_visible_to(asker), after)


def judgements_on_event(candidate: EventCandidate) -> list[EventJudgement]:
    """Every judgement on a pair that was opened for somebody, newest first."""
    return list(candidate.judgements.all())


def guns_in_both(asker: Asker, candidate: EventCandidate) -> list[Candidate]:
    """Pairs of items that may be one gun, one of each occurrence, as far as the asker may see them."""
    one, other = candidate.one_id, candidate.other_id
    across = Q(one__occurrence=one, other__occurrence=other) | Q(one__occurrence=other, other__occurrence=one)
    found = candidates_for_list(asker, CandidateFilter(judged=Judged.ANY)).filter(across)
    return list(found.order_by("-worth", "-id")[:_MOST_ITEMS])


def event_story_of(asker: Asker, occurrence: Occurrence) -> EventStory:
    """The event across the records that the asker reads. Nothing is stored: taking one judgement back parts them."""
    own = list(_beside(asker, _ANY, Q(one=occurrence.pk) | Q(other=occurrence.pk)))
    joined = [each for each in own if _word(each) == EventJudgement.Word.SAME]
    same = event_candidates_visible_to(asker, EventFilter(judged=Judged.SAME))
    members = led_to(occurrence.pk, same, {pk for each in joined for pk in (each.one_id, each.other_id)})
    return EventStory(
        records=_records(asker, members - {occurrence.pk}),
        joined=joined,
        contradictions=_contradictions(asker, members),
        unsure=[each for each in own if _word(each) == EventJudgement.Word.UNSURE],
        open=[each for each in own if _word(each) in (None, EventJudgement.Word.WITHDRAWN)],
        is_comparing=is_comparing_events(occurrence),
    )


def _records(asker: Asker, members: set[int]) -> list[Occurrence]:
    if not members:
        return []
    found = Occurrence.objects.filter(visible(asker), readable(asker, Occurrence), pk__in=members)
    return list(found.select_related("unit__agency").order_by("occurred_on", "id"))


def _contradictions(asker: Asker, members: set[int]) -> list[EventCandidate]:
    if len(members) < 3:
        return []
    return list(_beside(asker, EventFilter(judged=Judged.DIFFERENT), Q(one__in=members, other__in=members)))


def _beside(asker: Asker, wanted: EventFilter, of: Q) -> QuerySet[EventCandidate]:
    """Pairs as one line of an occurrence's page tells them."""
    found = event_candidates_visible_to(asker, wanted).filter(of)
    return found.select_related("one__unit", "other__unit").order_by("-worth", "-id")


def _with_both(asker: Asker, found: QuerySet[EventCandidate]) -> QuerySet[EventCandidate]:
    items = Item.objects.filter(visible(asker), readable(asker, Item)).order_by("position", "id")
    sides = ("one", "other")
    return found.select_related(
        *(f"{side}__{each}" for side in sides for each in ("unit__agency", "source", "place"))
    ).prefetch_related(*(Prefetch(f"{side}__items", items.prefetch_related("marks")) for side in sides))


def _asked(wanted: EventFilter) -> Q:
    condition = judged_as(wanted.judged)
    if wanted.proposal:
        condition &= Q(proposal__in=wanted.proposal.split(","))
    for column, value in (("kind", wanted.kind), ("municipality", wanted.municipality)):
        if value:
            values = value.split(",")
            condition &= Q(**{f"one__{column}__in": values}) | Q(**{f"other__{column}__in": values})
    return condition


def _word(candidate: EventCandidate) -> str | None:
    return getattr(candidate, "word", None)
