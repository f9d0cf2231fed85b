"""Numbers as rows of bytes: five bits say the folded sign, two more which of its look-alikes was written.

0 is no sign. As masks, one bit a sign, two positions that may be the same sign share a bit.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from headstamp.marks.alphabet import CLASSES, FOLDED_SIGNS, SIGNS, fold_sign
from headstamp.marks.pattern import ANY, RUN, Pattern, Position

WIDTH = 16  # signs of a row of the base; longer numbers are few and listed apart
SIGN_BITS = 31
_ORDER = {sign: next((each.index(sign) for each in CLASSES if sign in each), 0) for sign in SIGNS}
CODES = {sign: FOLDED_SIGNS.index(fold_sign(sign)) + 1 | _ORDER[sign] << 5 for sign in SIGNS}
SIGN_OF = {code: sign for sign, code in CODES.items()}
SYMBOLS = np.arange(1, len(FOLDED_SIGNS) + 1, dtype=np.uint64)

_BY_CHARACTER: NDArray[np.uint8] = np.zeros(128, dtype=np.uint8)
for _sign, _code in CODES.items():
    _BY_CHARACTER[ord(_sign)] = _code
MASKS: NDArray[np.uint32] = np.zeros(32, dtype=np.uint32)
MASKS[1 : len(FOLDED_SIGNS) + 1] = np.uint32(1) << np.arange(len(FOLDED_SIGNS), dtype=np.uint32)
ALL = np.uint32(MASKS.sum())

Codes = NDArray[np.uint8]


def encode(numbers: Sequence[str], width: int = WIDTH) -> Codes:
    """Plain numbers of at most `width` signs as rows of codes."""
    joined = "".join(number.ljust(width, "\0") for number in numbers).encode("ascii")
    coded: Codes = _BY_CHARACTER[np.frombuffer(joined, dtype=np.uint8)]
    return coded.reshape(len(numbers), width)


def decode(row: NDArray[Any]) -> str:
    """The plain number of a row."""
    return "".join(SIGN_OF[int(code)] for code in row if code)


def mask_of(position: Position) -> np.uint32:
    """The folded signs that a position may be; 0 for a run."""
    if position == ANY:
        return ALL
    mask = 0
    for sign in position:
        mask |= int(MASKS[CODES[sign] & SIGN_BITS])
    return np.uint32(mask)


@lru_cache(maxsize=4096)
def options_of(position: Position) -> NDArray[np.uint64]:
    """The folded codes that a position may be."""
    mask = int(mask_of(position))
    return SYMBOLS[[bool(mask >> int(symbol - 1) & 1) for symbol in SYMBOLS]]


def masks_of(patterns: Sequence[Pattern]) -> tuple[NDArray[np.uint32], NDArray[np.bool_]]:
    """Patterns as rows of masks, and where their runs stand."""
    width = max((len(pattern.positions) for pattern in patterns), default=1)
    masks = np.zeros((len(patterns), width), dtype=np.uint32)
    runs = np.zeros((len(patterns), width), dtype=np.bool_)
    for at, pattern in enumerate(patterns):
        for place, position in enumerate(pattern.positions):
            masks[at, place] = mask_of(position)
            runs[at, place] = position == RUN
    return masks, runs
