"""What a box completes to, and what code a text in it means: lists of the vocabulary and words of the register.

Texts are labels in the reader's language; where two codes are called alike, the code stands behind in brackets.
"""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from headstamp.kernel.asker import Asker
from headstamp.registry.queries import (
    makes_seen,
    models_seen,
    occurrences_visible_to,
    persons_seen,
    persons_visible_to,
    references_seen,
    vehicles_seen,
    vehicles_visible_to,
)
from headstamp.vocabulary import codes, lookup

# A box may take codes of several lists.
SEVERAL: Mapping[str, tuple[str, ...]] = {"made_in": ("jurisdictions", "historical_states")}
_IN_BRACKETS = re.compile(r"\[([^\[\]]+)\]\s*$")
LIMIT = 8


@dataclass(frozen=True, slots=True)
class Option:
    """One offer: the text that goes into the box, and what is said beside it."""

    text: str
    beside: str = ""


def lists_of(source: str) -> tuple[str, ...]:
    """The code lists behind a source; none for words of the register only."""
    return SEVERAL.get(source) or ((source,) if source in codes.list_names() else ())


def completes_from_records(source: str) -> bool:
    """Whether a source offers what stands in records, not only codes of a list."""
    return source in _SEEN


def options_for(asker: Asker, source: str, typed: str, language: str, of_make: str = "") -> list[Option]:
    """What may be meant by `typed`: codes first, then what visible records hold."""
    found = [
        Option(text_of(name, code.code, language), _beside(name, code, language))
        for name in lists_of(source)
        for code in lookup.complete(name, typed, language, LIMIT)
    ][:LIMIT]
    seen = _SEEN.get(source)
    if seen and len(found) < LIMIT:
        known = {option.text for option in found}
        found += [option for option in seen(asker, typed, of_make) if option.text not in known]
    return found[:LIMIT]


def text_of(list_name: str, code: str, language: str) -> str:
    """How a code stands in a box."""
    label = codes.label(list_name, code, language)
    return f"{label} [{code}]" if label in _ambiguous(list_name, language) else label


def shown(source: str, code: str, language: str) -> str:
    """How a code of any list of the source stands in a box; '' for none."""
    for name in lists_of(source):
        if code and codes.code(name, code):
            return text_of(name, code, language)
    return code


def meant(source: str, text: str, language: str) -> str | None:
    """The code that `text` means: label in the reader's language, code, or its only name in any other."""
    for name in lists_of(source):
        inside = _IN_BRACKETS.search(text)
        if inside and codes.code(name, inside[1]):
            return inside[1]
        found = _by_label(name, language).get(text.casefold()) or (text if codes.code(name, text) else None)
        found = found or lookup.find(name, text) or _only(name, text, language)
        if found:
            return found
    return None


def _only(list_name: str, text: str, language: str) -> str | None:
    """The one code of which `text` is the beginning, as the browser would have completed it."""
    found = lookup.complete(list_name, text, language, 2)
    return found[0].code if len(found) == 1 and len(text) > 2 else None


def person_text(name: str, uid: str) -> str:
    return f"{name} [{uid}]"


def person_meant(asker: Asker, text: str) -> str | None:
    """The uid of the visible person that a completed text names."""
    uid = _uid_in(text)
    return uid if persons_visible_to(asker).filter(uid=uid).exists() else None


def vehicle_meant(asker: Asker, text: str) -> str | None:
    """The uid of the visible vehicle that a completed text names."""
    uid = _uid_in(text)
    return uid if vehicles_visible_to(asker).filter(uid=uid).exists() else None


def occurrence_meant(asker: Asker, text: str) -> str | None:
    """The uid of the visible occurrence that a completed text names."""
    uid = _uid_in(text)
    return uid if occurrences_visible_to(asker).filter(uid=uid).exists() else None


def _uid_in(text: str) -> str:
    inside = _IN_BRACKETS.search(text)
    return inside[1] if inside else text


@lru_cache(maxsize=512)
def _ambiguous(list_name: str, language: str) -> frozenset[str]:
    counted = Counter(label for _code, label in codes.choices(list_name, language))
    return frozenset(label for label, number in counted.items() if number > 1)


@lru_cache(maxsize=512)
def _by_label(list_name: str, language: str) -> Mapping[str, str]:
    twice = _ambiguous(list_name, language)
    return {
        label.casefold(): code for code, label in codes.choices(list_name, language) if label not in twice
    }


def _forget() -> None:
    _ambiguous.cache_clear()
    _by_label.cache_clear()


codes.on_forget(_forget)


def _beside(list_name: str, code: codes.Code, language: str) -> str:
    if list_name == "item_kinds":
        return codes.label("units", code.facts["unit"], language)
    own = codes.label(list_name, code.code, language)
    other = next((label for label in code.labels.values() if label != own), "")
    return other if list_name in ("places", "municipalities") else ""


def _makes(asker: Asker, typed: str, of_make: str) -> list[Option]:
    return [Option(name) for name in makes_seen(asker, typed, LIMIT)] if typed else []


def _models(asker: Asker, typed: str, of_make: str) -> list[Option]:
    make = lookup.find("makes", of_make) or ""
    return [Option(name) for name in models_seen(asker, typed, make, LIMIT)] if typed else []


def _persons(asker: Asker, typed: str, of_make: str) -> list[Option]:
    """People that the asker may see; for everybody else there are none."""
    found = persons_seen(asker, typed, LIMIT)
    names = [(f"{p.family_name} {p.given_name}".strip() or p.alias, p) for p in found]
    return [Option(person_text(name, person.uid), person.born_on) for name, person in names]


def _vehicles(asker: Asker, typed: str, of_make: str) -> list[Option]:
    """Vehicles that the asker may see, by their registration."""
    return [
        Option(person_text(vehicle.registration, vehicle.uid), vehicle.make)
        for vehicle in vehicles_seen(asker, typed, LIMIT)
    ]


def _occurrences(asker: Asker, typed: str, of_make: str) -> list[Option]:
    """Occurrences by a reference on them or on an item of theirs."""
    found = [
        (reference.number, reference.occurrence or (reference.item and reference.item.occurrence))
        for reference in references_seen(asker, typed, LIMIT)
    ]
    return [Option(person_text(number, of.uid), of.occurred_on) for number, of in found if of]


_SEEN: Mapping[str, Callable[[Asker, str, str], list[Option]]] = {
    "makes": _makes,
    "models": _models,
    "persons": _persons,
    "vehicles": _vehicles,
    "occurrences": _occurrences,
}
