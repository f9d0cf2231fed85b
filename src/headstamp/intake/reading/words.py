"""The lexicon of a language as compiled, and which phrase of it begins at a token."""

import json
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from headstamp.intake.reading.tokens import Token

# How texts name languages, and whose lexicon reads them.
LEXICON_OF = {
    "sq": "sq", "al": "sq", "mk": "mk", "en": "en", "sl": "sl", "sr": "sr", "bs": "sr", "hr": "sr", "cnr": "sr",
    "me": "sr", "sh": "sr",
}  # fmt: skip
_LONGEST = 6


@dataclass(frozen=True, slots=True)
class Sense:
    """One thing that a phrase may say: a tag, what it stands for, and its grammatical number."""

    tag: str
    value: str
    number: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The phrases of one language. `order` says where adjectives stand: after their noun or before it."""

    language: str
    order: str
    decimal: str
    phrases: dict[str, tuple[Sense, ...]] = field(repr=False)
    longest: dict[str, int] = field(repr=False)

    def longest_at(self, tokens: list[Token], index: int) -> tuple[tuple[Sense, ...], int]:
        """What the longest phrase that begins at this token may say, and the index after it; (), index if none."""
        first = tokens[index].key
        most = self.longest.get(first, 0)
        if not most:
            return (), index
        best: tuple[tuple[Sense, ...], int] = self.phrases.get(first, ()), index + 1
        phrase, at, length = first, index + 1, 1
        while length < most and at < len(tokens):
            token = tokens[at]
            if (
                token.key == "."
                and len(tokens[at - 1].key) <= 6
                and at + 1 < len(tokens)
                or token.key in ("-", "–")
                and token.start == tokens[at - 1].end
                and at + 1 < len(tokens)
            ):
                at += 1
                token = tokens[at]
            if token.kind not in ("word", "number"):
                break
            phrase, at, length = f"{phrase} {token.key}", at + 1, length + 1
            found = self.phrases.get(phrase)
            if found:
                best = found, at
        return best if best[0] else ((), index)


@cache
def lexicon(language: str) -> Lexicon:
    """The lexicon of a language tag ('sr-Latn', 'hr', 'sq'); English where there is none."""
    name = LEXICON_OF.get(language.casefold().split("-")[0].split("_")[0], "en")
    file = files("headstamp.intake.reading").joinpath("compiled", f"{name}.json")
    document = json.loads(file.read_text(encoding="utf-8"))
    phrases: dict[str, tuple[Sense, ...]] = {}
    longest: dict[str, int] = {}
    senses: dict[tuple[str, str, str], Sense] = {}
    for phrase, readings in document["words"].items():
        phrases[phrase] = tuple(senses.setdefault(tuple(r), Sense(*r)) for r in readings)
        first = phrase.split(" ", 1)[0]
        longest[first] = max(longest.get(first, 0), phrase.count(" ") + 1)
    head = document["head"]
    return Lexicon(name, head["order"], head["decimal"], phrases, longest)
