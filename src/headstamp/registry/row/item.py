"""The item that a row tells of, with its marks and its own reference."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from headstamp.kernel.target import Said
from headstamp.kernel.text import gettext_noop as N
from headstamp.kernel.text import say
from headstamp.registry.facts import ItemFacts, MarkFacts, with_parts
from headstamp.registry.laws.item import check_description, check_item, check_mark, check_words, completed
from headstamp.registry.laws.problems import Problems
from headstamp.registry.row.fields import ITEM, ITEM_FIELDS
from headstamp.registry.row.numbers import decimal, whole
from headstamp.registry.row.references import check_references, references_of_item
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
_WORDS = ("item.make", "item.make_code", "item.model", "item.calibre", "item.calibre_code")
_KEY = [
    name
    for name in ITEM_FIELDS
    if name.startswith("item.")
    and name not in (*_WORDS, "item.description", "item.reference", "item.reference_2")
]
_MORE_MARKS = frozenset(name for name in ITEM_FIELDS if name.startswith("mark.")) - {
    "mark.serial",
    "mark.serial_state",
    "mark.serial_part",
}
_WHOLE = ("item.barrel_mm", "item.overall_mm", "item.capacity")
_TRANSIT = ("item.transit", "item.transit_2", "item.transit_3")
_MOST_WORDS = 5_000
_lawful, _lawful_words = remembered(), remembered()


def item_of(values: Mapping[str, Any], said: Said, problems: Problems) -> ItemFacts:
    """The item with its marks and its reference, checked."""
    plain: ItemFacts | None = _lawful.get(tuple(map(values.get, _KEY)))
    words = _words_of(values, said)
    marks, references = _marks(values), references_of_item(values)
    if plain is not None and words is not None:
        # No law looks at both: an item of a kind that was lawful, of a make that was, is lawful.
        description = values.get("item.description") or ""
        whole = with_parts(plain, description=description, marks=marks, references=references, **words)
        if description:
            check_description(whole, "item.", problems)
    else:
        whole = with_parts(_checked(values, said, problems), marks=marks, references=references)
    if marks or references:
        _check_parts(whole, values, problems)
    return whole


def _words_of(values: Mapping[str, Any], said: Said) -> dict[str, Any] | None:
    """Make, model and calibre in words and codes, if they are lawful."""
    key = (*map(values.get, _WORDS), said.get("item.make"), said.get("item.calibre"))
    words: dict[str, Any] | None = _lawful_words.get(key)
    if words is None:
        words, own = _words_told(values, said), Problems()
        check_words(ItemFacts(**words), "item.", own)
        if own.found:
            return None
        remember(_lawful_words, key, words, _MOST_WORDS)
    return words


def _words_told(values: Mapping[str, Any], said: Said) -> dict[str, Any]:
    told: dict[str, Any] = {"model": values.get("item.model") or ""}
    for name, list_name in (("make", "makes"), ("calibre", "calibres")):
        told[name], found = _worded(list_name, values.get(f"item.{name}", ""), said.get(f"item.{name}", ""))
        told[f"{name}_code"] = values.get(f"item.{name}_code") or found
    return told


def _checked(values: Mapping[str, Any], said: Said, problems: Problems) -> ItemFacts:
    own = Problems()
    told = completed(_told(values, said, own))
    check_item(told, "item.", own)
    if own.found:
        problems.found.update(own.found)
    else:
        wordless = dict.fromkeys((*_words_told(values, said), "description"), "")
        remember(_lawful, tuple(map(values.get, _KEY)), with_parts(told, **wordless))
    return told


def _check_parts(item: ItemFacts, values: Mapping[str, Any], problems: Problems) -> None:
    """The laws of marks and references, and of a serial number on more than one piece."""
    if item.quantity != 1 and not problems.found:
        check_item(item, "item.", problems)
        return
    for number, mark in enumerate(item.marks):
        check_mark(mark, f"item.marks.{number}.", problems)
    check_references(item.references, values, "item.", problems)


def _told(values: Mapping[str, Any], said: Said, problems: Problems) -> ItemFacts:
    told = {attribute: value for name, attribute in ITEM.items() if (value := values.get(name))}
    if "kind" not in told and "item_class" in told:
        told["kind"] = _KIND_OF_CLASS.get(told["item_class"], "")
    told |= _words_told(values, said)
    for name in _WHOLE:
        told |= {ITEM[name]: number} if (number := whole(values, name, problems)) is not None else {}
    transit = dict.fromkeys(stop for name in _TRANSIT if (stop := values.get(name)))
    told["transit"] = ",".join(transit)
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
    first = _mark(values, "mark.serial", "serial")
    if _MORE_MARKS.isdisjoint(values):
        return first
    proof = values.get("mark.proof")
    others = (MarkFacts(kind="proof", as_read=str(proof)),) if proof else ()
    marks = (*first, *_mark(values, "mark.serial_2", "part_serial"), *others)
    notes = values.get("mark.notes") or ""
    return (with_parts(marks[0], notes=notes), *marks[1:]) if notes and marks else marks


def _mark(values: Mapping[str, Any], name: str, kind: str) -> tuple[MarkFacts, ...]:
    """A number as it was read, or what became of one that could not be read."""
    read, state = str(values.get(name) or ""), values.get(f"{name}_state") or ""
    if not read and (not state or state in ("clear", "restored")):
        return ()
    part = values.get(f"{name}_part") or ""
    return (MarkFacts(kind=kind, as_read=read, state=state or "clear", part=part),)
