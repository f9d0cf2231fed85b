"""The target `item`: a row tells of an occurrence and of one item, or of other goods, found in it."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any

from headstamp.kernel.target import Said
from headstamp.kernel.text import gettext_noop as N
from headstamp.kernel.text import say
from headstamp.registry.facts import (
    THE_REGISTER,
    GoodsFacts,
    ItemFacts,
    MarkFacts,
    OccurrenceFacts,
    PlaceFacts,
    ReferenceFacts,
    RowTold,
    with_parts,
)
from headstamp.registry.laws.item import check_item, check_mark, check_reference, completed
from headstamp.registry.laws.occurrence import check_goods, check_occurrence
from headstamp.registry.laws.problems import Problems
from headstamp.registry.target_fields import F, by_name, field, place_words, refuse
from headstamp.vocabulary import codes, lookup

ITEM_FIELDS = by_name(
    field("occurrence.kind", N("Kind of occurrence"), F.CODE, "occurrence_kinds", required=True),
    field("occurrence.occurred_on", N("Date"), F.DATE),
    field("occurrence.occurred_until", N("Until"), F.DATE),
    field("occurrence.time", N("Time"), F.TIME),
    field("occurrence.reported_on", N("Reported on"), F.DATE),
    field("occurrence.place_text", N("Place in words")),
    field("occurrence.municipality", N("Municipality"), F.CODE, "municipalities"),
    field("occurrence.municipality_text", N("Municipality in words")),
    field("occurrence.settlement", N("Settlement"), F.CODE, "places"),
    field("occurrence.crossing", N("Border crossing"), F.CODE, "border_crossings"),
    field("occurrence.place_kind", N("Kind of place"), F.CODE, "place_kinds"),
    field("occurrence.latitude", N("Latitude"), F.DECIMAL),
    field("occurrence.longitude", N("Longitude"), F.DECIMAL),
    field("occurrence.jurisdiction", N("Jurisdiction where it happened"), F.CODE, "jurisdictions"),
    field("occurrence.context", N("Search context"), F.CODE, "search_contexts"),
    field("occurrence.concealment", N("Concealment"), F.CODE, "concealment"),
    field("occurrence.detection", N("Means of detection"), F.CODE, "detection_means"),
    field("occurrence.detection_equipment", N("Piece of equipment")),
    field("occurrence.transport", N("Transport"), F.CODE, "transport"),
    field("occurrence.legal_ground", N("Legal ground"), F.CODE, "legal_grounds"),
    field("occurrence.criminal_context", N("Criminal context"), F.CODE, "criminal_contexts"),
    field("occurrence.narrative", N("Narrative")),
    field("occurrence.reference", N("Reference of the occurrence")),
    field("occurrence.reference_kind", N("Kind of reference"), F.CODE, "reference_kinds"),
    field("occurrence.reference_issuer", N("Reference issued by")),
    field("item.class", N("Class"), F.CODE, "item_classes"),
    field("item.kind", N("Kind of item"), F.CODE, "item_kinds"),
    field("item.make", N("Make"), F.TEXT, "makes"),
    field("item.make_code", N("Make (list)"), F.CODE, "makes"),
    field("item.model", N("Model")),
    field("item.calibre", N("Calibre"), F.TEXT, "calibres"),
    field("item.calibre_code", N("Calibre (list)"), F.CODE, "calibres"),
    field("item.quantity", N("Quantity"), F.QUANTITY),
    field("item.unit", N("Unit"), F.CODE, "units"),
    field("item.legal_status", N("Legal status"), F.CODE, "legal_statuses"),
    field("item.legal_status_on", N("Legal status since"), F.DATE),
    field("item.legal_decision", N("Decision")),
    field("item.origin", N("Origin"), F.CODE, "jurisdictions"),
    field("item.dispatch", N("Dispatched from"), F.CODE, "jurisdictions"),
    field("item.transit", N("Transit"), F.CODE, "jurisdictions"),
    field("item.destination", N("Destination"), F.CODE, "jurisdictions"),
    field(
        "item.country_of_manufacture",
        N("Country of manufacture"),
        F.CODE,
        "jurisdictions",
        "historical_states",
    ),
    field("item.year_of_manufacture", N("Year of manufacture"), F.YEAR),
    field("item.description", N("Description")),
    field("item.national_category", N("National category"), F.CODE, "national_categories"),
    field("item.conversion", N("Converted from"), F.CODE, "conversion_origins"),
    field("item.craft_made", N("Craft-made"), F.BOOLEAN),
    field("item.printed", N("3D-printed"), F.BOOLEAN),
    field("item.reactivated", N("Reactivated"), F.BOOLEAN),
    field("item.reference", N("Reference of the item")),
    field("item.reference_kind", N("Kind of the item's reference"), F.CODE, "reference_kinds"),
    field("item.reference_issuer", N("Item's reference issued by")),
    field("mark.serial", N("Serial number"), F.SERIAL),
    field("mark.serial_state", N("State of the serial number"), F.CODE, "mark_states"),
    field("mark.serial_2", N("Number of a part"), F.SERIAL),
    field("goods.kind", N("Kind of other goods"), F.CODE, "goods_kinds"),
    field("goods.quantity", N("Quantity of other goods"), F.DECIMAL),
    field("goods.unit", N("Unit of other goods"), F.CODE, "goods_units"),
    field("goods.description", N("Description of other goods")),
)

_OCCURRENCE = {
    "occurrence.kind": "kind",
    "occurrence.occurred_on": "occurred_on",
    "occurrence.occurred_until": "occurred_until",
    "occurrence.time": "occurred_time",
    "occurrence.reported_on": "reported_on",
    "occurrence.context": "context",
    "occurrence.concealment": "concealment",
    "occurrence.detection": "detection",
    "occurrence.detection_equipment": "detection_equipment",
    "occurrence.transport": "transport",
    "occurrence.legal_ground": "legal_ground",
    "occurrence.criminal_context": "criminal_context",
    "occurrence.narrative": "narrative",
}
_PLACE = {
    "occurrence.settlement": "settlement",
    "occurrence.crossing": "crossing",
    "occurrence.place_kind": "kind",
    "occurrence.jurisdiction": "jurisdiction",
}
_ITEM = {
    "item.class": "item_class",
    "item.kind": "kind",
    "item.model": "model",
    "item.unit": "quantity_unit",
    "item.legal_status": "legal_status",
    "item.legal_status_on": "legal_status_on",
    "item.legal_decision": "legal_decision",
    "item.origin": "origin",
    "item.dispatch": "dispatch",
    "item.transit": "transit",
    "item.destination": "destination",
    "item.country_of_manufacture": "country_of_manufacture",
    "item.description": "description",
    "item.national_category": "national_category",
    "item.conversion": "converted_from",
    "item.craft_made": "is_craft_made",
    "item.printed": "is_printed",
    "item.reactivated": "is_reactivated",
}
# A path of the laws -> the field of the target.
_NAMES = {path: name for name, path in _OCCURRENCE.items()}
_NAMES |= {f"place.{path}": name for name, path in _PLACE.items()}
_NAMES |= {f"item.{path}": name for name, path in _ITEM.items()}
_NAMES |= {
    "place.text": "occurrence.place_text",
    "place.municipality": "occurrence.municipality",
    "place.latitude": "occurrence.latitude",
    "place.longitude": "occurrence.longitude",
    "item.make_code": "item.make",
    "item.calibre_code": "item.calibre",
    "item.marks.0.state": "mark.serial_state",
}
_PREFIXES = {
    "item.marks.": "mark.serial",
    "item.references.": "item.reference",
    "references.": "occurrence.reference",
}
# What an item of a class is called when the file says no more.
_KIND_OF_CLASS = {
    "firearm": "firearm_unspecified",
    "component": "component_other",
    "ammunition": "cartridge",
    "explosive": "explosive_other",
    "precursor": "precursor_other",
    "pyrotechnic": "pyrotechnic_unspecified",
    "other": "other_item",
}
_SINGLE = frozenset({"firearm", "component", "explosive", "other"})
_COUNTED_IN_CASE = 3


def build_item(values: Mapping[str, Any], said: Said) -> RowTold:
    """What the row tells, or Invalid with the target's fields."""
    problems = Problems()
    occurrence = _occurrence_told(values, problems)
    item, goods = None, None
    if values.get("goods.kind") and not (values.get("item.kind") or values.get("item.class")):
        goods = _goods(values, problems)
        check_goods(goods, "goods.", problems)
    else:
        item = _item_told(values, said, problems)
    if problems.found:
        refuse(problems, _NAMES, _PREFIXES)
    return RowTold(occurrence=occurrence, item=item, goods=goods)


# A file says the same again and again: what was made of equal values and found lawful is made and checked once.
# What was lawful stays so while the lists do not change, for days only pass.
_MOST_REMEMBERED = 20_000
_OF_OCCURRENCE = tuple(name for name in ITEM_FIELDS if name.startswith("occurrence."))
_OF_ITEM = tuple(name for name in ITEM_FIELDS if name.startswith("item."))
_UNLIKE = {"occurrence.reference", "item.reference"}
_lawful_occurrences: dict[tuple[Any, ...], OccurrenceFacts] = {}
_lawful_items: dict[tuple[Any, ...], ItemFacts] = {}
_lawful_issuers: dict[tuple[Any, ...], bool] = {}
_LONGEST_NUMBER = 120  # characters, of the reference's column
codes.on_forget(_lawful_issuers.clear)
codes.on_forget(_lawful_occurrences.clear)
codes.on_forget(_lawful_items.clear)
_key_of_occurrence = [name for name in _OF_OCCURRENCE if name not in _UNLIKE]
_key_of_item = [name for name in _OF_ITEM if name not in _UNLIKE]


def _remember(known: dict[tuple[Any, ...], Any], key: tuple[Any, ...], facts: Any) -> None:
    if len(known) >= _MOST_REMEMBERED:
        known.clear()
    known[key] = facts


def _occurrence_told(values: Mapping[str, Any], problems: Problems) -> OccurrenceFacts:
    """The occurrence with its reference, checked."""
    key = tuple(map(values.get, _key_of_occurrence))
    told = _lawful_occurrences.get(key)
    if told is None:
        told = _occurrence(values, problems)
        check_occurrence(told, problems)
        if not problems.found:
            _remember(_lawful_occurrences, key, told)
    number = values.get("occurrence.reference")
    if not number:
        return told
    kind = values.get("occurrence.reference_kind", "police_case")
    reference = _reference(kind, values.get("occurrence.reference_issuer", ""), str(number))
    _check_reference(reference, "references.0.", problems)
    return with_parts(told, references=(reference,))


def _item_told(values: Mapping[str, Any], said: Said, problems: Problems) -> ItemFacts:
    """The item with its marks and its reference, checked."""
    key = (*map(values.get, _key_of_item), said.get("item.make"), said.get("item.calibre"))
    told = _lawful_items.get(key)
    if told is None:
        own = Problems()
        told = completed(_item(values, said, own))
        check_item(told, "item.", own)
        if own.found:
            problems.found.update(own.found)
        else:
            _remember(_lawful_items, key, told)
    marks, references = _marks(values), _references_of_item(values)
    if not marks and not references:
        return told
    whole = with_parts(told, marks=marks, references=references)
    _check_parts_of_item(whole, problems)
    return whole


def _check_parts_of_item(item: ItemFacts, problems: Problems) -> None:
    """The laws of marks and references, and of a serial number on more than one piece."""
    if item.quantity != 1 and not problems.found:
        check_item(item, "item.", problems)
        return
    for number, mark in enumerate(item.marks):
        check_mark(mark, f"item.marks.{number}.", problems)
    for number, reference in enumerate(item.references):
        _check_reference(reference, f"item.references.{number}.", problems)


def _check_reference(told: ReferenceFacts, path: str, problems: Problems) -> None:
    """As the law does; of those of one kind and issuer only the first is looked at whole."""
    of = (told.kind, told.issuer)
    if of in _lawful_issuers and 0 < len(told.number) <= _LONGEST_NUMBER and told.number.isprintable():
        return
    found = len(problems.found)
    check_reference(told, path, problems)
    if len(problems.found) == found:
        _remember(_lawful_issuers, of, True)


def _occurrence(values: Mapping[str, Any], problems: Problems) -> OccurrenceFacts:
    told = {attribute: value for name, attribute in _OCCURRENCE.items() if (value := values.get(name))}
    place = place_words(values, "occurrence")
    place |= {attribute: value for name, attribute in _PLACE.items() if (value := values.get(name))}
    for name in ("latitude", "longitude"):
        degrees = _decimal(values, f"occurrence.{name}", problems)
        if degrees is not None:
            place[name] = float(degrees)
    told.setdefault("kind", "")
    return OccurrenceFacts(place=PlaceFacts(**place) if place else None, **told)


def _item(values: Mapping[str, Any], said: Said, problems: Problems) -> ItemFacts:
    told = {attribute: value for name, attribute in _ITEM.items() if (value := values.get(name))}
    if "kind" not in told and "item_class" in told:
        told["kind"] = _KIND_OF_CLASS.get(told["item_class"], "")
    for name, list_name in (("make", "makes"), ("calibre", "calibres")):
        told[name], found = _worded(list_name, values.get(f"item.{name}", ""), said.get(f"item.{name}", ""))
        told[f"{name}_code"] = values.get(f"item.{name}_code") or found
    year = values.get("item.year_of_manufacture")
    if year:
        told["year_of_manufacture"] = int(str(year)[:4])
    quantity = _decimal(values, "item.quantity", problems)
    if quantity is not None:
        told["quantity"] = quantity
    elif _needs_quantity(told):
        problems.add("item.quantity", say(N("Say how many: only single pieces need no quantity.")))
    return ItemFacts(**told)


def _needs_quantity(told: Mapping[str, Any]) -> bool:
    known = codes.code("item_kinds", told.get("kind", ""))
    return known is not None and (known.facts["class"] not in _SINGLE or known.facts["unit"] != "pieces")


def _worded(list_name: str, value: str, wording: str) -> tuple[str, str]:
    """(as written, code): the value may be a code that the layout looked up, or the cell's own text."""
    if wording and value and codes.code(list_name, value):
        return wording, value
    written = value or wording
    return written, _code_of(list_name, written) if written else ""


@lru_cache(maxsize=20_000)
def _code_of(list_name: str, written: str) -> str:
    return lookup.find(list_name, written) or ""


codes.on_forget(_code_of.cache_clear)


def _marks(values: Mapping[str, Any]) -> tuple[MarkFacts, ...]:
    serial, state = str(values.get("mark.serial", "")), values.get("mark.serial_state", "")
    second = values.get("mark.serial_2")
    marks: tuple[MarkFacts, ...] = ()
    if serial:
        marks = (MarkFacts(as_read=serial, state=state or "clear"),)
    elif state and state not in ("clear", "restored"):
        marks = (MarkFacts(state=state),)
    return (*marks, MarkFacts(kind="part_serial", as_read=str(second))) if second else marks


def _reference(kind: str, issuer: str, number: str) -> ReferenceFacts:
    return ReferenceFacts(kind=kind, issuer=issuer or THE_REGISTER, number=number)


def _references_of_item(values: Mapping[str, Any]) -> tuple[ReferenceFacts, ...]:
    """The item's number; one that only counts within its case (1, 2, 3) is told with the case's."""
    number = str(values.get("item.reference") or "")
    if not number:
        return ()
    case = values.get("occurrence.reference")
    if case and number.isdigit() and len(number) <= _COUNTED_IN_CASE:
        number = f"{case}/{number}"
    kind, issuer = values.get("item.reference_kind", "exhibit"), values.get("item.reference_issuer", "")
    return (_reference(kind, issuer, number),)


def _goods(values: Mapping[str, Any], problems: Problems) -> GoodsFacts:
    return GoodsFacts(
        kind=values["goods.kind"],
        quantity=_decimal(values, "goods.quantity", problems),
        unit=values.get("goods.unit", ""),
        description=values.get("goods.description", ""),
    )


def _decimal(values: Mapping[str, Any], name: str, problems: Problems) -> Decimal | None:
    value = values.get(name)
    if value in (None, ""):
        return None
    try:
        return Decimal(str(value))
    except InvalidOperation:
        problems.add(name, say(N("Write a number.")))
        return None
