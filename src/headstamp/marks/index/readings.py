"""What of a record's number goes into the index, and how: as sure rows, apart as odd, or not at all."""

import re
from collections.abc import Sequence
from functools import cache
from itertools import product
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from pyarrow import compute

from headstamp.marks.alphabet import CLASSES
from headstamp.marks.index.encoding import WIDTH, Codes, encode
from headstamp.marks.junk import SHORTEST, junk
from headstamp.marks.pattern import ANY, RUN, Pattern, literal
from headstamp.marks.wordings import whole_words
from headstamp.vocabulary import codes, lookup
from headstamp.vocabulary.codes import CATALOGUE

_USUAL = re.compile(r"[A-Za-z0-9 -]+", re.ASCII)
_NO_SEPARATORS = str.maketrans("", "", " -")
_SIMPLE = re.compile(r"(?:[A-Za-z][ -]?)?[1-9][0-9]{4,}", re.ASCII)
_REPEATED = re.compile(
    "1+|2+|3+|4+|5+|6+|7+|8+|9+|[ILil][ -]?1+|[Bb][ -]?8+|[Ss][ -]?5+|[Zz][ -]?2+|[Gg][ -]?6+"
)
_COUNTING = frozenset(
    [
        *("1234567890"[:end] for end in range(3, 11)),
        *("9876543210"[at:end] for at in range(8) for end in (9, 10)),
    ]
)
_MOST_READINGS = 8
# What is read with care: of signs that may be a calibre, a placeholder, a word or a number with noughts before it;
_ODD_SIGNS = "|".join(
    (
        "[0-9]X[0-9]|MM|CAL|KAL",
        r"^0[0-9]*$",
        *(f"^{sign}+$" for sign in "3479"),
        *(f"^[{alike}]+$" for alike in CLASSES),
        r"^12345?6?7?8?9?0?$|^9?8?7?6?54321?0?$",
        r"^(?:ABC|XYZ|AAA|XXX|TEST)",
        r"(?:[A-Z][^A-Z]*){4}|^(?:BR|NR|SN|SER)[0-9]",
        r"^(?:19|20)[0-9]{2}[A-Z]+$|^[A-Z]+(?:19|20)[0-9]{2}$",
    )
)
# of separators before or behind a year or in a date, and before a word.
_ODD_TEXT = r"^[ -]*(?:19|20)[0-9]{2}[ -]|[ -](?:19|20)[0-9]{2}[ -]*$|[0-9][ -]+[A-Za-z]{2,}[^0-9]*$|^[ -]*[0-9]{1,4}[ -]+[0-9]{1,2}[ -]+[0-9]{1,4}[ -]*$|[ -][A-Za-z]{2,3}[ -]| i "
_FIRST, _LAST = r"^[ -]*([^ -]*)[ -].*$", r"^(.*[^ -])[ -]+[^ -]+[ -]*$"
_TAIL, _TAILS = r"^.*[ -]([^ -]+)[ -]*$", r"^[ -]*[^ -]+[ -]+(.*)$"


class Entry(NamedTuple):
    """One number of a record: the record's key for it, the number as written, and what else tells guns apart."""

    id: int
    text: str
    make: str = ""
    model: str = ""
    calibre: str = ""


def readings(text: str) -> Sequence[str] | None:
    """The plain numbers that `text` may be; none for what is no number, None where it is too open or long for a row."""
    if _is_surely_a_number(text):
        signs = (text if text.isalnum() else text.translate(_NO_SEPARATORS)).upper()
        return (signs,) if len(signs) <= WIDTH else None
    less = text.lstrip("0")
    if text.isdigit() and text.isascii() and less != text and _is_surely_a_number(less):
        return (text, less) if len(text) <= WIDTH else (less,)
    if junk(text):
        return ()
    rows: list[str] = []
    for reading in literal(text).readings:
        rows += _rows(reading) or ()
    return list(dict.fromkeys(rows)) or None


def quickly_read(texts: Sequence[str]) -> tuple[NDArray[np.bool_], Codes]:
    """Of many texts those that surely are numbers of one reading, and these as rows: what `readings` says of most, at once."""
    column: Any = pa.array(texts, type=pa.string())
    is_usual = compute.match_substring_regex(column, "^[A-Za-z0-9 -]+$")
    signs: Any = compute.ascii_upper(compute.replace_substring_regex(column, "[ -]", ""))
    lengths = compute.binary_length(signs)
    is_long = compute.and_(compute.greater(lengths, SHORTEST + 1), compute.less_equal(lengths, WIDTH))
    is_plain = compute.and_(compute.and_(is_usual, is_long), compute.match_substring_regex(signs, "[0-9]"))
    is_odd = compute.or_(
        compute.match_substring_regex(signs, _ODD_SIGNS), compute.match_substring_regex(column, _ODD_TEXT)
    )
    known = pa.array(sorted(_known()), type=pa.string())
    is_known = compute.is_in(compute.ascii_lower(signs), value_set=known)
    candidates = compute.and_not(compute.and_not(is_plain, is_odd), is_known)
    sure = candidates.to_numpy(zero_copy_only=False).copy()
    is_parted = compute.match_substring_regex(column, "[ -]").to_numpy(zero_copy_only=False)
    doubtful = np.nonzero(sure & is_parted)[0]
    sure[doubtful] = ~_stands_beside_words(column.take(pa.array(doubtful)), known)
    return sure, encode(signs.filter(pa.array(sure)).to_pylist())


def _stands_beside_words(column: Any, known: Any) -> NDArray[np.bool_]:
    """Of texts with separators those of which a part may be a make, a model, a calibre or a word."""
    found = np.zeros(len(column), dtype=np.bool_)
    for pattern in (_FIRST, _LAST, _TAIL, _TAILS):
        part = compute.replace_substring_regex(column, pattern, r"\1")
        bare = compute.ascii_lower(compute.replace_substring_regex(part, "[ -]", ""))
        found |= compute.is_in(bare, value_set=known).to_numpy(zero_copy_only=False)
    return found


def _rows(reading: Pattern) -> list[str] | None:
    """Every number that a reading may be; None where it is too open or long for a row."""
    positions = reading.positions
    if len(positions) > WIDTH or ANY in positions or RUN in positions:
        return None
    options = 1
    for position in positions:
        options *= len(position)
    if options > _MOST_READINGS:
        return None
    return ["".join(signs) for signs in product(*(sorted(position) for position in positions))]


@cache
def _known() -> frozenset[str]:
    """What is no number, or no part of one: makes, models, calibres and words, without spaces."""
    calibres = {key for key in lookup.keys("calibres") if not key.isdigit()}
    kinds = {key.replace(" ", "") for key in lookup.keys("item_kinds") | whole_words()}
    return frozenset(lookup.keys("makes") | lookup.keys(CATALOGUE) | calibres | kinds)


_odd_signs, _odd_text = re.compile(_ODD_SIGNS), re.compile(_ODD_TEXT)
_parts = tuple(map(re.compile, (_FIRST, _LAST, _TAIL, _TAILS)))


def _is_surely_a_number(text: str) -> bool:
    """The quick answer for most, as `quickly_read` gives it: one reading, and nothing that may be a word or a placeholder."""
    if _SIMPLE.fullmatch(text):  # most numbers; the rest of this says the same of them
        return not (
            text in _COUNTING or _REPEATED.fullmatch(text) or (text[0] > "9" and text.lower() in _known())
        )
    if not _USUAL.fullmatch(text):
        return False
    signs = text.translate(_NO_SEPARATORS).upper()
    is_plain = len(signs) > SHORTEST + 1 and not signs.isalpha()
    if not is_plain or _odd_signs.search(signs) or _odd_text.search(text) or signs.lower() in _known():
        return False
    if len(signs) == len(text):
        return True
    parts = (pattern.sub(r"\1", text).translate(_NO_SEPARATORS).lower() for pattern in _parts)
    return _known().isdisjoint(parts)


codes.on_forget(_known.cache_clear)
