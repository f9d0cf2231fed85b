"""Rows that hold the sure signs of a pattern: the way to patterns with runs or with many open signs, which no key leads to.

Reads every row once, a chunk at a time, so the time is bounded by the size of the base and not by the pattern.
"""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from headstamp.kernel.errors import Invalid
from headstamp.kernel.text import Message, gettext_noop
from headstamp.marks.index.encoding import SIGN_BITS, WIDTH, Codes, options_of
from headstamp.marks.index.timebox import UNBOUNDED, TimeBox
from headstamp.marks.pattern import Pattern

_CHUNK = 32_768
_SHORTEST = 2
_TOO_OPEN = gettext_noop(
    "This fits too many numbers. Give at least two neighbouring signs that you are sure of, and no errors."
)


def rows_holding(rows: Codes, pattern: Pattern, errors: int, box: TimeBox = UNBOUNDED) -> NDArray[np.int64]:
    """Rows that have all sure signs in their places or, where runs move them, the longest sure piece somewhere; Invalid if
    there is too little to look for."""
    piece, places = surest_piece(pattern), {} if pattern.has_run else sure_places(pattern)
    if errors or max(len(piece), len(places)) < _SHORTEST:
        raise Invalid({"number": [Message(_TOO_OPEN)]})
    found = []
    for start in range(0, len(rows), _CHUNK):
        box.check()
        chunk = rows[start : start + _CHUNK]
        found.append(start + (holding(chunk, piece) if pattern.has_run else _placed(chunk, places)))
    return np.concatenate(found) if found else np.zeros(0, dtype=np.int64)


def sure_places(pattern: Pattern) -> dict[int, int]:
    """Places of a pattern without runs that are one folded sign each."""
    options = [options_of(position) for position in pattern.positions]
    return {at: int(each[0]) for at, each in enumerate(options) if len(each) == 1}


def surest_piece(pattern: Pattern) -> list[int]:
    """The longest row of neighbouring positions that are one folded sign each."""
    best: list[int] = []
    piece: list[int] = []
    for position in pattern.positions:
        options = options_of(position)
        piece = [*piece, int(options[0])] if len(options) == 1 else []
        best = max(best, piece, key=len)
    return best[:WIDTH]


def _placed(chunk: Codes, signs: Mapping[int, int]) -> NDArray[np.int64]:
    stands = np.ones(len(chunk), dtype=np.bool_)
    for at, sign in signs.items():
        stands &= (chunk[:, at] & np.uint8(SIGN_BITS)) == sign
    return np.nonzero(stands)[0]


def holding(chunk: Codes, piece: list[int]) -> NDArray[np.int64]:
    """Rows of the chunk in which the piece stands somewhere."""
    if not len(chunk):
        return np.zeros(0, dtype=np.int64)
    signs = (chunk & np.uint8(SIGN_BITS)).ravel()
    size = len(signs) - len(piece) + 1
    stands = signs[:size] == piece[0]
    for at, sign in enumerate(piece[1:], 1):
        stands &= signs[at : at + size] == sign
    places = np.nonzero(stands)[0]
    is_within = places % WIDTH + len(piece) <= WIDTH
    return np.unique(places[is_within] // WIDTH)
