"""Makes and models as they are named in a text, through the catalogue and the list of makes."""

import re
from dataclasses import dataclass
from functools import cache

from headstamp.intake.reading.kindred import spoken
from headstamp.intake.reading.tokens import Token
from headstamp.kernel.folding import fold
from headstamp.vocabulary import codes
from headstamp.vocabulary.codes import CATALOGUE

_LEAD = re.compile(r"[^\W\d_]+|\d+")
_JOINTS = frozenset("-–/.&")
_MOST_TOKENS = 6
# Names of makers that are words too: only a name where a capital or a quote says so.
_SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Name:
    """A name in the text: the makes and the models that it may be."""

    makes: frozenset[str]
    models: frozenset[str]


@cache
def _index() -> tuple[dict[str, Name], dict[str, int]]:
    makes, models = _wordings("makes"), _wordings(CATALOGUE)
    for entry in codes.catalogue_document()["names"]:
        for wording in entry["names"]:
            models.setdefault(fold(wording).replace(" ", ""), set()).update(entry["may_be"])
    names = {
        key: Name(frozenset(makes.get(key, ())), frozenset(models.get(key, ()))) for key in {*makes, *models}
    }
    leads: dict[str, int] = {}
    for key in names:
        lead = _LEAD.match(key)
        if lead:
            leads[lead[0]] = max(leads.get(lead[0], 0), len(key))
    return names, leads


def _wordings(list_name: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for code in codes.codes(list_name).values():
        if code.code in ("unknown", "craft"):
            continue
        for wording in (*code.labels.values(), *code.aliases):
            key = fold(wording.split(" (")[0]).replace(" ", "")
            if len(key) >= _SHORTEST and not key.isdigit():
                found.setdefault(key, set()).add(code.code)
    return found


@cache
def first_words() -> frozenset[str]:
    """What the names of makes and models begin with; a word that is none of these, and has no digit, begins no name."""
    return frozenset(
        fold(w).split(" ")[0]
        for list_name in ("makes", CATALOGUE)
        for code in codes.codes(list_name).values()
        for w in (*code.labels.values(), *code.aliases)
        if fold(w)
    )


def name_at(tokens: list[Token], index: int) -> tuple[Name | None, int]:
    """The longest name that begins at this token, and the index after it."""
    names, leads = _index()
    token = tokens[index]
    key = token.key
    if key not in first_words():
        if key.isalpha():
            return None, index
        lead = _LEAD.match(key)
        if lead is None or lead[0] == key or lead[0] not in leads:
            return None, index
    best, after = None, index
    compact, at, end = "", index, token.start
    while at < len(tokens) and at - index < _MOST_TOKENS:
        token = tokens[at]
        if token.kind in ("word", "number"):
            if token.start - end > 1 or (at + 1 < len(tokens) and tokens[at + 1].key == "mm"):
                break  # the 9 of "M&P 9mm" is its calibre
            compact += token.key
            found = names.get(compact)
            if found is not None:
                best, after = found, at + 1
        elif token.key not in _JOINTS:
            break
        at, end = at + 1, token.end
    return best, after


# What a model's kind is called as a noun of the reader.
_NOUNS = {
    "carbine": "rifle", "combination_gun": "rifle", "alarm_gas": "gas_gun", "flare_gun": "gas_gun",
    "air_weapon": "gas_gun", "grenade_launcher": "launcher", "rocket": "launcher", "mortar": "launcher",
}  # fmt: skip
_PLAIN = frozenset(
    ["pistol", "revolver", "rifle", "automatic_rifle", "submachine_gun", "machine_gun", "shotgun", "launcher"]
)


def noun_of(name: Name) -> str | None:
    """The noun that a bare name stands for ("2 Glock 19"); None if its models are unlike things."""
    kinds = {str(codes.codes(CATALOGUE)[code].facts["kind"]) for code in name.models}
    nouns = {_NOUNS.get(kind, kind) for kind in kinds}
    if len(nouns) == 1 and (noun := next(iter(nouns))) in _PLAIN | {"gas_gun"}:
        return noun
    if nouns == {"pistol", "gas_gun"}:  # the blank-firing copy bears the pistol's name
        return "pistol"
    return "weapon" if name.makes else None


def split_name(name: Name, said: str) -> tuple[str | None, str | None, frozenset[str]]:
    """Make and model as shown, and the makes it may be. A make that stands before a model is parted from it."""
    makes = _makers(name)
    words = said.split(" ")
    rest = words[-1].strip(_AROUND)
    if makes and len(words) > 1 and len(rest) > 1 and rest.isupper() and _key(words[0]) in _index()[0]:
        return _label(makes, words[0]), rest, makes  # a list of makes that holds "Валтер ППК"
    if makes and _key(said) in _index()[0]:
        return _label(makes, said), None, makes
    for size in range(min(3, len(words) - 1), 0, -1):
        before, rest = " ".join(words[:size]), " ".join(words[size:]).strip(_AROUND)
        known = _index()[0].get(_key(before))
        real = _makers(known) if known is not None else frozenset()
        if real and rest and not (_is_model(said) and before.casefold().strip(".") in _PART_OF_MODELS):
            return _label(real, before), rest, real
    if makes and not name.models:
        return _label(makes, said), None, makes
    return None, spoken(fold(said)) or said, frozenset()


# CZ 99 is called so whole.
_PART_OF_MODELS = ("cz",)
_AROUND = " \"'„“”«»-"


def _key(said: str) -> str:
    return fold(said).replace(" ", "")


def _makers(name: Name) -> frozenset[str]:
    """The makes of the name without those that only say that no maker is told."""
    makes = codes.codes("makes")
    return frozenset(make for make in name.makes if not makes[make].facts.get("no_maker"))


def _is_model(said: str) -> bool:
    known = _index()[0].get(_key(said))
    return known is not None and bool(known.models)


def _label(makes: frozenset[str], said: str) -> str:
    """The make's name, or what was said where several are called so."""
    return codes.label("makes", next(iter(makes)), "en") if len(makes) == 1 else said


def forget() -> None:
    """Lists changed: read them again at the next text."""
    _index.cache_clear()
    first_words.cache_clear()


codes.on_forget(forget)
