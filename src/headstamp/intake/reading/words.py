"""The lexicon of a language as compiled, and which phrase of it begins at a token."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from headstamp.intake.reading.tokens import Token

# How texts name languages, and whose lexicon reads them.
LEXICON_OF = {
    "sq": "sq", "al": "sq", "mk": "mk", "en": "en", "sl": "sl", "sr": "sr", "bs": "sr", "hr": "sr", "cnr": "sr",
    "me": "sr", "sh": "sr",
}  # fmt: skip
_ASIDE = ("elsewhere", "place")
_ABBREVIATED = 6  # a full stop after a word this short may be that of an abbreviation


@dataclass(frozen=True, slots=True)
class Sense:
    """What a phrase says: its tag, what it stands for, its grammatical number; and what it says besides.

    `kind` is what a noun says where it is an adjective too; `is_oblique` says that its form without diacritics is
    also that of a genitive; `is_elsewhere` that another place or person follows, `is_place` that it is a preposition of place.
    """

    tag: str
    value: str
    number: str
    kind: str = ""
    is_oblique: bool = False
    is_elsewhere: bool = False
    is_place: bool = False


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The phrases of one language. `order` says where adjectives stand: after their noun or before it."""

    language: str
    order: str
    decimal: str
    phrases: dict[str, Sense] = field(repr=False)
    longest: dict[str, int] = field(repr=False)

    def longest_at(self, tokens: list[Token], index: int) -> tuple[Sense | None, int]:
        """What the longest phrase that begins at this token says, and the index after it; None if none begins."""
        first = tokens[index].key
        most = self.longest.get(first, 0)
        if not most:
            return None, index
        best, after = self.phrases.get(first), index + 1
        phrase, at, length = first, index + 1, 1
        while length < most and at < len(tokens):
            token = tokens[at]
            if at + 1 < len(tokens) and _joins(tokens[at - 1], token):
                at += 1
                token = tokens[at]
            if token.kind not in ("word", "number"):
                break
            phrase, at, length = f"{phrase} {token.key}", at + 1, length + 1
            found = self.phrases.get(phrase)
            if found is not None:
                best, after = found, at
        return (best, after) if best is not None else (None, index)


def _joins(before: Token, token: Token) -> bool:
    """A full stop after an abbreviation, or a hyphen within a word: "ser. br.", "minsko-eksplozivna"."""
    if token.key == ".":
        return len(before.key) <= _ABBREVIATED
    if token.key == "/":
        return token.start == before.end and len(before.key) == 1
    return token.key in ("-", "–") and token.start == before.end


@cache
def lexicon(language: str) -> Lexicon:
    """The lexicon of a language tag ('sr-Latn', 'hr', 'sq'); English where there is none."""
    name = LEXICON_OF.get(language.casefold().split("-")[0].split("_")[0], "en")
    return _compiled(name)


def _compiled(name: str) -> Lexicon:
    """The lexicon as compiled; one that stands on another lies over that one's words."""
    file = files("headstamp.intake.reading").joinpath("compiled", f"{name}.json")
    document: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    head = document["head"]
    senses = [Sense(*told) for told in document["senses"]]
    phrases = {phrase: senses[number] for phrase, number in document["words"].items()}
    longest: dict[str, int] = document["longest"]
    if "base" in head:
        below = _compiled(head["base"])
        head = {"order": below.order, "decimal": below.decimal, **head}
        phrases = {**below.phrases, **phrases}
        longest = {
            word: max(longest.get(word, 0), below.longest.get(word, 0)) for word in {*longest, *below.longest}
        }
    return Lexicon(name, head["order"], head["decimal"], phrases, longest)


def sense_of(readings: Iterable[tuple[str, str, str]]) -> Sense:
    """One sense of all readings of a phrase: a noun before an adjective, either before what is said aside."""
    told = list(readings)
    tags = [tag for tag, _, _ in told]
    said = [reading for reading in told if reading[0] not in _ASIDE] or [("word", "", "")]
    tag, value, number = next((r for r in said if r[0] == "noun" and r[2] != "o"), said[0])
    kind = next((value for tag, value, _ in told if tag == "kind"), "") if tag == "noun" else ""
    oblique = any(number == "o" for _, _, number in told)
    return Sense(tag, value, number, kind, oblique, "elsewhere" in tags, "place" in tags)
