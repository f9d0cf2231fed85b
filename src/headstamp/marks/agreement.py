"""Whether make, model, calibre, type and owner of two records agree, however they are written.

Each answer is agree, differ or unknown: what one record does not say, or what is ambiguous, speaks neither for nor
against.
"""

import re
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path

import yaml

from headstamp.kernel.folding import fold
from headstamp.vocabulary import calibre, codes, lookup
from headstamp.vocabulary.codes import CATALOGUE


class Agreement(StrEnum):
    AGREE = "agree"
    DIFFER = "differ"
    UNKNOWN = "unknown"


_SAYING_NOTHING = frozenset(
    [
        "unknown",
        "unk",
        "nepoznat",
        "nepoznato",
        "nepoznata",
        "nepoznati",
        "panjohur",
        "other",
        "drugo",
        "tjeter",
        "drugi",
        "none",
        "nan",
        "null",
        "n",
        "a",
    ]
)
# Calibres that one gun is said to be of, though a list has them apart.
_EXCHANGED = (
    frozenset({"7.62x51", ".308"}),
    frozenset({"5.56x45", ".223"}),
    frozenset({"7.62x25", "7.63x25"}),
)
# Models that are called by each other's names: every gun of Kalashnikov's pattern is somebody's AK-47.
_CALLED_ALIKE = (("skorpion_", "zastava_m84"), ("ak_47", "akm", "zastava_m70", "zastava_m92"))
_NICKNAMES = ("kala", "kalla", "skorpi", "scorpi", "shkorpi", "papovk", "tetej", "hekler", "pump")
_MODEL = re.compile(r"^(?:modelli|modell|modeli|model|mod|m)[ ._]*(?=\d)")
_MODEL_WORDS = frozenset(["mod", "model", "modeli", "modell"])

_DIGITS_OF_A_DAY = 6
# Kinds that police write for each other, or that say how a gun came about.
_FAMILIES = (
    frozenset(
        ["rifle", "carbine", "automatic_rifle", "submachine_gun", "machine_gun", "shotgun", "combination_gun"]
    ),
    frozenset(["pistol", "revolver", "alarm_gas", "flare_gun"]),
)
_ANY_KIND = frozenset(
    ["firearm_unspecified", "converted", "craft_made", "3d_printed", "deactivated", "imitation"]
)


def makes(one: str, other: str) -> Agreement:
    """Whether the makes are one, by any of their names."""
    return _by_meaning("makes", one, other)


def calibres(one: str, other: str) -> Agreement:
    """Whether the calibres are one or may be: a bare 9 mm is not against 9 mm Makarov."""
    return _by_meaning("calibres", one, other)


def kinds(one: str, other: str) -> Agreement:
    """Whether the types may be one: a rifle may be an automatic rifle, a firearm anything."""
    return _by_meaning("item_kinds", one, other)


def models(one: str, other: str) -> Agreement:
    """Whether the models are one; a model and its variant (M70 and M70B) are unknown."""
    first, second = _model(one), _model(other)
    if not first or not second:
        return Agreement.UNKNOWN
    meant = lookup.meanings(CATALOGUE, one), lookup.meanings(CATALOGUE, other)
    if first == second or meant[0] & meant[1]:
        return Agreement.AGREE
    if first.startswith(_NICKNAMES) or second.startswith(_NICKNAMES) or _are_called_alike(*meant):
        return Agreement.UNKNOWN
    is_variant = first.startswith(second) or second.startswith(first) or first.endswith(second)
    return Agreement.UNKNOWN if is_variant or second.endswith(first) else Agreement.DIFFER


def _model(text: str) -> str:
    """The model without spaces, Mod. 70 as M70."""
    bare = _MODEL.sub("m", fold(text)).replace(" ", "")
    return "" if bare in _SAYING_NOTHING or bare in _MODEL_WORDS else bare


def _are_called_alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return any(
        any(code.startswith(names) for code in one) and any(code.startswith(names) for code in other)
        for names in _CALLED_ALIKE
    )


def owners(one: str, other: str) -> Agreement:
    """Whether one person is named, in any order of names; a body that owns many guns says nothing, nor do words for nobody."""
    first, second = words(one), words(other)
    if not first or not second or is_body(one) or is_body(other):
        return Agreement.UNKNOWN
    return Agreement.AGREE if first == second else Agreement.DIFFER


def dates(one: str, other: str) -> Agreement:
    """Whether one whole day is named; other days say nothing, since a gun is met more than once."""
    is_whole = sum(map(str.isdigit, one)) >= _DIGITS_OF_A_DAY
    is_same_day = is_whole and len(one.strip()) >= 8 and one.strip() == other.strip()
    return Agreement.AGREE if is_same_day else Agreement.UNKNOWN


@lru_cache(maxsize=16_384)
def _by_meaning(list_name: str, one: str, other: str) -> Agreement:
    first, second = _bare(one), _bare(other)
    if not first or not second:
        return Agreement.UNKNOWN
    if first == second:
        return Agreement.AGREE
    meant = _meant(list_name, one), _meant(list_name, other)
    if meant[0] and meant[1]:
        return _of_codes(list_name, *meant)
    # A name that no list knows: one may be a part of the other (Crvena Zastava, Zastava).
    said = words(one), words(other)
    return Agreement.UNKNOWN if said[0] & said[1] or not all(meant) else Agreement.DIFFER


def _of_codes(list_name: str, first: frozenset[str], second: frozenset[str]) -> Agreement:
    if first & second:
        return Agreement.AGREE if len(first | second) == 1 else Agreement.UNKNOWN
    wide = _widened(list_name, first) & _widened(list_name, second)
    return Agreement.UNKNOWN if wide else Agreement.DIFFER


def _widened(list_name: str, meant: frozenset[str]) -> frozenset[str]:
    """The codes and all that they may be."""
    listed, found = codes.codes(list_name), set(meant)
    for code in meant:
        found |= set(listed[code].facts.get("may_be", ()))
    if list_name == "calibres":
        found |= {mate for family in _EXCHANGED if family & meant for mate in family}
    if list_name == "item_kinds":
        found |= {mate for family in _FAMILIES if family & meant for mate in family}
    return frozenset(found)


def _meant(list_name: str, wording: str) -> frozenset[str]:
    if codes.code(list_name, wording):
        is_any = list_name == "item_kinds" and wording in _ANY_KIND
        return frozenset() if is_any else frozenset({wording})
    meant = lookup.meanings(list_name, wording)
    if list_name == "item_kinds" and meant & _ANY_KIND:
        return frozenset()
    if list_name == "makes":
        listed = codes.codes("makes")
        return frozenset(each for each in meant if not listed[each].facts.get("no_maker"))
    return meant


def _bare(text: str) -> str:
    bare = calibre.key(text).replace(" ", "") or fold(text).replace(" ", "")
    return "" if bare in _SAYING_NOTHING else bare


def words(text: str) -> frozenset[str]:
    """The words of a wording, folded, without those that say nothing or name nobody."""
    return frozenset(word for word in fold(text).split() if not _is_listed("nobody", word)) - _SAYING_NOTHING


def is_body(owner: str) -> bool:
    """Whether the owner is a body, which owns many guns of one run: the police, an army, a club, a company."""
    folded = fold(owner)
    said = f" {folded} "
    return any(_is_listed("bodies", word) for word in folded.split()) or any(
        f" {phrase} " in said for phrase in _listed("bodies")[1]
    )


@lru_cache(maxsize=16_384)
def _is_listed(name: str, word: str) -> bool:
    whole, _, beginnings = _listed(name)
    return word in whole or word.startswith(beginnings)


@cache
def _listed(name: str) -> tuple[frozenset[str], tuple[str, ...], tuple[str, ...]]:
    """Whole words, phrases and beginnings of bodies.yaml, folded."""
    told = yaml.safe_load((Path(__file__).parent / "bodies.yaml").read_text("utf-8"))
    every = [str(word) for listed in told[name].values() for word in listed]
    whole = [fold(word) for word in every if not word.endswith("-")]
    beginnings = tuple(fold(word) for word in every if word.endswith("-"))
    return (
        frozenset(each for each in whole if " " not in each),
        tuple(each for each in whole if " " in each),
        beginnings,
    )


codes.on_forget(_by_meaning.cache_clear)
