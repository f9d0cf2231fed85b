"""Puts one value of a record's history into the reader's words: codes by their label, days as people write them."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from headstamp.desk.wording import partial_date
from headstamp.registry.labels import field_label
from headstamp.registry.models import Occurrence
from headstamp.registry.targets import TARGETS
from headstamp.vocabulary import codes

PEOPLE = ("checked_by", "locked_by", "eu_category_by")
# Numbers of records, which tell a reader nothing.
_NUMBERS = ("person", "uid", "rows", "told_as")
_PART_OF = {
    "persons": "person",
    "vehicles": "vehicle",
    "marks": "mark",
    "goods": "othergoods",
    "references": "reference",
    "place": "place",
    "incident": "incidentfacts",
    "linked_crimes": "linkedcrime",
    "house_search": "housesearch",
}
_PREFIXES = {
    "mark": "mark",
    "othergoods": "goods",
    "check": "check",
    "item": "item",
    "incidentfacts": "incident",
}
_LISTS: dict[str, tuple[str, ...]] = {
    "status": ("occurrence_statuses",),
    "item_class": ("item_classes",),
    "quantity_unit": ("units",),
    "eu_category": ("eu_categories",),
    "state": ("mark_states",),
    "part": ("mark_parts",),
    "role": ("person_roles",),
    "age_group": ("age_groups",),
    "crime": ("linked_crimes",),
    "linked_crimes": ("linked_crimes",),
    "sex": ("sexes",),
    "category": ("person_categories",),
    "precision": ("precisions",),
    "nationality": ("jurisdictions",),
    "converted_from": ("conversion_origins",),
    "action": ("firearm_actions",),
    "municipality": ("municipalities", "places"),
}
_KINDS = {
    "mark": "mark_kinds",
    "vehicle": "vehicle_kinds",
    "reference": "reference_kinds",
    "place": "place_kinds",
}


def said_value(kind: str, name: str, value: Any, names: Mapping[str, str] | None = None) -> str:
    """The value of a field of a kind of record."""
    if value in (None, "", [], {}):
        return _("nothing")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return "; ".join(said_value(kind, name, part, names) for part in value)
    if isinstance(value, dict):
        return _parts(_PART_OF.get(name, kind), value, names)
    if name in PEOPLE:
        return (names or {}).get(str(value), str(value))
    if name == "visibility":
        return _visibility(str(value))
    return _code_or_day(kind, name, str(value))


def _parts(kind: str, told: Mapping[str, Any], names: Mapping[str, str] | None) -> str:
    silent: tuple[Any, ...] = (None, "", [], {}, False)
    said = ((part, value) for part, value in told.items() if value not in silent and part not in _NUMBERS)
    return ", ".join(
        f"{field_label(kind, part)}: {said_value(kind, part, value, names)}" for part, value in said
    )


def _visibility(value: str) -> str:
    choices: Any = Occurrence._meta.get_field("visibility").choices or ()
    return next((str(label) for code, label in choices if code == value), value)


def _code_or_day(kind: str, name: str, value: str) -> str:
    for list_name in _lists(kind, name):
        if codes.code(list_name, value):
            return codes.label(list_name, value, get_language() or "en")
    return day(value) if name.endswith("_on") or name == "occurred_until" else value


def day(value: str) -> str:
    """A day, month or year; what is none stays as it is."""
    try:
        return partial_date(value)
    except ValueError:
        return value


def _lists(kind: str, name: str) -> tuple[str, ...]:
    if name == "kind" and kind in _KINDS:
        return (_KINDS[kind],)
    prefix = _PREFIXES.get(kind, "occurrence")
    fields = {field: told.lists for target in TARGETS.values() for field, told in target.fields.items()}
    return fields.get(f"{prefix}.{name}") or _LISTS.get(name, ())
