"""Rows written straight into the tables, for tests of reads: they need no action to be right."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from headstamp.accounts.models import Unit
from headstamp.registry.models import (
    Check,
    Circle,
    CircleMember,
    Item,
    Mark,
    Occurrence,
    Operation,
    Person,
    PersonRole,
    Reference,
    Source,
    Vehicle,
    VehicleUse,
)
from headstamp.registry.numbers import mark_key, reference_key
from headstamp.registry.search_rows import search_text_of

NOW = datetime(2026, 1, 1, tzinfo=UTC)
RECORDED = {"created_at": NOW, "changed_at": NOW, "created_by": "1", "changed_by": "1"}
_OF_OCCURRENCE = (
    "unit",
    "jurisdiction",
    "visibility",
    "circle",
    "source",
    "deleted_at",
    "status",
    "municipality",
    "context",
    "occurred_on",
)


def circle(*accounts: str, units: tuple[Unit, ...] = (), jurisdiction: str = "XK", **columns: Any) -> Circle:
    made = Circle.objects.create(
        **{
            "name": "Circle",
            "reason": "need to know",
            "created_at": NOW,
            "created_by": "1",
            "jurisdiction": jurisdiction,
        }
        | columns
    )
    for account in accounts:
        CircleMember.objects.create(circle=made, account=account, added_at=NOW, added_by="1")
    for unit in units:
        CircleMember.objects.create(circle=made, unit=unit, added_at=NOW, added_by="1")
    return made


def source(unit: Unit, state: str = "complete") -> Source:
    return Source.objects.create(
        kind="file", unit=unit, state=state, name="sheet.xlsx", created_at=NOW, created_by="1"
    )


def owned(unit: Unit, columns: dict[str, Any]) -> dict[str, Any]:
    return {**RECORDED, "unit": unit, "jurisdiction": unit.agency.jurisdiction, **columns}


def occurrence(unit: Unit, **columns: Any) -> Occurrence:
    columns.setdefault("source", columns.get("source") or source(unit))
    columns.setdefault("kind", "seizure")
    if columns.get("status", "entered") != "entered":
        columns.setdefault("checked_by", "2")
    return Occurrence.objects.create(**owned(unit, columns))


def item(of: Occurrence, *marks: str, **columns: Any) -> Item:
    repeated = {name: getattr(of, name) for name in _OF_OCCURRENCE} | {"occurrence_kind": of.kind}
    given = {"item_class": "firearm", "kind": "pistol", "quantity": Decimal(1), "has_serial": bool(marks)}
    made = Item.objects.create(occurrence=of, **{**RECORDED, **repeated, **given, **columns})
    for mark in marks:
        Mark.objects.create(item=made, as_read=mark, folded=mark_key(mark))
    return made


def reference(of: Occurrence | Item, number: str, issuer: str = "Police") -> Reference:
    on = {"occurrence": of} if isinstance(of, Occurrence) else {"item": of}
    return Reference.objects.create(
        kind="police", issuer=issuer, number=number, folded=reference_key(number), **on
    )


def person(of: Occurrence, family_name: str, **columns: Any) -> Person:
    as_record = {name: getattr(of, name) for name in ("unit", "jurisdiction", "visibility", "circle")}
    made = Person.objects.create(**{**RECORDED, **as_record, "family_name": family_name, **columns})
    PersonRole.objects.create(occurrence=of, person=made, role="holder", category="suspect")
    return made


def vehicle(of: Occurrence, registration: str, **columns: Any) -> Vehicle:
    as_record = {name: getattr(of, name) for name in ("unit", "jurisdiction", "visibility", "circle")}
    made = Vehicle.objects.create(
        **{**RECORDED, **as_record, "registration": registration, "folded": mark_key(registration), **columns}
    )
    VehicleUse.objects.create(occurrence=of, vehicle=made)
    return made


def operation(unit: Unit, **columns: Any) -> Operation:
    return Operation.objects.create(**owned(unit, {"name": "Operation", **columns}))


def check(unit: Unit, **columns: Any) -> Check:
    given = {
        "context": "patrol",
        "happened_on": "2021-05-06",
        "source": columns.get("source") or source(unit),
    }
    if columns.get("status", "entered") != "entered":
        given["checked_by"] = "2"
    return Check.objects.create(**owned(unit, {**given, **columns}))


def findable(of: Occurrence) -> None:
    search_text_of(of).save()
