"""The worker's part for lists: a newly taken list is compared with the register, and later each changed item with the lists.

A number counts as found where it is the same once spelling is seen through, and is neither a placeholder nor on guns of many makes: a
near number would be found for most of a long list. Whatever belongs to a copy goes with its rows when it is undone.
"""

import time
from collections.abc import Iterator
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from headstamp.arms_lists.indexes import search_in
from headstamp.arms_lists.models import ArmsList, ListedArm
from headstamp.arms_lists.queries import lists_in_use
from headstamp.audit.queries import changes_since, is_changed_since, last_position
from headstamp.marks.index.search import Wanted
from headstamp.marks.junk import junk
from headstamp.marks.pattern import literal
from headstamp.matching.cursor import FOLLOWED
from headstamp.matching.hits import folded
from headstamp.matching.index import Index, index
from headstamp.matching.models import ListCompared, ListFind
from headstamp.matching.told import numbers_of
from headstamp.registry.queries.flat.parts import parts_of
from headstamp.registry.queries.marks import guns, items_bearing, items_touched

_ARMS = 500  # rows of a list at a time
_POSITIONS = 500  # entries of the log at a time
_MOST = 50  # records that one number of a list leads to, and the other way round
_SECONDS, _PAUSE = 20.0, 0.1

Pairs = set[tuple[int, int]]
"""Items, and the rows of the list that have their number."""


def are_lists_behind() -> bool:
    """Whether a list, or an item that came in since, is still to be compared."""
    return any(_is_behind(copy) for copy in lists_in_use())


def follow_lists(seconds: float = _SECONDS) -> int:
    """Compare what is to be compared, for at most so long after a whole list; how many finds were written."""
    until, done = time.monotonic() + seconds, 0
    for copy in lists_in_use():
        if not ListCompared.objects.filter(arms_list=copy).exists():
            done += _compare_list(copy)
        while _is_behind(copy) and time.monotonic() < until:
            done += _follow_part(copy)
    return done


def _is_behind(copy: ArmsList) -> bool:
    start = ListCompared.objects.filter(arms_list=copy).values_list("position", flat=True).first()
    return start is None or is_changed_since(start, FOLLOWED)


def _compare_list(copy: ArmsList) -> int:
    """The whole list, a chunk at a time; killed, it begins again and writes nothing twice."""
    position, now, done = last_position(), index(), 0
    for arms in _chunks(copy):
        pairs = _of_arms(copy, arms, now)
        done += _write(copy, pairs)
        time.sleep(_PAUSE if pairs else 0)
    ListCompared.objects.get_or_create(arms_list=copy, defaults={"position": position, "at": timezone.now()})
    return done


def _follow_part(copy: ArmsList) -> int:
    start = ListCompared.objects.get(arms_list=copy).position
    end = min(start + _POSITIONS, last_position())
    touched: dict[str, set[int]] = {kind: set() for kind in FOLLOWED}
    for kind, number in changes_since(start, end):
        if kind in touched and number.isdecimal():
            touched[kind].add(int(number))
    items, now = items_touched(touched), index()
    pairs: Pairs = set()
    for pk, item in guns(items).items():
        if item.jurisdiction == copy.jurisdiction:
            for text in numbers_of(item, now):
                pairs |= {(pk, arm) for arm in search_in(copy, Wanted(literal(text), 0)).ids[:_MOST].tolist()}
    with transaction.atomic():
        moved = ListCompared.objects.filter(arms_list=copy, position=start)
        if not moved.update(position=end, at=timezone.now()):
            return 0
        for part in parts_of(sorted(items)):
            gone = ListFind.objects.filter(arms_list=copy, item__in=part)
            gone.exclude(
                pk__in=[pk for pk, item, arm in gone.values_list("pk", "item", "arm") if (item, arm) in pairs]
            ).delete()
        return _write(copy, pairs)


def _chunks(copy: ArmsList) -> Iterator[list[tuple[int, str]]]:
    after = 0
    while True:
        rows = ListedArm.objects.filter(arms_list=copy, pk__gt=after).order_by("pk")
        arms = list(rows.values_list("pk", "number")[:_ARMS])
        if not arms:
            return
        yield arms
        after = arms[-1][0]


def _of_arms(copy: ArmsList, arms: list[tuple[int, str]], now: Index) -> Pairs:
    """The living guns of the list's jurisdiction that bear these numbers."""
    marks: dict[int, set[int]] = {}
    for arm, number in arms:
        pattern = literal(number)
        if junk(number) or now.is_too_common(folded(pattern)):
            continue
        for mark in now.search(Wanted(pattern, 0)).ids[:_MOST].tolist():
            marks.setdefault(mark, set()).add(arm)
    bears = items_bearing(marks.keys())
    living = guns(set(bears.values()))
    return {
        (item, arm)
        for mark, item in bears.items()
        if item in living and living[item].jurisdiction == copy.jurisdiction
        for arm in marks[mark]
    }


def _write(copy: ArmsList, pairs: Pairs) -> int:
    """Only arms whose rows still stand: a list may be undone while it is compared."""
    standing = set(
        ListedArm.objects.filter(arms_list=copy, pk__in={arm for _, arm in pairs}).values_list(
            "pk", flat=True
        )
    )
    known = set(ListFind.objects.filter(arms_list=copy, arm__in=standing).values_list("item", "arm"))
    now, found = timezone.now(), _found_before(copy, {item for item, _ in pairs})
    made = [
        ListFind(item_id=item, arm_id=arm, arms_list=copy, found_at=found.get(item, now))
        for item, arm in sorted(pairs - known)
        if arm in standing
    ]
    ListFind.objects.bulk_create(made, ignore_conflicts=True, batch_size=_ARMS)
    return len(made)


def _found_before(copy: ArmsList, items: set[int]) -> dict[int, datetime]:
    """Since when items stand on earlier copies of the register: a newer copy makes no find new."""
    earlier = ListFind.objects.filter(
        arms_list__kind=copy.kind, arms_list__register=copy.register, arms_list__unit=copy.unit_id
    )
    since: dict[int, datetime] = {}
    for part in parts_of(sorted(items)):
        for item, at in earlier.filter(item__in=part).order_by("-found_at").values_list("item", "found_at"):
            since[item] = at
    return since
