"""Search texts of many occurrences made anew, in a few queries. Persons are not told by rows, so theirs stay."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import Q

from headstamp.registry.actions.rows import Row, Table
from headstamp.registry.facts import GoodsFacts, ItemFacts, MarkFacts, OccurrenceFacts, ReferenceFacts
from headstamp.registry.fulltext import search_columns_from
from headstamp.registry.models import Item, Mark, Occurrence, OtherGoods, Reference, SearchText, Source
from headstamp.registry.told import REFERENCE_COLUMNS, place_told

_OPEN = ("marks", "things", "narrative", "places", "numbers")
_WORDS_OF_ITEM = ("kind", "make", "make_code", "model", "calibre", "calibre_code", "description")


def renew_search_texts(occurrences: set[int]) -> None:
    """What can be found of these occurrences now, in all but the names of persons."""
    if not occurrences:
        return
    references = _references(occurrences)
    items = _items(occurrences, references)
    goods = _grouped(
        OtherGoods.objects.filter(occurrence__in=occurrences).values_list(
            "occurrence_id", "kind", "description"
        )
    )
    rows: list[Row] = []
    for occurrence in Occurrence.objects.filter(pk__in=occurrences).select_related("place"):
        facts = OccurrenceFacts(
            kind=occurrence.kind,
            narrative=occurrence.narrative,
            place=place_told(occurrence.place),
            references=references["occurrence", occurrence.pk],
            items=tuple(items[occurrence.pk]),
            goods=tuple(GoodsFacts(kind=kind, description=text) for kind, text in goods[occurrence.pk]),
        )
        rows.append((*search_columns_from(facts)[:-1], occurrence.pk))
    Table(SearchText, (*_OPEN, "occurrence_id")).update(rows)


def _items(
    occurrences: set[int], references: dict[tuple[str, int], tuple[ReferenceFacts, ...]]
) -> dict[int, list[ItemFacts]]:
    undone = Source.objects.filter(state=Source.State.UNDONE).values("id")
    living = Item.objects.filter(occurrence__in=occurrences, deleted_at__isnull=True).exclude(
        source__in=undone
    )
    marks = _grouped(Mark.objects.filter(item__occurrence__in=occurrences).values_list("item_id", "as_read"))
    found: dict[int, list[ItemFacts]] = defaultdict(list)
    for occurrence, pk, *words in living.order_by("position", "pk").values_list(
        "occurrence_id", "pk", *_WORDS_OF_ITEM
    ):
        facts = ItemFacts(
            **dict(zip(_WORDS_OF_ITEM, words, strict=True)),
            marks=tuple(MarkFacts(as_read=as_read) for (as_read,) in marks[pk]),
            references=references["item", pk],
        )
        found[occurrence].append(facts)
    return found


def _references(occurrences: set[int]) -> dict[tuple[str, int], tuple[ReferenceFacts, ...]]:
    of_them = Q(occurrence__in=occurrences) | Q(
        item__in=Item.objects.filter(occurrence__in=occurrences).values("pk")
    )
    found: dict[tuple[str, int], tuple[ReferenceFacts, ...]] = defaultdict(tuple)
    rows = Reference.objects.filter(of_them).values_list("occurrence_id", "item_id", *REFERENCE_COLUMNS)
    for occurrence, item, *told in rows:
        subject = ("occurrence", occurrence) if occurrence else ("item", item)
        found[subject] += (ReferenceFacts(**dict(zip(REFERENCE_COLUMNS, told, strict=True))),)
    return found


def _grouped(rows: Iterable[tuple[Any, ...]]) -> dict[int, list[tuple[Any, ...]]]:
    found: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for key, *rest in rows:
        found[key].append(tuple(rest))
    return found
