"""Which category a noun and the adjectives beside it make, from `kinds.yaml` as compiled."""

import json
from functools import cache
from importlib.resources import files
from typing import Any

# What a noun says of itself where police mean a model by it, by the beginning of the folded word.
SPOKEN = (
    (("kalas", "kallas", "kallaz"), "Kalashnikov"),
    (("skorp", "shkorp", "scorp", "akrep"), "Scorpion"),
    (("ak 47", "ak47"), "AK-47"),
    (("ak 74", "ak74"), "AK-74"),
    (("tetej",), "TT"),
    (("uzi",), "Uzi"),
    (("papovk",), "PAP"),
    (("agram",), "Agram"),
    (("thompson", "tompson"), "Thompson"),
)
# Of two nouns that name one gun, the later in this row says more.
_RANK = (
    "weapon",
    "rifle",
    "pistol",
    "gas_gun",
    "shotgun",
    "revolver",
    "machine_gun",
    "submachine_gun",
    "automatic_rifle",
)


@cache
def _kinds() -> dict[str, Any]:
    file = files("headstamp.intake.reading").joinpath("compiled", "kinds.json")
    document: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return document


@cache
def firearms() -> frozenset[str]:
    """The nouns that name firearms, and what looks like one."""
    return frozenset(_kinds()["firearms"])


def category(noun: str, adjectives: frozenset[str]) -> str:
    """The category of a noun with its adjectives."""
    return _category(noun, adjectives)


@cache
def _category(noun: str, adjectives: frozenset[str]) -> str:
    if noun in firearms():
        for name, made in _kinds()["adjectives"].items():
            if name in adjectives and (found := made.get(noun) or made.get("any")):
                return str(found)
    if noun == "shell":
        for name, made in _kinds()["shells"].items():
            if name in adjectives:
                return str(made)
    return str(_kinds()["categories"][noun])


def more_telling(one: str, other: str) -> str | None:
    """Which of two nouns side by side names the gun; None where they are two things."""
    if one == other:
        return one
    if {one, other} == {"automatic_rifle", "submachine_gun"}:
        return other
    if one in _RANK and other in _RANK:
        if "pistol" in (one, other) and not {"weapon", "gas_gun", "revolver", "submachine_gun"} & {
            one,
            other,
        }:
            return None if "rifle" in (one, other) else "pistol"
        return max(one, other, key=_RANK.index)
    if one == "weapon" and other in ("launcher", "magazine"):
        return "launcher" if other == "launcher" else None
    for general, special in (
        ("ammunition", "cartridge"), ("explosive", "mine"), ("explosive", "detonator"), ("grenade", "mine"),
        ("shell", "grenade"), ("grenade", "shell"), ("part", "silencer"), ("explosive", "shell"), ("cartridge", "ammunition"),
        ("launcher", "shell"),
    ):  # fmt: skip
        if (one, other) == (general, special):
            return special if general != "cartridge" else "cartridge"
    return None


def spoken(text: str) -> str | None:
    """The model that a noun itself names, as 'kallashnikov' does."""
    return next((model for starts, model in SPOKEN if text.startswith(starts)), None)
