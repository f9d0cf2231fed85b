"""Reads the register's rows for the snapshot, a chunk of columns at a time, and says which of them somebody may know of.

A million rows are read past the models: the ORM writes the SQL, a plain cursor fetches it, and what SQL does not know
(directorate, age group) is worked out by the column.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from django.db import connection
from django.db.models import (
    Case,
    F,
    FloatField,
    IntegerField,
    Model,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, NullIf, Substr

from headstamp.kernel.asker import Asker
from headstamp.kernel.table import Column, Rows, Touched
from headstamp.registry.ages import age_group
from headstamp.registry.models import Check, Item, LegalStatus, Mark, Occurrence, Person, PersonRole
from headstamp.registry.queries.visibility import NOTHING, sees_persons, standing, visible
from headstamp.vocabulary import codes

_ROWS_AT_ONCE = 20_000
_KEYS_AT_ONCE = 900

Expressions = dict[str, Any]
Derived = Callable[..., Sequence[Any]]


@dataclass(frozen=True, slots=True)
class Flat:
    """How one table is read: where its columns come from, which rows stand, and what the log's subjects are here."""

    model: type[Model]
    expressions: Expressions
    standing: Callable[[], Q]
    touched_by: Mapping[str, str]
    hidden: Expressions = field(default_factory=dict)
    derived: Mapping[str, tuple[Derived, tuple[str, ...]]] = field(default_factory=dict)


def reader(flat: Flat, columns: tuple[Column, ...]) -> Callable[[Touched | None], Rows]:
    """The function that reads the table in the order of its columns."""

    def read(touched: Touched | None) -> Rows:
        names = [column.name for column in columns]
        for condition in [flat.standing()] if touched is None else _those(flat, touched):
            yield from _chunks(flat, names, condition)

    return read


def _those(flat: Flat, touched: Touched) -> Iterator[Q]:
    """The touched rows that stand, each once: their keys first, since one row may be touched in several ways."""
    found = flat.model._default_manager.filter(flat.standing())
    keys: set[int] = set()
    for subject, way in flat.touched_by.items():
        for part in _parts(touched.get(subject, ())):
            keys.update(found.filter(**{f"{way}__in": part}).values_list("pk", flat=True).iterator())
    for part in _parts(sorted(keys)):
        yield Q(pk__in=part)


def _chunks(flat: Flat, names: list[str], condition: Q) -> Rows:
    asked = [name for name in names if name not in flat.derived]
    expressions = flat.expressions | flat.hidden
    selected = [expressions.get(name, F(name)) for name in (*asked, *flat.hidden)]
    rows = flat.model._default_manager.filter(condition).values_list(*selected)
    sql, parameters = rows.query.sql_with_params()
    with connection.chunked_cursor() as cursor:
        cursor.execute(sql, parameters)
        while chunk := cursor.fetchmany(_ROWS_AT_ONCE):
            known: dict[str, Sequence[Any]] = dict(
                zip((*asked, *flat.hidden), zip(*chunk, strict=True), strict=True)
            )
            for name, (work_out, of) in flat.derived.items():
                known[name] = work_out(*(known[each] for each in of))
            yield [known[name] for name in names]


def _parts(keys: Iterable[int]) -> Iterator[list[int]]:
    rest = iter(keys)
    while part := list(islice(rest, _KEYS_AT_ONCE)):
        yield part


def _visible(
    rows: Callable[[Asker | None], QuerySet[Any]], asker: Asker | None, keys: Iterable[int]
) -> frozenset[int]:
    found = rows(asker)
    return frozenset(
        key for part in _parts(keys) for key in found.filter(pk__in=part).values_list("pk", flat=True)
    )


def _known(asker: Asker | None, *, has_source: bool = True) -> Q:
    return standing(has_source=has_source) if asker is None else visible(asker, has_source=has_source)


def occurrences_visible(asker: Asker | None, keys: Iterable[int]) -> frozenset[int]:
    """Those occurrences that the asker may know of (None: those that stand)."""
    return _visible(lambda who: Occurrence.objects.filter(_known(who)), asker, keys)


def items_visible(asker: Asker | None, keys: Iterable[int]) -> frozenset[int]:
    """Those items that the asker may know of (None: those that stand)."""
    return _visible(lambda who: Item.objects.filter(_known(who)), asker, keys)


def checks_visible(asker: Asker | None, keys: Iterable[int]) -> frozenset[int]:
    """Those checks that the asker may know of (None: those that stand)."""
    return _visible(lambda who: Check.objects.filter(_known(who)), asker, keys)


def statuses_visible(asker: Asker | None, keys: Iterable[int]) -> frozenset[int]:
    """Those changes of legal status whose item the asker may know of (None: whose item stands)."""
    return _visible(
        lambda who: LegalStatus.objects.filter(item__in=Item.objects.filter(_known(who)).values("pk")),
        asker,
        keys,
    )


def persons_visible(asker: Asker | None, keys: Iterable[int]) -> frozenset[int]:
    """Those parts of persons in occurrences where the asker may know of both (None: where both stand)."""
    return _visible(_roles, asker, keys)


def _roles(asker: Asker | None) -> QuerySet[PersonRole]:
    if asker is not None and not sees_persons(asker):
        return PersonRole.objects.filter(NOTHING)
    persons = Person.objects.filter(_known(asker, has_source=False))
    occurrences = Occurrence.objects.filter(_known(asker))
    return PersonRole.objects.filter(person__in=persons.values("pk"), occurrence__in=occurrences.values("pk"))


def _year(column: str) -> Cast:
    return Cast(NullIf(Substr(column, 1, 4), Value("")), IntegerField())


def _month(column: str) -> Cast:
    return Cast(NullIf(Substr(column, 6, 2), Value("")), IntegerField())


def _flag(column: str) -> Cast:
    """As a number: the database's driver would call a function for each truth value."""
    return Cast(column, IntegerField())


def _is_said(*columns: str) -> Case:
    return Case(
        When(Q(**dict.fromkeys(columns, "")), then=Value(0)), default=Value(1), output_field=IntegerField()
    )


def _or_nought(column: str) -> Coalesce:
    return Coalesce(column, Value(0))


def _or_empty(column: str) -> Coalesce:
    return Coalesce(column, Value(""))


def _directorates(municipalities: Sequence[str]) -> list[str]:
    known = {each.code: str(each.facts["directorate"]) for each in codes.codes("municipalities").values()}
    return [known.get(each, "") for each in municipalities]


def _listed(transits: Sequence[str]) -> list[str]:
    """Only codes of the list: what a file brought in other words stays on the item's page."""
    known = codes.codes("jurisdictions")
    return [
        ",".join(stop for part in each.split(",") if (stop := part.strip()) in known) if each else ""
        for each in transits
    ]


def _age_groups(born: Sequence[str], on: Sequence[str]) -> list[str]:
    return [age_group(*pair) for pair in zip(born, on, strict=True)]


def _rights(of: str, begin: str = "") -> Expressions:
    return {
        f"{begin}jurisdiction": F(f"{of}jurisdiction"),
        f"{begin}unit": F(f"{of}unit_id"),
        f"{begin}visibility": F(f"{of}visibility"),
        f"{begin}circle": _or_nought(f"{of}circle_id"),
    }


_COPIED = ("occurred_on", "municipality", "context", "status")
_TOLD = ("concealment", "detection", "transport", "legal_ground", "criminal_context")
_DIRECTORATE: dict[str, tuple[Derived, tuple[str, ...]]] = {"directorate": (_directorates, ("municipality",))}


def _of_occurrence(of: str, copied: str, kind: str) -> Expressions:
    """The block of its occurrence: `of` is the way to it, `copied` the way to the columns that an item repeats."""
    return {
        "occurrence_id": F(f"{of}id") if of else F("id"),
        "occurrence_uid": F(f"{of}uid"),
        "occurrence_kind": F(kind),
        **{name: F(copied + name) for name in _COPIED},
        "year": _year(f"{copied}occurred_on"),
        "month": _month(f"{copied}occurred_on"),
        "place_kind": _or_empty(f"{of}place__kind"),
        "crossing": _or_empty(f"{of}place__crossing"),
        "settlement": _or_empty(f"{of}place__settlement"),
        "precision": _or_empty(f"{of}place__precision"),
        "latitude": F(f"{of}place__latitude"),
        "longitude": F(f"{of}place__longitude"),
        **{name: F(of + name) for name in _TOLD},
    }


def _of_incident(of: str) -> Expressions:
    return {
        "incident_context": _or_empty(f"{of}incident__context"),
        "is_suicide": Coalesce(_flag(f"{of}incident__is_suicide"), Value(0)),
    }


def _of_item(of: str) -> Expressions:
    return {
        "item_class": F(f"{of}item_class"),
        "kind": F(f"{of}kind"),
        "quantity": Cast(f"{of}quantity", FloatField()),
        "quantity_unit": F(f"{of}quantity_unit"),
    }


OCCURRENCES = Flat(
    Occurrence,
    {
        **_of_occurrence("", "", "kind"),
        **_of_incident(""),
        "incident_outcome": _or_empty("incident__outcome"),
        "relation": _or_empty("incident__relation"),
        "killed": F("incident__killed"),
        "injured": F("incident__injured"),
        "operation": _or_nought("operation_id"),
        "source": F("source_id"),
        **_rights(""),
    },
    standing,
    {"occurrence": "pk", "source": "source"},
    derived=_DIRECTORATE,
)

ITEMS = Flat(
    Item,
    {
        "item_id": F("id"),
        "item_uid": F("uid"),
        **_of_item(""),
        "is_make_said": _is_said("make", "make_code"),
        "is_model_said": _is_said("model"),
        **{name: _flag(name) for name in ("is_craft_made", "is_printed", "is_reactivated", "has_serial")},
        "is_eu_category_confirmed": _is_said("eu_category_by"),
        "serial_state": Coalesce(
            Subquery(
                Mark.objects.filter(item=OuterRef("pk"), kind="serial").order_by("pk").values("state")[:1]
            ),
            Value(""),
        ),
        **_of_occurrence("occurrence__", "", "occurrence_kind"),
        "source": F("source_id"),
        **_rights(""),
    },
    standing,
    {"item": "pk", "occurrence": "occurrence", "source": "source"},
    hidden={"_transit": F("transit")},
    derived=_DIRECTORATE | {"transit": (_listed, ("_transit",))},
)

CHECKS = Flat(
    Check,
    {
        "check_id": F("id"),
        "check_uid": F("uid"),
        "year": _year("happened_on"),
        "month": _month("happened_on"),
        "is_tally": _flag("is_tally"),
        "operation": _or_nought("operation_id"),
        "source": F("source_id"),
        **_rights(""),
    },
    standing,
    {"check": "pk", "source": "source"},
    derived=_DIRECTORATE,
)

PERSONS = Flat(
    PersonRole,
    {
        "role_id": F("id"),
        "person_id": F("person_id"),
        "sex": F("person__sex"),
        **_of_incident("occurrence__"),
        **_of_occurrence("occurrence__", "occurrence__", "occurrence__kind"),
        "source": F("occurrence__source_id"),
        **_rights("occurrence__"),
        **_rights("person__", "person_"),
    },
    lambda: standing("occurrence__") & standing("person__", has_source=False),
    {"occurrence": "occurrence", "person": "person", "source": "occurrence__source"},
    hidden={"_born_on": F("person__born_on")},
    derived=_DIRECTORATE | {"age_group": (_age_groups, ("_born_on", "occurred_on"))},
)

STATUSES = Flat(
    LegalStatus,
    {
        "status_id": F("id"),
        "legal_status": F("status"),
        "since_year": _year("since"),
        **_of_item("item__"),
        **_of_occurrence("item__occurrence__", "item__", "item__occurrence_kind"),
        "source": F("item__source_id"),
        **_rights("item__"),
    },
    lambda: standing("item__"),
    {"item": "item", "occurrence": "item__occurrence", "source": "item__source"},
    derived=_DIRECTORATE,
)
