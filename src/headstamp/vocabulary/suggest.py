"""The EU category that a firearm's facts suggest (Annex I, Directive (EU) 2021/555).

A suggestion, never a decision: an examiner confirms it. A fact that was not told stays open: every
category that it leaves possible is named, and so is the fact.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from headstamp.kernel.text import Message, gettext_noop, say
from headstamp.vocabulary import codes
from headstamp.vocabulary.annex_i import Untold, category_of

OUTSIDE = ""  # a category that is no category: the thing is outside Annex I

FACT_NAMES = {
    "kind": gettext_noop("kind of item"),
    "action": gettext_noop("how it fires"),
    "short": gettext_noop("whether it is short or long"),
    "barrel_mm": gettext_noop("length of the barrel"),
    "overall_mm": gettext_noop("overall length"),
    "capacity": gettext_noop("rounds it holds, chamber included"),
    "device_capacity": gettext_noop("capacity of its magazine"),
    "ignition": gettext_noop("centre-fire or rimfire"),
    "smooth_bore": gettext_noop("smooth-bore or rifled"),
    "detachable_or_convertible": gettext_noop("whether its magazine can be detached or converted"),
    "marketed_since_2018": gettext_noop("whether it was placed on the market from 14 September 2018"),
    "firearm_category": gettext_noop("category of the firearm it belongs to"),
}

# Presumed not to be so unless told: nobody writes down that a pistol is not disguised.
PRESUMED_NOT = (
    "explosive_launcher", "disguised", "converted_from_automatic", "reducible_under_60_cm", "acoustic",
    "deactivated", "resembles_automatic",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class FirearmFacts:
    """What is known of a firearm; None is not known. Kind and calibre are codes and lend what they say."""

    kind: str = ""
    calibre: str = ""
    action: str | None = None
    short: bool | None = None
    barrel_mm: int | None = None
    overall_mm: int | None = None
    capacity: int | None = None
    device_capacity: int | None = None
    ignition: str | None = None
    smooth_bore: bool | None = None
    detachable_or_convertible: bool | None = None
    marketed_since_2018: bool | None = None
    explosive_launcher: bool | None = None
    disguised: bool | None = None
    converted_from_automatic: bool | None = None
    reducible_under_60_cm: bool | None = None
    acoustic: bool | None = None
    deactivated: bool | None = None
    resembles_automatic: bool | None = None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`category` is a code of `eu_categories`, '' if the thing is outside them, None if that stays open.

    `rests_on` and `lacks` name facts (`FACT_NAMES`); `possible` are the categories that lacking facts
    leave open, worst first.
    """

    category: str | None
    rests_on: tuple[str, ...]
    lacks: tuple[str, ...]
    possible: tuple[str, ...]


def fact_name(fact: str) -> Message:
    """The name of a fact for a reader, to translate."""
    return say(FACT_NAMES.get(fact, fact.replace("_", " ")))


def eu_category(facts: FirearmFacts) -> Suggestion:
    """Which EU category the facts suggest, what that rests on, and which facts would settle it."""
    kind = codes.code("item_kinds", facts.kind)
    if kind is not None:
        settled = _settled_by_kind(kind)
        if settled is not None:
            return settled
    known, lent_by = _known(facts, kind)
    possible, lacks, used = _explore(known)
    rests_on = tuple(
        dict.fromkeys(lent_by.get(fact, fact) for fact in used if fact in lent_by or _told(facts, fact))
    )
    ordered = tuple(sorted(possible, key=lambda category: (category == OUTSIDE, category)))
    return Suggestion(ordered[0] if len(ordered) == 1 else None, rests_on, tuple(lacks), ordered)


def _told(facts: FirearmFacts, fact: str) -> bool:
    return getattr(facts, fact) is not None


def _settled_by_kind(kind: codes.Code) -> Suggestion | None:
    """What the kind alone says: a part follows its firearm, most other things are no firearms."""
    if kind.facts["class"] == "component":
        return Suggestion(None, (), ("firearm_category",) if kind.facts.get("eu_essential") else (), ())
    if "eu_category" in kind.facts:
        category = str(kind.facts["eu_category"])
        return Suggestion(category, ("kind",), (), (category,))
    if kind.facts["class"] == "firearm" or kind.facts.get("acoustic"):
        return None
    return Suggestion(OUTSIDE, ("kind",), (), (OUTSIDE,))


def _known(facts: FirearmFacts, kind: codes.Code | None) -> tuple[dict[str, Any], dict[str, str]]:
    """The facts told, completed by what kind and calibre say; and which of the two lent a fact."""
    told = {f.name: getattr(facts, f.name) for f in fields(facts) if f.name not in ("kind", "calibre")}
    known = {name: value for name, value in told.items() if value is not None}
    lent_by: dict[str, str] = {}
    for name, value in _lent(facts, kind).items():
        if name not in known and not (name == "short" and {"barrel_mm", "overall_mm"} <= set(known)):
            known[name], lent_by[name] = value, "calibre" if name == "ignition" else "kind"
    for name in PRESUMED_NOT:
        known.setdefault(name, False)
    return known, lent_by


def _lent(facts: FirearmFacts, kind: codes.Code | None) -> Mapping[str, Any]:
    lent: dict[str, Any] = {}
    if kind is not None:
        names = ("action", "smooth_bore", "explosive_launcher", "disguised", "acoustic")
        lent = {name: kind.facts[name] for name in names if name in kind.facts}
        if "length" in kind.facts:
            lent["short"] = kind.facts["length"] == "short"
    calibre = codes.code("calibres", facts.calibre)
    if calibre is not None and "ignition" in calibre.facts:
        lent["ignition"] = calibre.facts["ignition"]
    return lent


def _explore(known: Mapping[str, Any]) -> tuple[frozenset[str], list[str], list[str]]:
    """All categories that the untold facts leave open, the facts that part them, the facts used."""
    try:
        category, used = category_of(known)
    except Untold as gap:
        branches = [_explore({**known, gap.fact: value}) for value in gap.values]
        possible = frozenset(category for branch in branches for category in branch[0])
        lacks = [fact for branch in branches for fact in branch[1]]
        if any(branch[0] != branches[0][0] for branch in branches):
            lacks.insert(0, gap.fact)
        used = [fact for branch in branches for fact in branch[2] if fact != gap.fact]
        return possible, list(dict.fromkeys(lacks)), list(dict.fromkeys(used))
    return frozenset({category}), [], used
