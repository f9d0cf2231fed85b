"""The worker's part for lists: a newly taken list is compared with the register, and later each changed item with the lists.

A number counts as found where it is the same once spelling is seen through, and is neither a placeholder nor on guns of many makes;
`open_numbers` says when one with unread signs does. A near number would be found for most of a long list.

Safe to run twice and to be killed: finds and how far a list was compared are written in one transaction, a part at a time, and who
comes second writes nothing. Whatever belongs to a copy goes with its rows when it is undone.
"""

import time
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from headstamp.arms_lists.indexes import search_in
from headstamp.arms_lists.models import ArmsList, ListedArm
from headstamp.arms_lists.queries import hold_in_use, lists_in_use
from headstamp.audit.queries import changes_since, is_changed_since, last_position
from headstamp.marks.agreement import Agreement, makes
from headstamp.marks.index.search import Wanted
from headstamp.marks.junk import junk
from headstamp.marks.pattern import literal
from headstamp.matching.cursor import FOLLOWED
from headstamp.matching.hits import folded
from headstamp.matching.index import Index, index
from headstamp.matching.models import ListCompared, ListFind
from headstamp.matching.open_numbers import are_one, is_read, tells_enough
from headstamp.matching.told import numbers_of
from headstamp.registry.models import Item
from headstamp.registry.queries.flat.parts import parts_of
from headstamp.registry.queries.marks import guns, items_bearing, items_touched

_ARMS = 500  # rows of a list at a time
_POSITIONS = 500  # entries of the log at a time
_MOST = 50  # records that one number of a list leads to, and the other way round
_SECONDS, _PAUSE = 20.0, 0.1
_OF_ARM = ("number", "make", "arms_list")

Pairs = set[tuple[int, int]]
"""Items, and the rows of the list that have their number."""


def are_lists_behind() -> bool:
    """Whether a list, or an item that came in since, is still to be compared."""
    return bool(_behind())


def follow_lists(seconds: float = _SECONDS) -> int:
    """Compare what is to be compared, for about so long, the lists in turn; how many finds were written.

    At least one part of a list is compared, however short the time. The next call goes on where this one stopped.
    """
    until, done = time.monotonic() + seconds, 0
    while behind := _behind():
        for copy in behind:
            done += _follow(copy)
            if time.monotonic() >= until:
                return done
            time.sleep(_PAUSE)
    return done


def _behind() -> list[ArmsList]:
    """Lists that are to be compared, or followed; first that whose turn is longest ago."""
    copies = {copy.pk: copy for copy in lists_in_use()}
    known = ListCompared.objects.filter(arms_list__in=copies.keys()).order_by("at", "pk")
    begun = {each.arms_list_id: each for each in known}
    behind = [pk for pk, each in begun.items() if _is_behind(each)]
    return [*(copy for pk, copy in copies.items() if pk not in begun), *(copies[pk] for pk in behind)]


def _is_behind(compared: ListCompared) -> bool:
    return compared.up_to is not None or is_changed_since(compared.position, FOLLOWED)


def _follow(copy: ArmsList) -> int:
    """The next part: rows of the list until all were compared, from then on what the log says was touched."""
    begins = {"position": last_position(), "up_to": 0, "at": timezone.now()}
    compared, _ = ListCompared.objects.get_or_create(arms_list=copy, defaults=begins)
    if compared.up_to is not None:
        return _compare_arms(copy, compared, compared.up_to)
    return _follow_log(copy, compared)


def _compare_arms(copy: ArmsList, compared: ListCompared, after: int) -> int:
    arms = list(ListedArm.objects.filter(arms_list=copy, pk__gt=after).order_by("pk").only(*_OF_ARM)[:_ARMS])
    pairs = _of_arms(copy, arms, index())
    up_to = arms[-1].pk if len(arms) == _ARMS else None
    with transaction.atomic():
        if not _moves(copy, compared, up_to=up_to, rows=F("rows") + len(arms)):
            return 0
        return _write(copy, pairs)


def _follow_log(copy: ArmsList, compared: ListCompared) -> int:
    end = min(compared.position + _POSITIONS, last_position())
    touched: dict[str, set[int]] = {kind: set() for kind in FOLLOWED}
    for kind, number in changes_since(compared.position, end):
        if kind in touched and number.isdecimal():
            touched[kind].add(int(number))
    items = items_touched(touched)
    pairs = _of_items(copy, items, index())
    with transaction.atomic():
        if not _moves(copy, compared, position=end):
            return 0
        for part in parts_of(sorted(items)):
            gone = ListFind.objects.filter(arms_list=copy, item__in=part)
            gone.exclude(
                pk__in=[pk for pk, item, arm in gone.values_list("pk", "item", "arm") if (item, arm) in pairs]
            ).delete()
        return _write(copy, pairs)


def _moves(copy: ArmsList, compared: ListCompared, **to: Any) -> bool:
    """Note how far the list was compared; not if another process did so meanwhile, or the copy was put aside."""
    if not hold_in_use(copy):
        return False
    stood = ListCompared.objects.filter(pk=compared.pk, position=compared.position, up_to=compared.up_to)
    return bool(stood.update(at=timezone.now(), **to))


def _of_arms(copy: ArmsList, arms: Iterable[ListedArm], now: Index) -> Pairs:
    """The living guns of the list's jurisdiction that bear these numbers."""
    marks: dict[int, list[ListedArm]] = {}
    for arm in arms:
        pattern = literal(arm.number)
        if junk(arm.number) or not tells_enough(arm.number) or now.is_too_common(folded(pattern)):
            continue
        for mark in now.search(Wanted(pattern, 0)).ids[:_MOST].tolist():
            marks.setdefault(mark, []).append(arm)
    bears = items_bearing(marks.keys())
    living = guns(set(bears.values()))
    return {
        (item, arm.pk)
        for mark, item in bears.items()
        if item in living and living[item].jurisdiction == copy.jurisdiction
        for arm in marks[mark]
        if _is_found(living[item], numbers_of(living[item], now), arm)
    }


def _of_items(copy: ArmsList, items: set[int], now: Index) -> Pairs:
    """The rows of the list that have the numbers of these items."""
    numbers = {
        pk: (item, numbers_of(item, now))
        for pk, item in guns(items).items()
        if item.jurisdiction == copy.jurisdiction
    }
    alike = {
        (pk, arm)
        for pk, (_item, texts) in numbers.items()
        for text in texts
        if tells_enough(text)
        for arm in search_in(copy, Wanted(literal(text), 0)).ids[:_MOST].tolist()
    }
    arms: dict[int, ListedArm] = {}
    for part in parts_of(sorted({arm for _, arm in alike})):
        arms |= ListedArm.objects.filter(arms_list=copy).only(*_OF_ARM).in_bulk(part)
    return {(pk, arm) for pk, arm in alike if arm in arms and _is_found(*numbers[pk], arms[arm])}


def _is_found(item: Item, numbers: Iterable[str], arm: ListedArm) -> bool:
    """Whether the item bears the listed number; where a sign was not read, its make must not be another one."""
    alike = [text for text in numbers if are_one(arm.number, text)]
    if is_read(arm.number) and any(map(is_read, alike)):
        return True
    return bool(alike) and makes(arm.make, item.make_code or item.make) is not Agreement.DIFFER


def _write(copy: ArmsList, pairs: Pairs) -> int:
    known: Pairs = set()
    for part in parts_of(sorted({arm for _, arm in pairs})):
        known |= set(ListFind.objects.filter(arms_list=copy, arm__in=part).values_list("item", "arm"))
    new = sorted(pairs - known)
    now, found = timezone.now(), _found_before(copy, {item for item, _ in new})
    ListFind.objects.bulk_create(
        [
            ListFind(item_id=item, arm_id=arm, arms_list=copy, found_at=found.get(item, now))
            for item, arm in new
        ],
        batch_size=_ARMS,
    )
    return len(new)


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
