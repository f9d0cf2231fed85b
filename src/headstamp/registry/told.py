"""What was told of a record, read back from its rows as the same frozen values that forms and files hand in."""

from collections.abc import Iterable
from typing import Any, TypeVar

from django.db.models import Model

from headstamp.kernel.asker import Asker
from headstamp.registry.facts import (
    GoodsFacts,
    IncidentInput,
    ItemFacts,
    MarkFacts,
    OccurrenceFacts,
    PersonFacts,
    PlaceFacts,
    ReferenceFacts,
    VehicleFacts,
)
from headstamp.registry.models import Check, IncidentFacts, Item, Occurrence, Operation, Place
from headstamp.registry.queries.people import persons_visible_to, vehicles_visible_to
from headstamp.registry.queries.visibility import is_one_of

M = TypeVar("M", bound=Model)

PLAIN_COLUMNS = (
    "kind",
    "occurred_on",
    "occurred_until",
    "occurred_time",
    "reported_on",
    "visibility",
    "context",
    "concealment",
    "detection",
    "equipment",
    "detection_equipment",
    "transport",
    "legal_ground",
    "criminal_context",
    "narrative",
)
PLACE_COLUMNS = (
    "text",
    "settlement",
    "municipality",
    "crossing",
    "jurisdiction",
    "kind",
    "latitude",
    "longitude",
    "precision",
)
INCIDENT_COLUMNS = ("context", "outcome", "killed", "injured", "is_suicide", "relation")
ITEM_COLUMNS = (
    "item_class",
    "kind",
    "quantity",
    "quantity_unit",
    "make",
    "make_code",
    "model",
    "calibre",
    "calibre_code",
    "country_of_manufacture",
    "year_of_manufacture",
    "action",
    "barrel_mm",
    "overall_mm",
    "capacity",
    "converted_from",
    "is_craft_made",
    "is_printed",
    "is_reactivated",
    "national_category",
    "eu_category",
    "origin",
    "dispatch",
    "transit",
    "destination",
    "legal_status",
    "legal_status_on",
    "description",
)
MARK_COLUMNS = ("as_read", "kind", "part", "state", "notes")
REFERENCE_COLUMNS = ("kind", "issuer", "number")
GOODS_COLUMNS = ("kind", "quantity", "unit", "description")
ROLE_COLUMNS = ("role", "category", "is_assessment", "age", "age_group")
VEHICLE_COLUMNS = ("registration", "kind", "make", "jurisdiction_of_registration", "carrier_nationality")


def incident_told(occurrence: Occurrence) -> IncidentInput | None:
    """What the incident did, if the occurrence is one."""
    incident = getattr(occurrence, "incident", None)
    return IncidentInput(**columns(incident, INCIDENT_COLUMNS)) if incident else None


def occurrence_told(asker: Asker, occurrence: Occurrence) -> OccurrenceFacts:
    """All told of the occurrence but its items; persons and vehicles as far as the asker may see them."""
    incident = IncidentFacts.objects.filter(occurrence=occurrence).first()
    return OccurrenceFacts(
        **columns(occurrence, PLAIN_COLUMNS),
        jurisdiction=occurrence.jurisdiction,
        circle=occurrence.circle_id or 0,
        place=place_told(occurrence.place),
        operation=living_uid(occurrence.operation),
        found_in_check=living_uid(occurrence.found_in_check),
        incident=IncidentInput(**columns(incident, INCIDENT_COLUMNS)) if incident else None,
        references=references_told(occurrence),
        persons=_persons_told(asker, occurrence),
        vehicles=_vehicles_told(asker, occurrence),
        goods=tuple(GoodsFacts(**columns(row, GOODS_COLUMNS)) for row in _in_order(occurrence.goods.all())),
        linked_crimes=tuple(occurrence.linked_crimes.order_by("id").values_list("crime", flat=True)),
    )


def item_told(item: Item) -> ItemFacts:
    """All told of the item."""
    statuses = [each for each in _in_order(item.legal_statuses.all()) if each.status == item.legal_status]
    latest = statuses[-1] if statuses else None  # what was decided on a part of it is another status
    return ItemFacts(
        **columns(item, ITEM_COLUMNS),
        legal_decision=latest.decision if latest else "",
        marks=tuple(MarkFacts(**columns(mark, MARK_COLUMNS)) for mark in _in_order(item.marks.all())),
        references=references_told(item),
    )


def living_uid(record: Check | Operation | None) -> str:
    """The identifier of a check or an operation that something belongs to; none while it is deleted."""
    return "" if record is None or record.deleted_at else record.uid


def place_told(place: Place | None) -> PlaceFacts | None:
    return PlaceFacts(**columns(place, PLACE_COLUMNS)) if place else None


def references_told(record: Occurrence | Item) -> tuple[ReferenceFacts, ...]:
    return tuple(
        ReferenceFacts(**columns(row, REFERENCE_COLUMNS)) for row in _in_order(record.references.all())
    )


def _in_order(rows: Iterable[M]) -> list[M]:
    """Rows as they were written; rows fetched beforehand are not asked for again."""
    return sorted(rows, key=lambda row: row.pk)


def columns(record: Any, names: tuple[str, ...]) -> dict[str, Any]:
    """The record's columns of these names."""
    return {name: getattr(record, name) for name in names}


def _persons_told(asker: Asker, occurrence: Occurrence) -> tuple[PersonFacts, ...]:
    seen = is_one_of(asker, persons_visible_to(asker), "person")
    roles = occurrence.person_roles.filter(seen).select_related("person").order_by("id")
    return tuple(PersonFacts(person=row.person.uid, **columns(row, ROLE_COLUMNS)) for row in roles)


def _vehicles_told(asker: Asker, occurrence: Occurrence) -> tuple[VehicleFacts, ...]:
    seen = is_one_of(asker, vehicles_visible_to(asker), "vehicle")
    uses = occurrence.vehicle_uses.filter(seen).select_related("vehicle").order_by("id")
    return tuple(VehicleFacts(role=row.role, **columns(row.vehicle, VEHICLE_COLUMNS)) for row in uses)
