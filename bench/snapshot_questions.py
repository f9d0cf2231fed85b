"""Twelve questions that figures ask, each said for the snapshot and for the live tables, and who asks them."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, QuerySet, Sum
from django.db.models.functions import Substr

from headstamp.accounts.roles import permissions_of
from headstamp.kernel.asker import Asker
from headstamp.registry.models import Item
from headstamp.registry.queries.visibility import visible
from headstamp.snapshot.queries import View, open_for


@dataclass(frozen=True, slots=True)
class Question:
    """A sum of pieces or a count of different occurrences, by columns, of the rows with these values."""

    name: str
    by: tuple[str, ...] = ()
    where: dict[str, Any] = field(default_factory=dict)
    is_distinct: bool = False
    is_selective: bool = False


QUESTIONS = (
    Question("sum by year", ("year",)),
    Question("sum by kind", ("kind",)),
    Question("sum by municipality", ("municipality",)),
    Question("sum by year and kind", ("year", "kind")),
    Question("sum by kind in 2021", ("kind",), {"year": 2021}),
    Question("sum of firearms by context", ("context",), {"item_class": "firearm"}),
    Question("sum of pistols in one town", (), {"kind": "pistol", "municipality": "prizren"}, is_selective=True),
    Question("sum of parcels by year", ("year",), {"context": "parcel", "item_class": "firearm"}, is_selective=True),
    Question("occurrences", is_distinct=True),
    Question("occurrences by year", ("year",), is_distinct=True),
    Question("occurrences of house searches by municipality", ("municipality",), {"context": "house_search"}, is_distinct=True),
    Question("occurrences found by dog in 2019", (), {"detection": "dog", "year": 2019}, is_distinct=True),
)  # fmt: skip


DASHBOARDS: tuple[dict[str, str], ...] = (
    {},
    {"municipality": "prizren"},
    {"year": "2021", "kind": "pistol"},
    {"directorate": "peje", "context": "house_search"},
)


def askers() -> dict[str, Asker]:
    """An analyst of all units, and an officer of one who is in two circles; neither entered a record."""
    of = {"analyst": "analyst", "officer with circles": "registrar"}
    return {
        who: Asker(
            id="3", unit=1, jurisdiction="XK", permissions=permissions_of([role]), circles=frozenset({1, 2})
        )
        for who, role in of.items()
    }


def of_snapshot(question: Question, asker: Asker) -> list[list[str]]:
    """The answer from the snapshot, as text in order."""
    with open_for(asker) as view:
        return _sorted(view.answer(question.name, lambda view: _expression(view, question)))


def _expression(view: View, question: Question) -> Any:
    items = view.table("items")
    for name, value in question.where.items():
        items = items.filter(items[name] == value)
    value = items.occurrence_uid.nunique() if question.is_distinct else items.quantity.sum()
    return items.group_by(question.by).aggregate(value=value) if question.by else items.aggregate(value=value)


def of_register(question: Question, asker: Asker) -> list[list[str]]:
    """The answer from the live tables, as text in order."""
    items: QuerySet[Item] = Item.objects.filter(visible(asker)).annotate(year=Substr("occurred_on", 1, 4))
    ways = {"detection": "occurrence__detection"}
    items = items.filter(**{ways.get(name, name): str(value) for name, value in question.where.items()})
    value: Any = Count("occurrence_id", distinct=True) if question.is_distinct else Sum("quantity")
    if not question.by:
        return _sorted([(items.aggregate(value=value)["value"],)])
    return _sorted(
        items.order_by().values(*question.by).annotate(value=value).values_list(*question.by, "value")
    )


def _sorted(rows: Any) -> list[list[str]]:
    """Nothing is the same as an empty text, and 5.000 as 5."""
    return sorted([_plain(value) for value in row] for row in rows)


def _plain(value: Any) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else format(float(value), "g")
