"""The item that a row tells of, with its marks and its own reference."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from headstamp.kernel.target import Said
from headstamp.kernel.text import gettext_noop as N
from headstamp.kernel.text import say
from headstamp.registry.facts import ItemFacts, MarkFacts, with_parts
from headstamp.registry.laws.item import check_item, check_mark, completed
from headstamp.registry.laws.problems import Problems
from headstamp.registry.row.fields import ITEM, ITEM_FIELDS
from headstamp.registry.row.numbers import decimal
from headstamp.registry.row.references import check_reference, references_of_item
from headstamp.registry.row.remembered import remember, remembered
from headstamp.vocabulary import codes, lookup

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
_KEY = [name for name in ITEM_FIELDS if name.startswith("item.") and name != "item.reference"]
_lawful = remembered()


def item_of(values: Mapping[str, Any], said: Said, problems: Problems) -> ItemFacts:
    """The item with its marks and its reference, checked."""
    key = (*map(values.get, _KEY), said.get("item.make"), said.get("item.calibre"))
    told = _lawful.get(key)
    if told is None:
        own = Problems()
        told = completed(_told(values, said, own))
        check_item(told, "item.", own)
        if own.found:
            problems.found.update(own.found)
        else:
            remember(_lawful, key, told)
    marks, references = _marks(values), references_of_item(values)
    if not marks and not references:
        return told
    whole = with_parts(told, marks=marks, references=references)
    _check_parts(whole, problems)
    return whole


def _check_parts(item: ItemFacts, problems: Problems) -> None:
    """The laws of marks and references, and of a serial number on more than one piece."""
    if item.quantity != 1 and not problems.found:
        check_item(item, "item.", problems)
        return
    for number, mark in enumerate(item.marks):
        check_mark(mark, f"item.marks.{number}.", problems)
    for number, reference in enumerate(item.references):
        check_reference(reference, f"item.references.{number}.", problems)


def _told(values: Mapping[str, Any], said: Said, problems: Problems) -> ItemFacts:
    told = {attribute: value for name, attribute in ITEM.items() if (value := values.get(name))}
    if "kind" not in told and "item_class" in told:
        told["kind"] = _KIND_OF_CLASS.get(told["item_class"], "")
    for name, list_name in (("make", "makes"), ("calibre", "calibres")):
        told[name], found = _worded(list_name, values.get(f"item.{name}", ""), said.get(f"item.{name}", ""))
        told[f"{name}_code"] = values.get(f"item.{name}_code") or found
    year = values.get("item.year_of_manufacture")
    if year:
        told["year_of_manufacture"] = int(str(year)[:4])
    quantity = decimal(values, "item.quantity", problems)
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
