"""Numbers of the register: all of them for the index that finds damaged ones, and those of an asker's hits."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from django.db.models import Q

from headstamp.kernel.asker import Asker
from headstamp.registry.models import Item, Mark
from headstamp.registry.queries.closing import readable
from headstamp.registry.queries.items import items_visible_to
from headstamp.registry.queries.shutting import shut

NUMBER_KINDS = ("serial", "part_serial", "import", "rack")
_OF_ITEM = ("make_code", "make", "model", "calibre_code", "calibre")
_CHUNK = 5_000
_ASKED_AT_ONCE = 500


class Number(NamedTuple):
    """One number as it stands on an item, by its row, and what else tells guns apart."""

    id: int
    text: str
    make: str
    model: str
    calibre: str


class Bearer(NamedTuple):
    """An item of a hit with the mark that was hit; of an item that is shut the mark says nothing."""

    item: Item
    mark: Mark


def numbers_of_register(touched: Mapping[str, Collection[int]] | None = None) -> Iterator[Number]:
    """Every number, or those of touched items and occurrences, whoever may know of them: for the index alone.

    A mark's row never changes: whoever corrects a number writes a new row.
    """
    if touched is None:
        yield from _numbers(Q())
        return
    for subject, column in (("item", "item__in"), ("occurrence", "item__occurrence__in")):
        for part in _parts(sorted(touched.get(subject, ()))):
            yield from _numbers(Q(**{column: part}))


def how_many_numbers() -> int:
    """Rows of numbers in the register, junk included."""
    return Mark.objects.filter(kind__in=NUMBER_KINDS).exclude(as_read="").count()


def marks_known(asker: Asker, ids: Sequence[int]) -> tuple[frozenset[int], frozenset[int]]:
    """Of the marks those on items that the asker may know of, and of these those on items that he reads now."""
    items = items_visible_to(asker).filter(marks__in=ids)
    known = frozenset(items.values_list("marks", flat=True)) & frozenset(ids)
    if not asker.circles:
        return known, known
    return known, frozenset(items.filter(readable(asker, Item)).values_list("marks", flat=True)) & known


def bearers_of(asker: Asker, ids: Sequence[int]) -> dict[int, Bearer]:
    """The visible items that bear these marks, by mark; restricted ones that were not opened are shut."""
    items = (
        items_visible_to(asker).filter(marks__in=ids).select_related("occurrence").prefetch_related("marks")
    )
    found = [(item, mark) for item in items.distinct() for mark in item.marks.all() if mark.pk in ids]
    shut(asker, {item.pk: item for item, _ in found}.values())
    return {mark.pk: Bearer(item, _of(item, mark)) for item, mark in found}


def _of(item: Item, mark: Mark) -> Mark:
    return Mark(kind=mark.kind) if getattr(item, "is_closed", False) else mark


def _numbers(condition: Q) -> Iterator[Number]:
    rows = Mark.objects.filter(condition, kind__in=NUMBER_KINDS).exclude(as_read="").order_by("id")
    columns = rows.values_list("id", "as_read", *(f"item__{name}" for name in _OF_ITEM))
    for pk, text, make_code, make, model, calibre_code, said in columns.iterator(chunk_size=_CHUNK):
        yield Number(pk, text, make_code or make, model, calibre_code or said)


def _parts(numbers: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(numbers), _ASKED_AT_ONCE):
        yield numbers[start : start + _ASKED_AT_ONCE]
