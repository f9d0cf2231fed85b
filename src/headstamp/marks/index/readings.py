"""What of a record's number goes into the index, and how: as sure rows, apart as odd, or not at all."""

import re
from collections.abc import Sequence
from itertools import product
from typing import NamedTuple

from headstamp.marks.alphabet import DIGITS
from headstamp.marks.index.encoding import WIDTH
from headstamp.marks.junk import SHORTEST, junk
from headstamp.marks.pattern import ANY, RUN, literal

_USUAL = re.compile(r"[A-Za-z0-9 -]+", re.ASCII)
_NO_SEPARATORS = str.maketrans("", "", " -")
_MOST_READINGS = 4


class Entry(NamedTuple):
    """One number of a record: the record's key for it, the number as written, and what else tells guns apart."""

    id: int
    text: str
    make: str = ""
    model: str = ""
    calibre: str = ""


def readings(text: str) -> Sequence[str] | None:
    """The plain numbers that `text` may be; none for what is no number, None where it is too open or long for a row."""
    if _USUAL.fullmatch(text):
        signs = text.translate(_NO_SEPARATORS).upper()
        if _is_surely_a_number(signs) or junk(text) is None:
            return (signs,) if len(signs) <= WIDTH else None
        return ()
    if junk(text):
        return ()
    positions = literal(text).positions
    if len(positions) > WIDTH or ANY in positions or RUN in positions:
        return None
    options = 1
    for position in positions:
        options *= len(position)
    if options > _MOST_READINGS:
        return None
    return ["".join(signs) for signs in product(*(sorted(position) for position in positions))]


def _is_surely_a_number(signs: str) -> bool:
    """The quick answer for most: enough digits, more than one sign, not counting."""
    if not signs.isdigit() or len(signs) <= SHORTEST + 1 or signs in DIGITS + "0":
        return False
    return "1234567890".find(signs) < 0 and signs != signs[0] * len(signs)
