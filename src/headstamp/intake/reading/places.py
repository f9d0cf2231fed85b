"""Places that a text names: the municipalities in every inflected form, and the larger places of the region."""

import json
from functools import cache
from importlib.resources import files

from headstamp.intake.reading.place_forms import forms_of
from headstamp.intake.reading.results import Place
from headstamp.intake.reading.tokens import Token
from headstamp.vocabulary import codes

_MOST_WORDS = 4
_POPULATION = 5_000
# Words of the languages that are also the folded names of places: a name only inside a sentence, after no number.
_ALSO_WORDS = frozenset(
    {"viti", "vitia", "klina", "istok", "pec", "peci", "dragas", "klinu", "istoka", "istoku", "gora"}
)
_LISTS = ("municipalities", "places")


# Folded form -> list and, with spaces between, the codes that are called so.
Forms = dict[str, tuple[str, str]]


def all_forms() -> dict[str, tuple[str, tuple[str, ...]]]:
    """Every form of every place's name, folded: its list and the codes that are called so."""
    found: dict[str, tuple[str, set[str]]] = {}
    for list_name in _LISTS:
        for code in codes.codes(list_name).values():
            if list_name == "places" and int(code.facts.get("population") or 0) < _POPULATION:
                continue
            for form in {form for tag, name in _named(list_name, code) for form in forms_of(name, tag)}:
                kept = found.setdefault(form, (list_name, set()))
                if kept[0] == list_name:
                    kept[1].add(code.code)
    return {form: (name, tuple(sorted(members))) for form, (name, members) in found.items()}


def _named(list_name: str, code: codes.Code) -> list[tuple[str, str]]:
    """Language and name of each name; the aliases of a municipality may be of either language."""
    named = [(tag, part) for tag, label in code.labels.items() for part in label.split("/")]
    aliases = code.aliases if list_name == "municipalities" else ()
    return named + [(tag, alias) for alias in aliases for tag in ("sq", "sr-Latn")]


@cache
def _index() -> tuple[Forms, dict[str, int]]:
    """The forms, and by first word the most words of a form that begins so."""
    if any(codes.has_overlay(name) for name in _LISTS):
        forms = {form: (name, " ".join(members)) for form, (name, members) in all_forms().items()}
    else:  # as compiled: making them takes longer than reading a text
        file = files("headstamp.intake.reading").joinpath("compiled", "places.json")
        document = json.loads(file.read_text(encoding="utf-8"))
        forms = {form: (name, members) for name, part in document.items() for form, members in part.items()}
    most: dict[str, int] = {}
    for form in forms:
        first, size = form.split(" ")[0], form.count(" ") + 1
        most[first] = max(most.get(first, 0), size)
    return forms, most


def places_of(found: list[Token]) -> tuple[Place, ...]:
    """The places named, in order, the longest name first."""
    named: list[Place] = []
    index = 0
    _forms, most = _index()
    while index < len(found):
        if found[index].key not in most:
            index += 1
            continue
        place, after = _at(found, index)
        if place is not None:
            named.append(place)
        index = after
    return tuple(named)


def _at(found: list[Token], index: int) -> tuple[Place | None, int]:
    forms, most = _index()
    first = found[index]
    if first.kind != "word" or not first.text[0].isupper() or first.key not in most:
        return None, index + 1
    words: list[str] = []
    best: tuple[Place | None, int] = (None, index + 1)
    for at in range(index, min(len(found), index + min(most[first.key], _MOST_WORDS))):
        token = found[at]
        if token.kind != "word":
            break
        words.append(token.key)
        known = forms.get(" ".join(words))
        if known is not None and not (at == index and _is_word(found, index)):
            list_name, members = known[0], tuple(known[1].split(" "))
            code = members[0] if len(members) == 1 else None
            best = Place(code, list_name, members, first.start, token.end), at + 1
    return best


def _is_word(found: list[Token], index: int) -> bool:
    """Whether a name that is a word too stands where a word does: at the beginning, or before a number."""
    if found[index].key not in _ALSO_WORDS:
        return False
    begins = index == 0 or found[index - 1].kind == "line" or found[index - 1].key in ".!?"
    return begins or (index + 1 < len(found) and found[index + 1].kind == "number")


codes.on_forget(_index.cache_clear)
