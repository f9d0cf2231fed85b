"""The worker's part: what the log says was touched is compared with the register, and candidates follow.

Safe to run twice and to be killed: what is found and how far the log was followed are written in one transaction, and
who comes second writes nothing. Comparing is done outside it, so that nobody waits for it.
"""

import time

from django.db import transaction
from django.utils import timezone

from headstamp.audit.queries import changes_since, last_position
from headstamp.marks.index.search import Wanted
from headstamp.marks.junk import junk
from headstamp.marks.pattern import literal
from headstamp.matching.algorithm import Comparison, Verdict, compare
from headstamp.matching.cursor import FOLLOWED, compared_up_to, is_behind
from headstamp.matching.hits import folded
from headstamp.matching.index import Index, index
from headstamp.matching.likely import LEAST, wanted_like
from headstamp.matching.models import Candidate, Cursor
from headstamp.matching.told import record_of
from headstamp.matching.worth import worth_of
from headstamp.matching.writing import Found, Pair, candidates_of, ordered, write
from headstamp.registry.models import Item
from headstamp.registry.queries.marks import guns, items_bearing, items_touched

_MOST = 50  # numbers that are looked at for one number, the likeliest
_POSITIONS = 500  # entries of the log at a time
_SECONDS, _PAUSE = 20.0, 0.1


def follow(seconds: float = _SECONDS) -> int:
    """Compare what was touched since the last time, for at most so long; how many items were compared."""
    until, done = time.monotonic() + seconds, 0
    while is_behind() and time.monotonic() < until:
        if done:
            time.sleep(_PAUSE)
        done += _follow_part()
    return done


def _follow_part() -> int:
    Cursor.objects.get_or_create(pk=1)
    start = compared_up_to()
    end = min(start + _POSITIONS, last_position())
    touched: dict[str, set[int]] = {kind: set() for kind in FOLLOWED}
    for kind, number in changes_since(start, end):
        if kind in touched and number.isdecimal():
            touched[kind].add(int(number))
    now = index()
    items = items_touched(touched)
    items |= _linked_by_what_is_too_common(items, now)
    found = _compared(items, now)
    with transaction.atomic():
        if Cursor.objects.filter(pk=1, position=start).update(position=end, at=timezone.now()):
            told = {pair: _found(*each) for pair, each in found.items()}
            write(Candidate, items, told, end)
    return len(items)


def _compared(items: set[int], now: Index) -> dict[Pair, tuple[Comparison, Item, Item]]:
    """Every pair of these items and others that are like them, or that were candidates before."""
    mine = guns(items)
    marks = {pk: _marks_like(item, now) for pk, item in mine.items()}
    bears = items_bearing({mark for found in marks.values() for mark in found})
    alike = {
        ordered(pk, bears[mark]) for pk, found in marks.items() for mark in found if bears.get(mark, pk) != pk
    }
    pairs = alike | candidates_of(Candidate, items).keys()
    every = mine | guns({pk for pair in pairs for pk in pair} - mine.keys())
    records = {pk: record_of(item, now) for pk, item in every.items()}
    return {
        (one, other): (compare(records[one], records[other]), every[one], every[other])
        for one, other in pairs
        if one in every and other in every and every[one].jurisdiction == every[other].jurisdiction
    }


def _marks_like(item: Item, now: Index) -> set[int]:
    """Marks of the register that may be a number of this item's."""
    marks: set[int] = set()
    record = record_of(item, now)
    for text in record.serials:
        marks.update(now.search(wanted_like(record, text)).ids[:_MOST].tolist())
    return marks


def _linked_by_what_is_too_common(items: set[int], now: Index) -> set[int]:
    """Items that were linked by a number which by now stands on guns of so many makes that it links nothing."""
    marks: set[int] = set()
    for item in guns(items).values():
        for mark in item.marks.all():
            pattern = literal(mark.as_read)
            if not junk(mark.as_read) and now.is_too_common(folded(pattern)):
                marks.update(now.search(Wanted(pattern, 0)).ids.tolist())
    bearers = set(items_bearing(marks).values())
    linked = (pair for pair, each in candidates_of(Candidate, bearers).items() if not each.is_judged)
    return {pk for pair in linked for pk in pair if pk in bearers}


def _found(comparison: Comparison, one: Item, other: Item) -> Found:
    return Found(
        comparison.verdict, comparison.probability, _worth(comparison, one, other), _is_candidate(comparison)
    )


def _is_candidate(comparison: Comparison) -> bool:
    """Likeness alone makes none: a number that both have must speak for it."""
    if comparison.numbers is None:
        return False
    if comparison.verdict in (Verdict.SAME, Verdict.CONFLICT):
        return True
    return comparison.verdict is Verdict.UNSURE and comparison.probability >= LEAST


def _worth(comparison: Comparison, one: Item, other: Item) -> int:
    return worth_of(
        comparison.verdict,
        comparison.probability,
        is_one_occurrence=one.occurrence_id == other.occurrence_id,
        is_one_unit=one.unit_id == other.unit_id,
    )
