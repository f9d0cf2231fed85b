"""Where each flat table's columns come from: the way to them in SQL, and what is worked out from them afterwards."""

from decimal import Decimal

from django.db.models import (
    BigIntegerField,
    Case,
    CharField,
    F,
    IntegerField,
    OuterRef,
    Q,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, Greatest, Replace

from headstamp.registry.models import Check, Item, LegalStatus, Occurrence, PersonRole
from headstamp.registry.queries.flat.reading import BETWEEN, Expressions, Flat
from headstamp.registry.queries.flat.serials import serial_states
from headstamp.registry.queries.flat.suicides import of_suicides
from headstamp.registry.queries.flat.working_out import (
    Derived,
    age_groups,
    directorates,
    listed,
    months,
    years,
)
from headstamp.registry.queries.visibility import standing


def _is_said(*columns: str) -> Case:
    return Case(
        When(Q(**dict.fromkeys(columns, "")), then=Value(0)), default=Value(1), output_field=IntegerField()
    )


def _or_nought(column: str) -> Coalesce:
    return Coalesce(column, Value(0))


def _or_empty(column: str) -> Coalesce:
    return Coalesce(column, Value(""))


def _rights(of: str, begin: str = "") -> Expressions:
    return {
        f"{begin}jurisdiction": F(f"{of}jurisdiction"),
        f"{begin}unit": F(f"{of}unit_id"),
        f"{begin}visibility": F(f"{of}visibility"),
        f"{begin}circle": _or_nought(f"{of}circle_id"),
    }


DATED: Derived = {"year": (years, ("occurred_on",)), "month": (months, ("occurred_on",))}
PLACED: Derived = {"directorate": (directorates, ("municipality",))}

_COPIED = ("occurred_on", "municipality", "context", "status")
_TOLD = ("concealment", "detection", "equipment", "transport", "legal_ground", "criminal_context")


def _of_occurrence(of: str, copied: str, kind: str) -> Expressions:
    """The block of its occurrence: `of` is the way to it, `copied` the way to the columns that an item repeats."""
    return {
        "occurrence_id": F(f"{of}id") if of else F("id"),
        "occurrence_uid": F(f"{of}uid"),
        "occurrence_kind": F(kind),
        **{name: F(copied + name) for name in _COPIED},
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
        "is_suicide": Coalesce(f"{of}incident__is_suicide", Value(False)),
    }


def _of_item(of: str) -> Expressions:
    return {
        "item_class": F(f"{of}item_class"),
        "kind": F(f"{of}kind"),
        "quantity": F(f"{of}quantity"),
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
    derived={**DATED, **PLACED},
)

ITEMS = Flat(
    Item,
    {
        "item_id": F("id"),
        "item_uid": F("uid"),
        **_of_item(""),
        "is_make_said": _is_said("make", "make_code"),
        "is_model_said": _is_said("model"),
        "is_eu_category_confirmed": _is_said("eu_category_by"),
        "tracing_result": _or_empty("tracing__result"),
        **_of_occurrence("occurrence__", "", "occurrence_kind"),
        "source": F("source_id"),
        **_rights(""),
    },
    standing,
    {"item": "pk", "occurrence": "occurrence", "source": "source"},
    # Typed by people, so it may hold even the sign that stands between two values.
    hidden={"_transit": Replace("transit", Value(BETWEEN), Value(" "))},
    derived={
        **DATED,
        **PLACED,
        "transit": (listed, ("_transit",)),
        "serial_state": (serial_states, ("item_id",)),
        "is_suicide": (of_suicides, ("occurrence_id",)),
    },
)

CHECKS = Flat(
    Check,
    {
        "check_id": F("id"),
        "check_uid": F("uid"),
        "operation": _or_nought("operation_id"),
        "source": F("source_id"),
        **_rights(""),
    },
    standing,
    {"check": "pk", "source": "source"},
    derived={**PLACED, "year": (years, ("happened_on",)), "month": (months, ("happened_on",))},
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
    hidden={
        "_born_on": F("person__born_on"),
        "_age": Coalesce(Cast("age", CharField()), Value("")),
        "_told_group": F("age_group"),
    },
    derived={
        **DATED,
        **PLACED,
        "age_group": (age_groups, ("_born_on", "occurred_on", "_age", "_told_group")),
    },
)

_IN_PARTS = (
    LegalStatus.objects.filter(item=OuterRef("item"), status=OuterRef("status"), quantity__isnull=False)
    .order_by()
    .values("item")
    .annotate(sum=Sum("quantity"))
    .values("sum")
)
"""How much of the item came to have the status in parts: what is said of the whole then counts what is left."""

STATUSES = Flat(
    LegalStatus,
    {
        "status_id": F("id"),
        "legal_status": F("status"),
        **_of_item("item__"),
        "quantity": Case(
            When(quantity__isnull=False, then=F("quantity")),
            default=Greatest(F("item__quantity") - Coalesce(Subquery(_IN_PARTS), Decimal(0)), Decimal(0)),
        ),
        "counted_as": Case(
            When(quantity__isnull=False, then=-F("id")), default=F("item_id"), output_field=BigIntegerField()
        ),
        **_of_occurrence("item__occurrence__", "item__", "item__occurrence_kind"),
        "source": F("item__source_id"),
        **_rights("item__"),
    },
    lambda: standing("item__"),
    {"item": "item", "occurrence": "item__occurrence", "source": "item__source"},
    derived={**DATED, **PLACED, "since_year": (years, ("since",))},
)
