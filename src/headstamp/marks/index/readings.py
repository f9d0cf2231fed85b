"""What of a record's number goes into the index, and how: as sure rows, apart as odd, or not at all."""

import re
from collections.abc import Sequence
from itertools import product
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from pyarrow import compute

from headstamp.marks.alphabet import DIGITS
from headstamp.marks.index.encoding import WIDTH, Codes, encode
from headstamp.marks.junk import SHORTEST, junk
from headstamp.marks.pattern import ANY, RUN, literal
from headstamp.vocabulary import lookup
from headstamp.vocabulary.codes import CATALOGUE

_USUAL = re.compile(r"[A-Za-z0-9 -]+", re.ASCII)
_NO_SEPARATORS = str.maketrans("", "", " -")
_MOST_READINGS = 4
_OF_CALIBRE = re.compile("[0-9]X[0-9]|MM|CAL|KAL")  # of what may be a calibre in the wrong field
_COUNTING = (
    "^("
    + "|".join(
        [*(f"{sign}+" for sign in "0123456789"), "[0-9]*(?:01234|12345|23456|34567|45678|56789|67890)[0-9]*"]
    )
    + ")$"
)


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


def quickly_read(texts: Sequence[str]) -> tuple[NDArray[np.bool_], Codes]:
    """Of many texts those that surely are numbers of one reading, and these as rows: what `readings` says of most, at once."""
    column: Any = pa.array(texts, type=pa.string())
    signs: Any = compute.ascii_upper(compute.replace_substring_regex(column, "[ -]", ""))
    is_usual = compute.match_substring_regex(column, "^[A-Za-z0-9 -]+$")
    lengths = compute.binary_length(signs)
    is_long = compute.and_(compute.greater(lengths, SHORTEST + 1), compute.less_equal(lengths, WIDTH))
    is_plain = compute.and_(compute.and_(is_usual, is_long), compute.invert(compute.ascii_is_alpha(signs)))
    signs_of_calibre = compute.match_substring_regex(signs, _OF_CALIBRE.pattern)
    # Repeated signs and counting ones have few distinct digits or a known order: rare enough to be read one by one.
    is_odd = compute.match_substring_regex(signs, _COUNTING)
    known = pa.array(sorted(lookup.keys("makes") | lookup.keys(CATALOGUE)), type=pa.string())
    is_known = compute.is_in(compute.ascii_lower(signs), value_set=known)
    is_other = compute.or_(compute.or_(signs_of_calibre, is_odd), is_known)
    sure = compute.and_not(is_plain, is_other).to_numpy(zero_copy_only=False)
    return sure, encode(signs.filter(pa.array(sure)).to_pylist())


def _is_surely_a_number(signs: str) -> bool:
    """The quick answer for most: enough signs, more than one of them, not counting, and no make, model or calibre."""
    if len(signs) <= SHORTEST + 1 or signs.isalpha():
        return False
    if signs.isdigit():
        is_counting = signs in DIGITS + "0" or "1234567890".find(signs) >= 0
        return not is_counting and signs != signs[0] * len(signs)
    if _OF_CALIBRE.search(signs):
        return False
    bare = signs.lower()
    return bare not in lookup.keys("makes") and bare not in lookup.keys(CATALOGUE)
