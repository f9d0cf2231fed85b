"""Guesses what a heading never seen before means, from synonyms in the languages of the region's offices.

A suggestion is for a person to confirm; nothing is mapped by it alone.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from headstamp.intake.layout.plain_yaml import read_plain
from headstamp.intake.values import KINDS
from headstamp.kernel.folding import fold

_EXACT, _PART = 1.0, 0.6


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`field` and `parse` for the heading `column`; `certainty` from 0 to 1 (1: the heading is a known word)."""

    column: str
    field: str
    parse: str
    certainty: float


def suggest_mapping(names: Sequence[str], fields: Iterable[str] | None = None) -> list[Suggestion]:
    """At most one field for each heading and one heading for each field, the surest first; `fields` limits to
    the target's fields (None: all known)."""
    allowed = None if fields is None else set(fields)
    ranked = sorted(
        (-certainty, order, field, parse)
        for order, name in enumerate(names)
        for field, parse, certainty in _guesses(fold(name))
        if allowed is None or field in allowed
    )
    chosen: dict[int, Suggestion] = {}
    taken: set[str] = set()
    for certainty, order, field, parse in ranked:
        if order not in chosen and field not in taken:
            chosen[order] = Suggestion(names[order], field, parse, -certainty)
            taken.add(field)
    return [chosen[order] for order in sorted(chosen)]


def _guesses(folded: str) -> list[tuple[str, str, float]]:
    if not folded:
        return []
    padded = f" {folded} "
    found = []
    for field, (parse, synonyms) in _synonyms().items():
        if folded in synonyms:
            found.append((field, parse, _EXACT))
        else:
            longest = max((len(word) for word in synonyms if f" {word} " in padded), default=0)
            if longest >= 3:
                found.append((field, parse, round(_PART * longest / len(folded), 3)))
    return found


@cache
def _synonyms() -> dict[str, tuple[str, frozenset[str]]]:
    text = files("headstamp.intake.layout").joinpath("synonyms.yaml").read_text(encoding="utf-8")
    listed = read_plain(text)
    assert all(entry["parse"] in KINDS for entry in listed.values())
    return {
        field: (str(entry["parse"]), frozenset(fold(word) for word in entry["words"]))
        for field, entry in listed.items()
    }
