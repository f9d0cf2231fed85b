"""What stands in number fields and is no number: it never links two guns and never finds one.

Placeholders in five languages, the same sign over and over, proof marks, and a calibre, make or model typed into
the wrong field. Words lie in placeholders.yaml.
"""

from collections.abc import Mapping
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path

import yaml

from headstamp.kernel.folding import fold
from headstamp.kernel.text import Message, gettext_noop
from headstamp.marks.alphabet import DIGITS, plain
from headstamp.vocabulary import codes, lookup
from headstamp.vocabulary.codes import CATALOGUE

SHORTEST = 3
_CALIBRE_SIGNS = (".", ",", "x", "×", "х", "mm", "мм", "cal", "kal")
_COUNTED = "1234567890"


class Junk(StrEnum):
    """Why a text in a number field is no number."""

    REMOVED = "removed"
    ABSENT = "absent"
    UNKNOWN = "unknown"
    EMPTY = "empty"
    SHORT = "short"
    REPEATED = "repeated"
    PROOF = "proof"
    CALIBRE = "calibre"
    MAKE = "make"
    MODEL = "model"


WORDS: Mapping[Junk, str] = {
    Junk.REMOVED: gettext_noop("this says that the number was removed or cannot be read"),
    Junk.ABSENT: gettext_noop("this says that the gun bears no number"),
    Junk.UNKNOWN: gettext_noop("this says that the number is not known"),
    Junk.EMPTY: gettext_noop("no number"),
    Junk.SHORT: gettext_noop("fewer than three signs fit too many guns"),
    Junk.REPEATED: gettext_noop("the same sign over and over, or counting, is a placeholder"),
    Junk.PROOF: gettext_noop("this is a proof mark"),
    Junk.CALIBRE: gettext_noop("this is a calibre"),
    Junk.MAKE: gettext_noop("this is a make"),
    Junk.MODEL: gettext_noop("this is a model"),
}


def junk(text: str) -> Junk | None:
    """Why `text` is no number, None if it may be one."""
    return _junk(text.strip())


def told(why: Junk) -> Message:
    """The reason in words."""
    return Message(WORDS[why])


@lru_cache(maxsize=65_536)
def _junk(text: str) -> Junk | None:
    signs = plain(text)
    if "*" in text or "?" in text:  # somebody read what could be read
        return None if signs else Junk.UNKNOWN
    digits = sum(sign in DIGITS for sign in signs)
    if not digits:
        found = _words(text)
        if found:
            return found
    if len(signs) < SHORTEST:
        return Junk.SHORT if signs else Junk.EMPTY
    if len(set(signs)) == 1 or _is_counting(signs):
        return Junk.REPEATED
    return _wrong_field(text) if digits < 5 or not signs.isdigit() else None


def _words(text: str) -> Junk | None:
    """What a text of nothing but known words says."""
    folded = fold(text).replace("_", " ")
    said, words = None, folded.split()
    while words:
        for size in (3, 2, 1):
            kind = _known().get(" ".join(words[:size])) if len(words) >= size else None
            if kind:
                said = said if said in _KINDS or kind == "beside" else kind
                words = words[size:]
                break
        else:
            return None
    return Junk(said) if said in _KINDS else None


_KINDS = ("removed", "absent", "unknown", "proof")


@cache
def _known() -> Mapping[str, str]:
    """Every listed wording and what it says; of two meanings the first in the file."""
    listed = yaml.safe_load((Path(__file__).parent / "placeholders.yaml").read_text("utf-8"))
    found: dict[str, str] = {}
    for kind in (*_KINDS, "beside"):
        for words in listed[kind].values():
            for word in words:
                found.setdefault(str(word), kind)
    return found


def _is_counting(signs: str) -> bool:
    return signs in ("123", "1234", "0123", "01234") or (len(signs) > 8 and signs in _COUNTED)


def _wrong_field(text: str) -> Junk | None:
    low = text.casefold()
    if any(sign in low for sign in _CALIBRE_SIGNS) and lookup.meanings("calibres", text):
        return Junk.CALIBRE
    if not any(character.isalpha() for character in text):
        return None
    if lookup.meanings("makes", text):
        return Junk.MAKE
    return Junk.MODEL if lookup.meanings(CATALOGUE, text) else None


codes.on_forget(_junk.cache_clear)
