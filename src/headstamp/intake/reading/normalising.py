"""One wording to one code: the same knowledge as the reader's, for cells and other programs.

A code is given only where the wording means one thing; what may be several is null with its candidates. A wrong
code is worse than none: what is only near a name is taken where nothing else is near.
"""

from dataclasses import asdict, dataclass
from typing import Any

from headstamp.intake.reading import dirty_calibres, dirty_kinds, dirty_makes
from headstamp.intake.reading.places import places_of
from headstamp.intake.reading.tokens import tokens
from headstamp.kernel.folding import fold
from headstamp.vocabulary import catalogue, codes, lookup

_MOST = 12
_LONGEST = 200
_PUNCTUATION = str.maketrans(dict.fromkeys("\"'„“”«»‘’´`()[]?*§%", " "))
FIELDS = ("make", "model", "calibre", "kind", "place")


@dataclass(frozen=True, slots=True)
class Meant:
    """The code of a wording or None, what it may be, and why."""

    text: str
    code: str | None
    candidates: list[str]
    why: str

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def normalise(field: str, text: str) -> Meant:
    """The code that `text` means as a make, model, calibre, kind or place."""
    bare = text[:_LONGEST].translate(_PUNCTUATION).strip(" .,;:-_/\\")
    if not fold(bare):
        return Meant(text, None, [], "nothing said")
    if field == "model":
        return _model(text, bare)
    if field == "place":
        return _place(text, bare)
    found, why = _found(field, bare)
    if len(found) == 1:
        return Meant(text, found[0], found, why)
    return Meant(text, None, found[:_MOST], "several are called so" if found else "not in the list")


def _found(field: str, bare: str) -> tuple[list[str], str]:
    if field == "calibre":
        return dirty_calibres.calibres_of(bare)
    if field == "make":
        return dirty_makes.makes_of(bare)
    return dirty_kinds.kinds_of(bare)


def _model(text: str, bare: str) -> Meant:
    meaning = catalogue.candidates(bare)
    candidates = [meaning.code] if meaning.code else list(meaning.candidates[:_MOST])
    return Meant(text, meaning.code, candidates, str(meaning.why))


def _place(text: str, bare: str) -> Meant:
    for list_name in ("municipalities", "places"):
        found = sorted(lookup.meanings(list_name, bare))
        if len(found) == 1:
            return Meant(text, found[0], found, f"name in the list {list_name}")
        if found:
            largest = sorted(found, key=lambda code: -_population(list_name, code))
            return Meant(text, None, largest[:_MOST], "several are called so")
    named = places_of(tokens(bare[:1].upper() + bare[1:])) or places_of(tokens(bare))
    if len(named) != 1:
        return Meant(text, None, [], "not in the list")
    return Meant(text, named[0].code, list(named[0].candidates), "inflected name")


def _population(list_name: str, code: str) -> int:
    return int(codes.codes(list_name)[code].facts.get("population") or 0)
