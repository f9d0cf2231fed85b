"""Guesses a text's language from its letters and commonest words."""

import json
from functools import cache
from importlib.resources import files
from typing import Any

from headstamp.intake.reading.tokens import Token

_LOOKED_AT = 400
_TAG = {"sq": "sq", "mk": "mk", "en": "en", "sl": "sl"}


@cache
def _signs() -> dict[str, Any]:
    file = files("headstamp.intake.reading").joinpath("compiled", "languages.json")
    document: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return document


@cache
def _weights() -> dict[str, dict[str, float]]:
    """Of each mark, the languages it speaks for; the more there are, the less it weighs."""
    speaks: dict[str, list[str]] = {}
    for language, signs in _signs().items():
        for mark in signs["marks"]:
            speaks.setdefault(mark, []).append(language)
    return {mark: dict.fromkeys(languages, 1 / len(languages)) for mark, languages in speaks.items()}


def language_of(text: str, found: list[Token]) -> str:
    """The tag of the language that most of the text's words and letters speak for: sq, sr-Latn, sr-Cyrl, mk, en, sl."""
    looked_at = text[:4000]
    scores = dict.fromkeys(_signs(), 0.0)
    for token in found[:_LOOKED_AT]:
        for language, weight in _weights().get(token.key, {}).items() if token.kind == "word" else ():
            scores[language] += weight
    for language, signs in _signs().items():
        scores[language] += 2 * sum(looked_at.count(letter) for letter in signs["letters"])
    best = max(scores, key=lambda language: scores[language]) if any(scores.values()) else "en"
    cyrillic = sum("\u0400" <= c <= "\u04ff" for c in looked_at)
    if cyrillic * 2 > sum(c.isalpha() for c in looked_at):
        best = best if best in ("mk", "sr") else "sr"
        return "mk" if best == "mk" else "sr-Cyrl"
    return "sr-Latn" if best == "sr" else best
