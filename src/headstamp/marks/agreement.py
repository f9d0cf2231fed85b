"""Whether make, model, calibre, type and owner of two records agree, however they are written.

Each answer is agree, differ or unknown: what one record does not say, or what is ambiguous, speaks neither for nor
against.
"""

from enum import StrEnum
from functools import lru_cache

from headstamp.kernel.folding import fold
from headstamp.vocabulary import calibre, codes, lookup
from headstamp.vocabulary.codes import CATALOGUE


class Agreement(StrEnum):
    AGREE = "agree"
    DIFFER = "differ"
    UNKNOWN = "unknown"


# Words of bodies that own many guns of one run: the same owner says nothing there.
_BODIES = frozenset(
    [
        "police",
        "polici",
        "policia",
        "policija",
        "policise",
        "policije",
        "policijska",
        "ministry",
        "ministria",
        "ministarstvo",
        "ministerstvo",
        "mup",
        "mpb",
        "army",
        "ushtria",
        "vojska",
        "armija",
        "kfor",
        "depot",
        "depo",
        "magazin",
        "magacin",
        "stovariste",
        "institution",
        "state",
        "shteti",
        "drzava",
        "security",
        "siguria",
        "sigurimi",
        "obezbedjenje",
        "obezbeduvanje",
        "customs",
        "dogana",
        "carina",
        "company",
        "firma",
    ]
)
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
        "n",
        "a",
    ]
)

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
    first, second = _bare(one), _bare(other)
    if not first or not second:
        return Agreement.UNKNOWN
    if first == second or lookup.meanings(CATALOGUE, one) & lookup.meanings(CATALOGUE, other):
        return Agreement.AGREE
    is_variant = first.startswith(second) or second.startswith(first) or first.endswith(second)
    return Agreement.UNKNOWN if is_variant or second.endswith(first) else Agreement.DIFFER


def owners(one: str, other: str) -> Agreement:
    """Whether one person is named, in any order of names; a body that owns many guns says nothing."""
    first, second = words(one), words(other)
    if not first or not second or (first | second) & _BODIES:
        return Agreement.UNKNOWN
    return Agreement.AGREE if first == second else Agreement.DIFFER


def dates(one: str, other: str) -> Agreement:
    """Whether one whole day is named; other days say nothing, since a gun is met more than once."""
    is_same_day = len(one.strip()) >= 8 and one.strip() == other.strip()
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
    if list_name == "item_kinds":
        found |= {mate for family in _FAMILIES if family & meant for mate in family}
    return frozenset(found)


def _meant(list_name: str, wording: str) -> frozenset[str]:
    if codes.code(list_name, wording):
        return frozenset({wording})
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
    """The words of a wording, folded, without those that say nothing."""
    return frozenset(fold(text).split()) - _SAYING_NOTHING


codes.on_forget(_by_meaning.cache_clear)
