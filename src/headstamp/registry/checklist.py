"""What an item's record still lacks: Regulation (EU) 2025/41, article 30(6), line by line; and the category suggested.

A line that does not apply to the item (a serial on rounds, a vehicle where none was used) is not missing.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from headstamp.kernel.text import Message, gettext_noop, say
from headstamp.registry.models import Item, Occurrence
from headstamp.vocabulary.suggest import FirearmFacts, Suggestion, eu_category


class State(StrEnum):
    PRESENT = "present"
    MISSING = "missing"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that the regulation asks for, and whether the record has it."""

    name: str
    label: Message
    state: State


LABELS = {
    "make": gettext_noop("Maker or brand"),
    "country_of_manufacture": gettext_noop("Country or place of manufacture"),
    "serial": gettext_noop("Serial number, or why there is none"),
    "year_of_manufacture": gettext_noop("Year of manufacture"),
    "model": gettext_noop("Model"),
    "quantity": gettext_noop("Quantity"),
    "eu_category": gettext_noop("EU category"),
    "made_or_altered": gettext_noop("Converted, reactivated, home-made or 3D-printed"),
    "origin": gettext_noop("Origin"),
    "dispatch": gettext_noop("Dispatched from"),
    "destination": gettext_noop("Destination"),
    "transport": gettext_noop("Means of transport"),
    "vehicle": gettext_noop("Vehicle registration"),
    "carrier": gettext_noop("Carrier's nationality"),
    "place_kind": gettext_noop("Inland, border crossing point, land border, airport or port"),
}
_WITH_VEHICLE = frozenset({"container", "lorry_or_van", "personal_vehicle", "bus_or_coach"})
_VEHICLE_LINES = frozenset({"vehicle", "carrier"})
_IDENTIFIED = frozenset({"firearm", "component"})


def checklist_of(item: Item, *, with_vehicles: bool) -> list[Line]:
    """The lines for an item, in the regulation's order. The item is as its page reads it, occurrence included.

    Vehicles go with the right to see persons: without them their lines are left out, not called missing.
    """
    told = dict(_about_item(item)) | dict(_about_way(item, item.occurrence))
    unseen = frozenset() if with_vehicles else _VEHICLE_LINES
    return [Line(name, say(label), told[name]) for name, label in LABELS.items() if name not in unseen]


def _about_item(item: Item) -> Iterator[tuple[str, State]]:
    is_identified = item.item_class in _IDENTIFIED
    for name in ("make", "country_of_manufacture", "year_of_manufacture", "model"):
        yield (
            name,
            _state(
                getattr(item, name), applies=is_identified or (name == "make" and item.item_class != "other")
            ),
        )
    yield "serial", _state(any(mark.kind == "serial" for mark in item.marks.all()), applies=is_identified)
    yield "quantity", State.PRESENT
    yield "eu_category", _state(item.eu_category, applies=is_identified)
    is_altered = bool(item.converted_from or item.is_craft_made or item.is_printed or item.is_reactivated)
    yield "made_or_altered", _state(is_altered, applies=is_altered)


def _about_way(item: Item, occurrence: Occurrence) -> Iterator[tuple[str, State]]:
    for name in ("origin", "dispatch", "destination"):
        yield name, _state(getattr(item, name))
    yield "transport", _state(occurrence.transport)
    vehicles = [use.vehicle for use in occurrence.vehicle_uses.all()]
    by_vehicle = occurrence.transport in _WITH_VEHICLE
    yield "vehicle", _state(any(vehicle.registration for vehicle in vehicles), applies=by_vehicle)
    yield "carrier", _state(any(vehicle.carrier_nationality for vehicle in vehicles), applies=by_vehicle)
    yield "place_kind", _state(occurrence.place.kind if occurrence.place else "")


def _state(value: object, *, applies: bool = True) -> State:
    if not applies:
        return State.NOT_APPLICABLE
    return State.PRESENT if value else State.MISSING


def suggestion_of(item: Item) -> Suggestion | None:
    """The EU category that the item's recorded facts suggest; None for what has none (ammunition, explosives)."""
    if item.item_class != "firearm":
        return None
    return eu_category(
        FirearmFacts(
            kind=item.kind,
            calibre=item.calibre_code,
            action=item.action or None,
            barrel_mm=item.barrel_mm,
            overall_mm=item.overall_mm,
            capacity=item.capacity,
        )
    )
