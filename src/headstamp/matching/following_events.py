"""The worker's part for occurrences: what the log says was touched is compared with what happened in the same days and place.

It follows behind the comparing of items, since two records of one gun lead to two tellings of one event. Never all with all:
a telling of the same event lies in the same jurisdiction, within a few days, in the same municipality or in none that was
said, or names a gun that was found alike; and of those at most `MOST` are compared with one.
"""

import time
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from headstamp.audit.queries import changes_since
from headstamp.matching.compare.event import NEAR, EventComparison, compare_events
from headstamp.matching.cursor import FOLLOWED, compared_up_to, events_compared_up_to
from headstamp.matching.events import event_of
from headstamp.matching.index import index
from headstamp.matching.models import Candidate, EventCandidate, EventCursor
from headstamp.matching.records import Verdict
from headstamp.matching.worth import worth_of
from headstamp.matching.writing import AT_ONCE, Found, Pair, candidates_of, ordered, write
from headstamp.registry.models import Occurrence
from headstamp.registry.queries.events import around, as_events, occurrences_near, occurrences_touched

LEAST = 0.3  # what is less likely than that is not proposed
MOST = 200  # occurrences that are compared with one
_POSITIONS = 500
_SECONDS, _PAUSE = 20.0, 0.1


def follow_events(seconds: float = _SECONDS) -> int:
    """Compare the occurrences that were touched since the last time, for at most so long; how many were compared."""
    until, done = time.monotonic() + seconds, 0
    while events_compared_up_to() < compared_up_to() and time.monotonic() < until:
        if done:
            time.sleep(_PAUSE)
        done += _follow_part()
    return done


def _follow_part() -> int:
    EventCursor.objects.get_or_create(pk=1)
    start = events_compared_up_to()
    end = min(start + _POSITIONS, compared_up_to())
    touched: dict[str, set[int]] = {kind: set() for kind in FOLLOWED}
    for kind, number in changes_since(start, end):
        if kind in touched and number.isdecimal():
            touched[kind].add(int(number))
    occurrences = occurrences_touched(touched)
    found, crowded = _compared(occurrences)
    with transaction.atomic():
        moved = EventCursor.objects.filter(pk=1, position=start)
        if moved.update(position=end, at=timezone.now(), crowded=F("crowded") + crowded):
            write(EventCandidate, occurrences, found, end)
    return len(occurrences)


def _compared(occurrences: set[int]) -> tuple[dict[Pair, Found], int]:
    """Every pair of these and others that may be one event or were candidates before; and at how many were too many."""
    mine = as_events(occurrences)
    pairs, crowded = _near(mine)
    pairs |= _of_one_gun(mine.keys()) | candidates_of(EventCandidate, occurrences).keys()
    every = mine | as_events({pk for pair in pairs for pk in pair} - mine.keys())
    now = index() if every else None
    events = {pk: event_of(each, now) for pk, each in every.items()}
    found = {
        (one, other): _found(compare_events(events[one], events[other]), every[one], every[other])
        for one, other in pairs
        if one in every and other in every and every[one].jurisdiction == every[other].jurisdiction
    }
    return found, crowded


def _near(mine: dict[int, Occurrence]) -> tuple[set[Pair], int]:
    """Pairs in the same days and place, one question for all occurrences of one day and place."""
    of_place: dict[Any, list[int]] = {}
    for pk, occurrence in mine.items():
        of_place.setdefault(around(occurrence), []).append(pk)
    pairs, crowded = set[Pair](), 0
    for place, own in of_place.items():
        near = occurrences_near(place, NEAR.days, MOST + 1)
        crowded += len(near) > MOST
        pairs |= {ordered(pk, other) for pk in own for other in near[:MOST] if other != pk}
    return pairs, crowded


def _of_one_gun(occurrences: Any) -> set[Pair]:
    """Pairs of occurrences in which items stand that may be one gun."""
    listed, pairs = sorted(occurrences), set[Pair]()
    for start in range(0, len(listed), AT_ONCE):
        part = listed[start : start + AT_ONCE]
        alike = Candidate.objects.filter(Q(one__occurrence__in=part) | Q(other__occurrence__in=part))
        for one, other in alike.values_list("one__occurrence", "other__occurrence"):
            if one != other:
                pairs.add(ordered(one, other))
    return pairs


def _found(comparison: EventComparison, one: Occurrence, other: Occurrence) -> Found:
    is_candidate = comparison.verdict is not Verdict.DIFFERENT and comparison.probability >= LEAST
    worth = worth_of(comparison.verdict, comparison.probability, is_one_unit=one.unit_id == other.unit_id)
    return Found(comparison.verdict, comparison.probability, worth, is_candidate)
