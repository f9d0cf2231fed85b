"""Numbers of the register: all of them for the index that finds damaged ones, and those of an asker's hits."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from django.db.models import F, Prefetch, Q

from headstamp.accounts.permissions import Permission
from headstamp.kernel.asker import Asker
from headstamp.registry.models import Item, Mark
from headstamp.registry.models.columns import Visibility
from headstamp.registry.models.item import ItemClass
from headstamp.registry.queries.closing import readable
from headstamp.registry.queries.shutting import shut
from headstamp.registry.queries.visibility import standing, visible

NUMBER_KINDS = ("serial", "part_serial", "import", "rack")
_OF_ITEM = ("make_code", "make", "model", "calibre_code", "calibre")
# What a hit tells of its item, and what is asked to know whether it is told.
_OF_BEARER = (
    *("uid", "version", "visibility", "circle", "unit", "jurisdiction", "deleted_at", "occurrence__uid"),
    *("item_class", "kind", "quantity", "quantity_unit", "occurrence_kind", "occurred_on", "status"),
    *("make", "make_code", "model", "calibre", "calibre_code"),
)
_OF_MARK = ("id", "item_id", "kind", "part", "as_read", "state")
GUNS = (ItemClass.FIREARM, ItemClass.COMPONENT, ItemClass.OTHER)
_OF_GUN = (
    *(
        *_OF_ITEM,
        "kind",
        "year_of_manufacture",
        "occurred_on",
        "jurisdiction",
        "unit",
        "visibility",
        "circle",
    ),
    *("occurrence", "occurrence_kind", "version"),
)
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


def items_touched(touched: Mapping[str, Collection[int]]) -> set[int]:
    """The items that are named, and those of the occurrences that are."""
    found = set(touched.get("item", ()))
    for part in _parts(sorted(touched.get("occurrence", ()))):
        found |= set(Item.objects.filter(occurrence__in=part).values_list("pk", flat=True))
    return found


def items_bearing(marks: Collection[int]) -> dict[int, int]:
    """The item of each mark, whoever may know of it: for comparing alone."""
    found: dict[int, int] = {}
    for part in _parts(sorted(marks)):
        found |= dict(Mark.objects.filter(pk__in=part).values_list("pk", "item"))
    return found


def guns(items: Collection[int]) -> dict[int, Item]:
    """Of these items the living ones that can be one gun with another, with their numbers as `marks`.

    Whoever may know of them: for comparing alone. Ammunition and explosives bear the numbers of lots.
    """
    numbers = Mark.objects.filter(kind__in=NUMBER_KINDS).exclude(as_read="").order_by("id")
    found: dict[int, Item] = {}
    for part in _parts(sorted(items)):
        living = Item.objects.filter(pk__in=part, deleted_at__isnull=True, item_class__in=GUNS)
        found |= {
            item.pk: item for item in living.only(*_OF_GUN).prefetch_related(Prefetch("marks", numbers))
        }
    return found


def numbered_guns_read_by(asker: Asker) -> Iterator[tuple[str, ...]]:
    """Of every gun that the asker reads now its uid, a number, and what else tells guns apart, a row for each number."""
    items = Item.objects.filter(visible(asker) & readable(asker, Item), item_class__in=GUNS)
    marks = Mark.objects.filter(item__in=items, kind__in=NUMBER_KINDS).exclude(as_read="")
    rows = marks.order_by("item_id", "id").values_list(
        "item__uid", "as_read", "item__make_code", "item__make", "item__model", "item__calibre_code", "item__calibre",
        "item__kind", "item__year_of_manufacture", "item__occurred_on", "item__jurisdiction", "item__occurrence_id",
    )  # fmt: skip
    for uid, number, code, make, model, calibre_code, calibre, kind, year, *rest in rows.iterator(
        chunk_size=_CHUNK
    ):
        date, jurisdiction, occurrence = rest
        words = (code or make, model, calibre_code or calibre, kind, str(year or ""))
        yield str(uid), str(number), *words, str(date), str(jurisdiction), str(occurrence)


def marks_known(asker: Asker, ids: Sequence[int]) -> tuple[frozenset[int], frozenset[int]]:
    """Of the marks those on items that the asker may know of, and of these those on items that he reads now."""
    items = Item.objects.filter(visible(asker), marks__in=ids)
    known = frozenset(items.values_list("marks", flat=True)) & frozenset(ids)
    if not asker.circles:
        return known, known
    return known, frozenset(items.filter(readable(asker, Item)).values_list("marks", flat=True)) & known


def makes_read(asker: Asker, ids: Sequence[int]) -> dict[int, str]:
    """The make of the item of each of these marks, where the asker reads the item now."""
    found: dict[int, str] = {}
    for part in _parts(list(ids)):
        items = Item.objects.filter(visible(asker) & readable(asker, Item), marks__in=part)
        rows = items.values_list("marks", "make_code", "make")
        wanted = set(part)
        found |= {pk: code or make for pk, code, make in rows if pk in wanted}
    return found


def bearers_of(asker: Asker, ids: Sequence[int]) -> dict[int, Bearer]:
    """The visible items that bear these marks, by mark; restricted ones that were not opened are shut."""
    items = Item.objects.filter(visible(asker), marks__in=ids).select_related("occurrence").only(*_OF_BEARER)
    of_mark = {f"mark_{name}": F(f"marks__{name}") for name in _OF_MARK}
    found = [(item, _mark_beside(item)) for item in items.annotate(**of_mark)]
    shut(asker, [item for item, _ in found])
    return {
        int(mark.pk): Bearer(item, Mark(kind=mark.kind) if getattr(item, "is_closed", False) else mark)
        for item, mark in found
    }


def bearers_told_of(asker: Asker, ids: Sequence[int]) -> dict[int, Item]:
    """The items that bear these marks, by mark, that the asker may not know of, but that their unit lets be told of.

    Own records of units of the same jurisdiction; a restricted record is told of to nobody.
    """
    if not (asker.may(Permission.SEE_RECORDS) and asker.jurisdiction and ids):
        return {}
    told = standing() & Q(
        visibility=Visibility.UNIT, jurisdiction=asker.jurisdiction, unit__tells_that_a_record_exists=True
    )
    known = Item.objects.filter(visible(asker), marks__in=ids)
    hidden = Item.objects.filter(told, marks__in=ids).exclude(pk__in=known.values("pk"))
    rows = hidden.select_related("unit__agency").only("unit__name", "unit__agency__name")
    return {item.mark_id: item for item in rows.annotate(mark_id=F("marks__id"))}


def _mark_beside(item: Item) -> Mark:
    return Mark(**{name: getattr(item, f"mark_{name}") for name in _OF_MARK})


def _numbers(condition: Q) -> Iterator[Number]:
    rows = Mark.objects.filter(condition, kind__in=NUMBER_KINDS).exclude(as_read="").order_by("id")
    columns = rows.values_list("id", "as_read", *(f"item__{name}" for name in _OF_ITEM))
    for pk, text, make_code, make, model, calibre_code, said in columns.iterator(chunk_size=_CHUNK):
        yield Number(pk, text, make_code or make, model, calibre_code or said)


def _parts(numbers: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(numbers), _ASKED_AT_ONCE):
        yield numbers[start : start + _ASKED_AT_ONCE]
