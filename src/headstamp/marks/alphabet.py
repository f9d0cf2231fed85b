"""The letters of numbers: what a sign on steel may be, and which signs look alike.

A number is written with 26 Latin letters and 10 digits. Cyrillic and Greek letters stand for the Latin ones that they
look like, and where they sound otherwise for those too: Р is P or R. `~` is a letter of any other script.
"""

import unicodedata
from functools import lru_cache

OTHER = "~"
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
DIGITS = "0123456789"
SIGNS = DIGITS + LETTERS + OTHER

# The first of each class stands for all: what a worn stamp or a hurried hand does not tell apart.
CLASSES = ("0OQ", "1IL", "8B", "5S", "2Z", "6G")
_FOLDED = {sign: each[0] for each in CLASSES for sign in each}

# What looks like the letter first, what sounds like it after it.
_CYRILLIC = (
    "А:A Б:B6 В:BV Г:G Д:D Ђ:D Ѓ:G Е:E Ё:E Ж:Z З:Z3 Ѕ:S И:I Й:J Ј:J К:K Ќ:K Л:L Љ:L М:M Н:HN Њ:N О:O П:P Р:PR С:CS "
    "Т:T Ћ:C У:YU Ф:F Х:XH Ц:C Ч:C4 Џ:D Ш:S Щ:S Ъ:B Ы:Y Ь:B Э:E Ю:U Я:R І:I Ї:I Є:E Ґ:G Ў:YU"
)
_GREEK = (
    "Α:A Β:B Γ:G Δ:D Ε:E Ζ:Z Η:HI Θ:0T Ι:I Κ:K Λ:L Μ:M Ν:N Ξ:X Ο:O Π:P Ρ:PR Σ:S Τ:T Υ:YU Φ:F Χ:XH Ψ:P Ω:O"
)
_LATIN = "Đ:D Ð:D Ł:L Ø:O0 Þ:P Æ:A Œ:O Ŋ:N"
_MEANT = {pair[0]: frozenset(pair[2:]) for table in (_CYRILLIC, _GREEK, _LATIN) for pair in table.split()} | {
    sign: frozenset(sign) for sign in SIGNS
}
_NO_SIGNS = str.maketrans("", "", "№ºª°")  # No, degree: they decompose to letters and are none


def fold_sign(sign: str) -> str:
    """The sign that stands for all that look like `sign`: O, Q and 0 are 0."""
    return _FOLDED.get(sign, sign)


FOLDED_SIGNS = "".join(sign for sign in SIGNS if fold_sign(sign) == sign)


@lru_cache(maxsize=4096)
def signs_of(character: str) -> tuple[frozenset[str], ...]:
    """What one written character may be on the gun; nothing for separators, two for a ligature."""
    known = _MEANT.get(character)
    if known:
        return (known,)
    meant = []
    for bare in unicodedata.normalize("NFKD", character.translate(_NO_SIGNS)).upper():
        digit = unicodedata.digit(bare, None)
        if digit is not None:
            meant.append(frozenset(str(digit)))
        elif bare in _MEANT:
            meant.append(_MEANT[bare])
        elif bare.isalnum():
            meant.append(frozenset(OTHER))
    return tuple(meant)


def written(text: str) -> tuple[frozenset[str], ...]:
    """`text` sign by sign, without case, spaces and separators."""
    return tuple(meant for character in text for meant in signs_of(character))


def plain(text: str) -> str:
    """`text` as one row of signs; of a letter that may be two, the one it looks like."""
    return "".join(looks_like(character, meant) for character in text for meant in signs_of(character))


def looks_like(character: str, meant: frozenset[str]) -> str:
    """Of what the character may be, the sign with its shape."""
    if len(meant) == 1:
        return next(iter(meant))
    bare = unicodedata.normalize("NFKD", character).upper()[:1]
    return _SHAPES.get(bare, min(meant))


_SHAPES = {pair[0]: pair[2] for table in (_CYRILLIC, _GREEK, _LATIN) for pair in table.split()}


def folded(text: str) -> str:
    """The key under which look-alikes are one: O-123, 0123 and Ο123 are 0123."""
    return "".join(fold_sign(sign) for sign in plain(text))
