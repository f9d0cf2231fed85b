"""Guesses a text's language from its letters and commonest words."""

import json
import re
from functools import cache
from importlib.resources import files
from typing import Any

from headstamp.intake.reading.tokens import Token

_LOOKED_AT, _SIGNS = 300, 1_500  # words and signs from the beginning
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
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
    looked_at = text[:_SIGNS]
    scores = dict.fromkeys(_signs(), 0.0)
    weights = _weights()
    for token in found[:_LOOKED_AT]:
        if token.key in weights:
            for language, weight in weights[token.key].items():
                scores[language] += weight
    for language, signs in () if looked_at.isascii() else _signs().items():
        scores[language] += 2 * sum(looked_at.count(letter) for letter in signs["letters"])
    best = max(scores, key=lambda language: scores[language]) if any(scores.values()) else "en"
    if (
        not looked_at.isascii()
        and max(looked_at) >= "\u0400"
        and len(_CYRILLIC.findall(looked_at)) > len(_LATIN.findall(looked_at))
    ):
        best = best if best in ("mk", "sr") else "sr"
        return "mk" if best == "mk" else "sr-Cyrl"
    return "sr-Latn" if best == "sr" else best
