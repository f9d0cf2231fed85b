"""The catalogue of models: what a firearm, its ammunition or an explosive is called, and how to know it.

A model is a code of the list `catalogue`, with facts and a source. One name may belong to unlike things: it
is resolved only by kind, calibre or make in the same mention, else every candidate is named.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from headstamp.kernel.folding import fold
from headstamp.vocabulary import codes, lookup
from headstamp.vocabulary.codes import CATALOGUE, Code
from headstamp.vocabulary.suggest import FirearmFacts, Suggestion, eu_category

# What a spoken kind may cover beside itself: police write "puška" of an assault rifle and "pištolj" of a gas pistol.
_COVERS: Mapping[str, frozenset[str]] = {
    kind: frozenset(words.split())
    for kind, words in {
        "rifle": "carbine automatic_rifle",
        "carbine": "rifle",
        "submachine_gun": "automatic_rifle",
        "pistol": "alarm_gas flare_gun",
        "revolver": "alarm_gas",
        "launcher": "grenade_launcher rocket",
        "grenade_launcher": "launcher",
        "rocket": "launcher",
        "mine": "anti_personnel_mine anti_tank_mine",
        "shotgun": "combination_gun",
    }.items()
}
# Kinds that say how a thing came about, or nothing: any model may be meant.
_ANY_KIND = frozenset(
    {"firearm_unspecified", "converted", "craft_made", "3d_printed", "deactivated", "imitation"}
)
# Two names of what is chambered alike, so that one in the mention does not shut out the other.
_ALIKE = ((".308", "7.62x51"), (".223", "5.56x45"))


class Why(StrEnum):
    """What a name was resolved by, or why it was not."""

    UNKNOWN = "unknown"
    NAME = "name"
    MENTION = "mention"  # kind, calibre or make told them apart
    SEVERAL = "several"
    NONE_FITS = "none_fits"  # known, but not of this kind, calibre or make


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a name means: the one model, or None and all models that it may be."""

    code: str | None
    candidates: tuple[str, ...]
    why: Why


@dataclass(frozen=True, slots=True)
class Conversion:
    """How a kind of weapon is converted: code of what it was, signs and note by language tag, sources."""

    origin: str
    note: Mapping[str, str]
    signs: tuple[Mapping[str, str], ...]
    source: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LookAlike:
    """Another model that a model is taken for, and how to tell them apart (by language tag)."""

    code: str
    tell: Mapping[str, str]


def models() -> Mapping[str, Code]:
    """All models by code."""
    return codes.codes(CATALOGUE)


def candidates(name: str, *, kind: str = "", calibre: str = "", make: str = "") -> Meaning:
    """The models called `name`; kind, calibre and make as said beside it, in words or codes, leave fewer.

    A name that still fits several stays open: `code` is None and all that fit are listed.
    """
    called = _called(name)
    if not called:
        return Meaning(None, (), Why.UNKNOWN)
    left = tuple(code for code in called if _fits(models()[code], kind, calibre, make))
    if not left:
        return Meaning(None, called, Why.NONE_FITS)
    if len(left) > 1:
        return Meaning(None, left, Why.SEVERAL)
    return Meaning(left[0], left, Why.NAME if len(called) == 1 else Why.MENTION)


def look_alikes(code: str) -> list[LookAlike]:
    """What the model is taken for; a pair is written once and read both ways."""
    return [LookAlike(other, tell) for other, tell in _look_alikes().get(code, ())]


def conversions(code: str) -> list[Conversion]:
    """How models of this one's kind are converted, with the signs to look for; empty for what is no donor."""
    kind = models()[code].facts["kind"]
    return [
        Conversion(told["origin"], told["note"], tuple(told["signs"]), tuple(told["source"]))
        for told in codes.catalogue_document()["conversions"]
        if kind in told["kinds"]
    ]


def category(code: str) -> Suggestion:
    """The EU category that the model's facts suggest, and what they lack."""
    model = models()[code]
    told = {name: model.facts[name] for name in FirearmFacts.__dataclass_fields__ if name in model.facts}
    calibres = model.facts.get("calibres", ())
    return eu_category(FirearmFacts(calibre=calibres[0] if len(calibres) == 1 else "", **told))


def _called(name: str) -> tuple[str, ...]:
    """Models called so, as written or with a make before it, in the order of the catalogue."""
    found = set(lookup.meanings(CATALOGUE, name))
    found |= _shared_names().get(_key(name), frozenset())
    for makes, rest in _after_make(name):
        found |= {
            code for code in lookup.meanings(CATALOGUE, rest) if models()[code].facts.get("make") in makes
        }
    return tuple(code for code in models() if code in found)


def _after_make(name: str) -> Iterator[tuple[frozenset[str], str]]:
    words = name.split()
    for size in range(1, min(len(words), 4)):
        makes = lookup.meanings("makes", " ".join(words[:size]))
        if makes:
            yield makes, " ".join(words[size:])


def _fits(model: Code, kind: str, calibre: str, make: str) -> bool:
    return _is_kind(model, kind) and _has_calibre(model, calibre) and _is_of(model, make)


def _is_kind(model: Code, kind: str) -> bool:
    told = _meant("item_kinds", kind)
    if not told or told & _ANY_KIND:
        return True
    own: str = model.facts["kind"]
    return own in told.union(*(_COVERS.get(each, frozenset()) for each in told))


def _has_calibre(model: Code, calibre: str) -> bool:
    told, known = set(_meant("calibres", calibre)), set(model.facts.get("calibres", ()))
    if not told:
        return True
    if not known:  # a grenade has none, a firearm's may only be untold
        return bool(codes.codes("item_kinds")[model.facts["kind"]].facts["class"] != "explosive")
    for loose in (told, known):  # "9 mm" may be said of the item, or be all that a source says of the model
        for code in tuple(loose):
            loose |= set(codes.codes("calibres")[code].facts.get("may_be", ()))
    for pair in _ALIKE:
        told |= set(pair) if told & set(pair) else set()
    return bool(told & known)


def _is_of(model: Code, make: str) -> bool:
    makes = codes.codes("makes")
    told = {each for each in _meant("makes", make) if not makes[each].facts.get("no_maker")}
    if not told:
        return True
    if "make" in model.facts:
        return model.facts["make"] in told
    made_in = model.facts.get("jurisdiction")  # no maker is told: it is not one of elsewhere
    return not made_in or any(makes[each].facts.get("jurisdiction", made_in) == made_in for each in told)


def _meant(list_name: str, wording: str) -> frozenset[str]:
    """The code itself, or what is called so; nothing for what the list does not know."""
    if codes.code(list_name, wording):
        return frozenset({wording})
    return lookup.meanings(list_name, wording) if wording.strip() else frozenset()


def _key(name: str) -> str:
    return fold(name).replace(" ", "")


@cache
def _shared_names() -> Mapping[str, frozenset[str]]:
    shared = codes.catalogue_document()["names"]
    return {_key(name): frozenset(entry["may_be"]) for entry in shared for name in entry["names"]}


@cache
def _look_alikes() -> Mapping[str, tuple[tuple[str, Mapping[str, str]], ...]]:
    found: dict[str, list[tuple[str, Mapping[str, str]]]] = {}
    for pair in codes.catalogue_document()["pairs"]:
        one, other = pair["models"]
        tell: Mapping[str, Any] = pair["tell"]
        found.setdefault(one, []).append((other, tell))
        found.setdefault(other, []).append((one, tell))
    return {code: tuple(others) for code, others in found.items()}
