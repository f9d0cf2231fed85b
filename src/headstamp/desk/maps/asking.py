"""What a list's filter asks, as a condition on the snapshot's table of items: the map counts what the list lists.

Only a restricted record that answers to a whole number is on no map before its reader has said why: a place would be told.
"""

from dataclasses import dataclass, replace
from typing import Any

from headstamp.kernel.asker import Asker
from headstamp.kernel.dates import first_since, last_until
from headstamp.registry.asking import NOT_SAID
from headstamp.registry.filters import ItemFilter
from headstamp.registry.models import Item
from headstamp.registry.queries import items_visible_to, leaves_out_closed, readable

RESTRICTED = "visibility = 'restricted'"
"""The exact place of a restricted record opens only with a reason: it is counted by municipality, never drawn as a point."""

_COLUMNS = {
    "item_class": "item_class",
    "kind": "kind",
    "make": "make_code",
    "calibre": "calibre_code",
    "municipality": "municipality",
    "directorate": "directorate",
    "context": "context",
    "occurrence_kind": "occurrence_kind",
    "legal_status": "legal_status",
    "status": "status",
    "visibility": "visibility",
    "detection": "detection",
    "equipment": "equipment",
    "concealment": "concealment",
    "transport": "transport",
    "origin": "origin",
    "dispatch": "dispatch",
    "destination": "destination",
    "precision": "precision",
    "crossing": "crossing",
    "place_kind": "place_kind",
    "legal_ground": "legal_ground",
    "criminal_context": "criminal_context",
    "quantity_unit": "quantity_unit",
    "country": "country_of_manufacture",
    "national_category": "national_category",
    "eu_category": "eu_category",
    "converted_from": "converted_from",
    "serial_state": "serial_state",
    "tracing": "tracing_result",
}
_FLAGS = {"has_serial": "has_serial", "is_converted": "(converted_from <> '' OR kind = 'converted')"}
_KNOWN = {*_COLUMNS, *_FLAGS, "unit", "year", "date_from", "date_to"}


@dataclass(frozen=True, slots=True)
class Condition:
    """SQL with its values; put more of it behind with `also`."""

    sql: str = "true"
    values: tuple[Any, ...] = ()

    def also(self, sql: str, *values: Any) -> "Condition":
        return Condition(f"{self.sql} AND {sql}", (*self.values, *values))


def without_period(wanted: ItemFilter) -> ItemFilter:
    """The same question of all time."""
    return replace(wanted, year="", date_from="", date_to="")


def asked_of_snapshot(asker: Asker, wanted: ItemFilter) -> Condition:
    """The condition on items; rights are the view's own."""
    found = Condition()
    for name, column in _COLUMNS.items():
        if value := getattr(wanted, name):
            several = ["" if each == NOT_SAID else each for each in value.split(",")]
            found = found.also(f"{column} IN ({', '.join('?' * len(several))})", *several)
    if wanted.unit:
        found = found.also("unit = ?", int(wanted.unit))
    for name, sql in _FLAGS.items():
        found = _flag(found, getattr(wanted, name), sql)
    found = within(found, wanted.year, wanted.year)
    found = within(found, wanted.date_from, wanted.date_to)
    # Words, numbers of guns and what else the snapshot does not hold: the register itself is asked.
    rest = {
        name: value
        for name in wanted.fields_asked()
        if name not in _KNOWN and (value := getattr(wanted, name))
    }
    if rest:
        ids = list(items_visible_to(asker, ItemFilter(**rest)).values_list("id", flat=True))
        found = found.also("item_id IN (SELECT unnest(?::BIGINT[]))", ids)
    if leaves_out_closed(asker, Item, wanted):
        found = found.also(f"(NOT ({RESTRICTED}) OR item_id IN (SELECT unnest(?::BIGINT[])))", _opened(asker))
    return found


def _opened(asker: Asker) -> list[int]:
    """Restricted items of which the asker has said why he reads them."""
    found = items_visible_to(asker, ItemFilter(visibility="restricted")).filter(readable(asker, Item))
    return list(found.values_list("id", flat=True)) if asker.opened else []


def within(found: Condition, start: str, end: str) -> Condition:
    """Dates that lie in the period with all that they know, as `partial_dates.within` has it."""
    if start:
        found = found.also("occurred_on >= ?", first_since(start))
    if end:
        last, wider = last_until(end)
        found = found.also("occurred_on <= ? AND occurred_on > ''", last)
        for part in wider:
            found = found.also("occurred_on <> ?", part)
    return found


def touching(found: Condition, start: str, end: str) -> Condition:
    """Dates too coarse to lie in the period that may yet belong to it: 2021 for May 2021."""
    parts, values = list[str](), list[Any]()
    for length in (4, 7):
        parts.append("(length(occurred_on) = ? AND occurred_on >= ? AND occurred_on <= ?)")
        values += [length, start[:length], end[:length] or "9"]
    return found.also(f"({' OR '.join(parts)})", *values)


def _flag(found: Condition, value: str, sql: str) -> Condition:
    if not value:
        return found
    return found.also(sql if value == "yes" else f"NOT ({sql})")
