"""How close the numbers of many pairs are: `alignment.align` for all pairs at once, within two errors.

Fewest errors first, then what speaks for the likeliest way to make them, in one number: errors × 10,000 less tenths of a bit.
"""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from headstamp.marks.index.closeness import costs_of
from headstamp.marks.index.encoding import CODES, Codes
from headstamp.marks.likelihood import DOUBLED_LEFT_OUT, LEFT_OUT, SWAPPED

FAR = 100
MOST = 2
_ERROR = 10_000
_NEVER = 10**7
_ALIKE = _ERROR // 2
_PADDED = 128
Weights = NDArray[np.int32]
Errors = NDArray[np.uint8]
_Lengths = NDArray[np.uint8]


def closeness(one: Codes, other: Codes, length: int, lengths: _Lengths) -> tuple[Errors, Weights]:
    """Errors (FAR beyond two) and weight of each pair of rows; those of `one` have one length."""
    count, width = other.shape
    padded = np.zeros((width + 2 * MOST + 5, count), dtype=np.int16)
    padded[MOST + 1 : MOST + 1 + width] = other.T
    signs_of = one.T.astype(np.int16) * _PADDED
    costs, left_out = _costs(), _left_out(padded)
    last = np.full((2 * MOST + 1, count), _NEVER, dtype=np.int32)
    last[MOST] = 0
    for place in range(1, MOST + 1):
        last[MOST + place] = last[MOST + place - 1] + left_out[MOST + place]
    before = before_signs = np.full((2 * MOST + 3, count), _NEVER, dtype=np.int32)
    before = before[1:-1]
    for at in range(length):
        signs = costs[signs_of[at] + padded[at : at + 2 * MOST + 3]]
        row = last + signs[1:-1]
        np.minimum(row[:-1], last[1:] + _left_out_here(one, at), out=row[:-1])
        crossed = signs[:-2] + before_signs[2:]
        swapped = before + np.where(crossed < _ALIKE, crossed + (_ERROR + SWAPPED), _NEVER)
        np.minimum(row, swapped, out=row)
        for place in range(1, 2 * MOST + 1):
            np.minimum(row[place], row[place - 1] + left_out[at + place + 1], out=row[place])
        before, last, before_signs = last, row, signs
    return _told(last, lengths.astype(np.int64) - length + MOST)


@cache
def _costs() -> Weights:
    """By the codes of two signs what it costs that they be one; below nought where they may be."""
    table = np.full((_PADDED, _PADDED), _NEVER, dtype=np.int32)
    for sign, code in CODES.items():
        table[code] = costs_of(frozenset(sign))
    return table.ravel()


def _left_out(padded: NDArray[np.int16]) -> Weights:
    """What it costs that the sign of a column was left out: less where it stands twice."""
    costs = np.full(padded.shape, _ERROR + LEFT_OUT, dtype=np.int32)
    costs[1:][padded[1:] == padded[:-1]] = _ERROR + DOUBLED_LEFT_OUT
    return costs


def _left_out_here(one: Codes, at: int) -> Weights | int:
    if not at:
        return _ERROR + LEFT_OUT
    is_doubled = one[:, at] == one[:, at - 1]
    return np.where(is_doubled, _ERROR + DOUBLED_LEFT_OUT, _ERROR + LEFT_OUT).astype(np.int32)


def _told(last: Weights, places: NDArray[np.int64]) -> tuple[Errors, Weights]:
    is_within = (places >= 0) & (places <= 2 * MOST)
    cells = np.where(is_within, last[np.clip(places, 0, 2 * MOST), np.arange(len(places))], _NEVER)
    errors = np.clip((cells + _ERROR // 2) // _ERROR, 0, FAR)
    weights = (errors * _ERROR - cells).astype(np.int32)
    return np.where(errors <= MOST, errors, FAR).astype(np.uint8), weights
