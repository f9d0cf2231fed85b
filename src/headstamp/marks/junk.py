"""What stands in number fields and is no number: it never links two guns and never finds one.

A text without a digit is none: a serial number of letters alone is rarer than a placeholder in a language nobody thought
of. Words in placeholders.yaml say which kind it is. So are the same sign over and over, counting, a year, proof marks, and a
calibre, make or model typed into the wrong field.
"""

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import lru_cache

from headstamp.kernel.folding import fold
from headstamp.kernel.text import Message, gettext_noop
from headstamp.marks.alphabet import DIGITS, fold_sign, plain
from headstamp.marks.fields import parted, unlabelled
from headstamp.marks.wordings import KINDS, MOST_WORDS, kind_of, labels
from headstamp.vocabulary import codes, lookup
from headstamp.vocabulary.codes import CATALOGUE

SHORTEST = 3
_LETTERS_OF_PROSE = 6  # no serial number of the region has so many letters and hardly a digit
_FEW_DIGITS = 3
_CALIBRE_SIGNS = (".", ",", "x", "×", "х", "/", "-", "mm", "мм", "cal", "kal")
_UP, _DOWN = "1234567890", "9876543210"
_COUNTED_LETTERS = re.compile(r"(ABC|ABCD|ABCDE|ABCDEF|XYZ|AAA+|XXX+|TEST)(0*1*|0?1234?5?6?7?8?9?0?)$")
_SHORTENED = re.compile(r"\s*\d+[.,]\d+\s*E\s*[+-]?\s*\d+\s*|\s*\d+E\+\d+\s*", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")
_DATE = re.compile(
    r"\s*(?:\d{1,2}[./-]\s?\d{1,2}[./-]\s?(?:19|20)\d\d|(?:19|20)\d\d[./-]\d{1,2}[./-]\d{1,2}|\d{1,2}\.\d{1,2}\.\d\d)\.?"
    r"(?:[\sT]+\d{1,2}:\d\d(?::\d\d)?(?:\.0+)?)?\s*"
)
_OF_YEARS = frozenset(
    [
        "god",
        "godina",
        "godine",
        "g",
        "viti",
        "vit",
        "year",
        "od",
        "iz",
        "i",
        "from",
        "made",
        "prodhuar",
        "prodhimit",
        "proizveden",
        "proizvedena",
        "proizvodnje",
        "proizvodnja",
        "izrada",
        "izrade",
        "jna",
        "sfrj",
        "fnrj",
        "rsfj",
        "produced",
        "model",
    ]
)
_YEARS = re.compile(r"(?:19|20)\d\d\s*[-/]\s*(?:(?:19|20)\d\d|\d\d)")
_CASE = re.compile(
    r"(?:ku|kt|kti|kto|ktr|ktn|kp|kpp|zap|predmet|spis|delo|lenda|slucaj)(?: br| nr)? ?\d{1,5} (?:(?:19|20)\d\d|\d\d)"
)
_CELL_ERROR = re.compile(r"#(?:REF|N/A|NAME|NUM|VALUE|DIV/0|NULL|SPILL|CALC)[!?]?", re.IGNORECASE)
_BESIDE_A_DIGIT = re.compile(r"[^\W\d_][\W_]+\d|\d[\W_]+[^\W\d_]")
_RUN_OF_LETTERS = re.compile(r"[^\W\d_]+")


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
    KIND = "kind"
    YEAR = "year"
    SHORTENED = "shortened"
    LETTERS = "letters"
    PROSE = "prose"


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
    Junk.KIND: gettext_noop("this is a type of weapon"),
    Junk.YEAR: gettext_noop("this is a year or a date, or cannot be told from one"),
    Junk.SHORTENED: gettext_noop("a spreadsheet shortened this number: its last digits are lost"),
    Junk.LETTERS: gettext_noop("letters without a digit are no number that links guns"),
    Junk.PROSE: gettext_noop("these are words and no number"),
}


def junk(text: str) -> Junk | None:
    """Why `text` is no number, None if it may be one."""
    return _junk(text.strip())


def told(why: Junk) -> Message:
    """The reason in words."""
    return Message(WORDS[why])


@lru_cache(maxsize=65_536)
def _junk(text: str) -> Junk | None:
    if _CELL_ERROR.fullmatch(text):
        return Junk.UNKNOWN
    if _SHORTENED.fullmatch(text):
        return Junk.SHORTENED
    signs, is_open = plain(text), "*" in text or "?" in text
    if not signs:
        return Junk.UNKNOWN if is_open else Junk.EMPTY
    if not any(sign in DIGITS for sign in signs):
        is_read = (
            is_open and len(signs) < SHORTEST and not _words(text)
        )  # AB????: somebody read what could be read
        return None if is_read else _without_digits(text, signs)
    parts = parted(text)
    if len(parts) > 1:
        found = [_junk(part) for part in parts]
        if None not in found and _DATE.fullmatch(text) is None and not _meant("calibres", text):
            return found[0]
    if is_open:
        return Junk.REPEATED if len(signs) >= SHORTEST and set(map(fold_sign, signs)) == {"0"} else None
    return _with_digits(unlabelled(text)[0])


def _with_digits(text: str) -> Junk | None:
    signs = plain(text)
    digits = sum(sign in DIGITS for sign in signs)
    if len(signs) < SHORTEST:
        return Junk.SHORT
    if len(set(map(fold_sign, signs))) == 1 or is_counting(signs):
        return Junk.REPEATED
    if _is_year(text):
        return Junk.YEAR
    if digits < 5 or not signs.isdigit():
        found = _wrong_field(text)
        if found:
            return found
    return _prose(text, digits) if len(signs) > digits else None


def is_counting(signs: str) -> bool:
    """Whether the signs are what people type to fill a field: 1234, 0123456, 654321, ABC123."""
    if signs.isdigit():
        bare = signs.lstrip("0")
        rising = _UP.startswith(bare) and len(bare) >= SHORTEST
        return rising or (len(signs) > 5 and (_DOWN.endswith(signs) or _DOWN[:-1].endswith(signs)))
    return _COUNTED_LETTERS.match(signs) is not None


def _is_year(text: str) -> bool:
    if _DATE.fullmatch(text) or _YEARS.fullmatch(text.strip()):
        return True
    dated = _DATE.sub(" ", text)
    if dated != text and not any(map(str.isdigit, dated)):
        return True
    words = re.findall(r"[^\W\d_]+|\d+", fold(text))
    years = [word for word in words if _YEAR.fullmatch(word)]
    if not words or words[0] in ("g", "i"):
        return False
    return len(years) == 1 and all(word in _OF_YEARS or word in years for word in words)


def _without_digits(text: str, signs: str) -> Junk:
    """Which kind of no number a text of letters is."""
    found = _words(text)
    if found:
        return found
    wrong = _wrong_field(text)
    if wrong:
        return wrong
    words = fold(text).replace("_", " ").split()
    if all(word in labels() for word in words) or " ".join(words) in labels():
        return Junk.EMPTY
    if len(signs) < SHORTEST:
        return Junk.SHORT
    if len(set(signs)) == 1:
        return Junk.REPEATED
    return _any_word(words) or (Junk.PROSE if len(words) > 1 else Junk.LETTERS)


def _words(text: str) -> Junk | None:
    """What a text of nothing but known words says."""
    said, words = None, fold(text).replace("_", " ").split()
    while words:
        for size in range(min(MOST_WORDS, len(words)), 0, -1):
            kind = kind_of(" ".join(words[:size]))
            if kind:
                said = said if said in KINDS or kind == "beside" else kind
                words = words[size:]
                break
        else:
            return None
    return Junk(said) if said in KINDS else None


def _any_word(words: Sequence[str]) -> Junk | None:
    """What is said among words that are not all known; one of three letters may be the beginning of anything."""
    found = {
        kind_of(" ".join(words[at : at + size]))
        for at in range(len(words))
        for size in range(1, MOST_WORDS + 1)
        if len(" ".join(words[at : at + size])) > 3
    }
    return next((Junk(kind) for kind in KINDS[:3] if kind in found), None)


def _wrong_field(text: str) -> Junk | None:
    """A calibre, make, model or type, or several of them and nothing else."""
    low = text.casefold()
    has_letter = any(character.isalpha() for character in text)
    if (has_letter or any(sign in low for sign in _CALIBRE_SIGNS)) and _meant("calibres", text):
        return Junk.CALIBRE
    if not has_letter:
        return None
    for list_name, kind in _FIELDS:
        if _meant(list_name, text):
            return kind
    return _of_several(text)


_FIELDS = (("makes", Junk.MAKE), (CATALOGUE, Junk.MODEL), ("item_kinds", Junk.KIND))


def _of_several(text: str) -> Junk | None:
    words, said = re.split(r"[\s;()]+|,\s+", text.strip(" ,;()")), None
    if not 1 < len(words) <= 2 * MOST_WORDS:
        return None
    while words:
        for size in range(min(4, len(words)), 0, -1):
            kind = _one_of_several(" ".join(words[:size]))
            if kind:
                said = said if said or kind == "beside" else kind
                words = words[size:]
                break
        else:
            return None
    return Junk(said) if said else None


def _one_of_several(words: str) -> str | None:
    is_written = any(character.isalpha() or character in ".,/" for character in words)
    if not is_written:
        return "beside" if _YEAR.fullmatch(words) else None
    for list_name, kind in (*_FIELDS, ("calibres", Junk.CALIBRE)):
        if _meant(list_name, words):
            return kind
    return kind_of(fold(words))


def _prose(text: str, digits: int) -> Junk | None:
    """Words around a few digits: “bez broja 2”, “see photo 3”."""
    words = _RUN_OF_LETTERS.findall(fold(text))
    if "/" in text and _CASE.fullmatch(fold(text)):
        return Junk.PROSE
    letters = sum(map(len, words))
    # NN 12 and TEST1, but neither NN12 nor BBN123
    is_parted = _BESIDE_A_DIGIT.search(text) is not None
    is_apart = letters > SHORTEST or (is_parted and (letters == SHORTEST or digits < _FEW_DIGITS))
    if digits <= _FEW_DIGITS and is_apart:
        found = _words(" ".join(words)) or (_any_word(words) if letters > SHORTEST else None)
        if found and found is not Junk.PROOF:
            return found
        if letters >= _LETTERS_OF_PROSE:
            return Junk.PROSE
    if sum(len(word) > SHORTEST for word in words) < 2:
        return None
    unknown = [word for word in words if len(word) > SHORTEST and not _may_stand_beside(word, text)]
    return Junk.PROSE if len(unknown) > 1 else None


def _may_stand_beside(word: str, text: str) -> bool:
    """Words of a make or model may stand before a number, and the part of the gun behind it."""
    if kind_of(word) or lookup.meanings("makes", word) or lookup.meanings(CATALOGUE, word):
        return True
    words = _RUN_OF_LETTERS.findall(fold(text))
    at = words.index(word)
    near = [" ".join(words[start:end]) for start in (at - 1, at) if start >= 0 for end in (at + 1, at + 2)]
    return any(_meant(list_name, each) for each in near for list_name in ("makes", CATALOGUE, "item_kinds"))


def _meant(list_name: str, text: str) -> frozenset[str]:
    return lookup.meanings(list_name, text)


codes.on_forget(_junk.cache_clear)
