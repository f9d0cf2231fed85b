"""One wording to one code: the same knowledge as the reader's, for cells and other programs.

A code is given only where the wording means one thing; what may be several is null with its candidates.
"""

import re
from dataclasses import asdict, dataclass
from typing import Any

from headstamp.intake.reading.calibres import meant
from headstamp.kernel.folding import fold
from headstamp.vocabulary import catalogue, codes, lookup

_LIST = {"make": "makes", "calibre": "calibres", "kind": "item_kinds"}
_MOST = 12
_PUNCTUATION = re.compile(r"[\"'„“”«»()\[\]?*]+")


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
    bare = _PUNCTUATION.sub(" ", text[:200]).strip(" .,;:-_/\\")
    if not fold(bare):
        return Meant(text, None, [], "nothing said")
    return {"calibre": _calibre, "model": _model, "place": _place}.get(field, _listed)(field, text, bare)


def _listed(field: str, text: str, bare: str) -> Meant:
    found = lookup.meanings(_LIST[field], bare)
    if len(found) == 1:
        return Meant(text, next(iter(found)), sorted(found), "name in the list")
    if found:
        return Meant(text, None, sorted(found), "several are called so")
    return Meant(text, None, [], "not in the list")


def _calibre(field: str, text: str, bare: str) -> Meant:
    told = meant(bare)
    if told.code:
        return Meant(text, told.code, [told.code], "name in the list")
    if told.candidates:
        return Meant(text, None, list(told.candidates), "may be several calibres")
    return Meant(text, None, [], "not in the list")


def _model(field: str, text: str, bare: str) -> Meant:
    meaning = catalogue.candidates(bare)
    return Meant(text, meaning.code, list(meaning.candidates[:_MOST]), str(meaning.why))


def _place(field: str, text: str, bare: str) -> Meant:
    for list_name in ("municipalities", "places"):
        found = sorted(lookup.meanings(list_name, bare))
        if len(found) == 1:
            return Meant(text, found[0], found, f"name in the list {list_name}")
        if found:
            largest = sorted(found, key=lambda code: -_population(list_name, code))
            return Meant(text, None, largest[:_MOST], "several are called so")
    return Meant(text, None, [], "not in the list")


def _population(list_name: str, code: str) -> int:
    return int(codes.codes(list_name)[code].facts.get("population") or 0)
