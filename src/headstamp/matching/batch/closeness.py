"""How close the numbers of many pairs are: `alignment.align` for all pairs at once, within two errors.

Fewest errors first, then what speaks for the likeliest way to make them, in one number: errors × 10,000 less tenths of a bit.
"""

from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from headstamp.marks.index.closeness import costs_of
from headstamp.marks.index.encoding import CODES, Codes
from headstamp.marks.likelihood import DOUBLED_LEFT_OUT, LEFT_OUT, SWAPPED

FAR = 100
MOST = 2
AN_ERROR = 10_000
_NEVER = 10**7
_ALIKE = AN_ERROR // 2
_PADDED = 128
Weights = NDArray[np.int32]
Errors = NDArray[np.uint8]
_Lengths = NDArray[np.uint8]


class Costs(NamedTuple):
    """What each way of misreading costs: `signs` by the codes of two signs (below nought where they may be one, from ANAN_ERROR
    on where they may not), a sign of `one` left out, one added on `other`, each also where it stands twice, and two swapped."""

    signs: Weights
    left_out: int
    doubled_left_out: int
    added: int
    doubled_added: int
    swapped: int


def closeness(
    one: Codes, other: Codes, length: int, lengths: _Lengths, costs: Costs | None = None
) -> tuple[Errors, Weights]:
    """Errors (FAR beyond two) and weight of each pair of rows; those of `one` have one length."""
    costs = costs or _costs()
    count, width = other.shape
    padded = np.zeros((width + 2 * MOST + 5, count), dtype=np.int16)
    padded[MOST + 1 : MOST + 1 + width] = other.T
    signs_of = one.T.astype(np.int16) * _PADDED
    added = _added(padded, costs)
    last = np.full((2 * MOST + 1, count), _NEVER, dtype=np.int32)
    last[MOST] = 0
    for place in range(1, MOST + 1):
        last[MOST + place] = last[MOST + place - 1] + added[MOST + place]
    before = before_signs = np.full((2 * MOST + 3, count), _NEVER, dtype=np.int32)
    before = before[1:-1]
    for at in range(length):
        signs = costs.signs[signs_of[at] + padded[at : at + 2 * MOST + 3]]
        row = last + signs[1:-1]
        np.minimum(row[:-1], last[1:] + _left_out(one, at, costs), out=row[:-1])
        crossed = signs[:-2] + before_signs[2:]
        swapped = before + np.where(crossed < _ALIKE, crossed + costs.swapped, _NEVER)
        np.minimum(row, swapped, out=row)
        for place in range(1, 2 * MOST + 1):
            np.minimum(row[place], row[place - 1] + added[at + place + 1], out=row[place])
        before, last, before_signs = last, row, signs
    return _told(last, lengths.astype(np.int64) - length + MOST)


@cache
def _costs() -> Costs:
    """As signs are weighed everywhere."""
    left_out, doubled = AN_ERROR + LEFT_OUT, AN_ERROR + DOUBLED_LEFT_OUT
    return Costs(
        table_of(lambda sign: costs_of(frozenset(sign))),
        left_out,
        doubled,
        left_out,
        doubled,
        AN_ERROR + SWAPPED,
    )


def table_of(row: Callable[[str], Any]) -> Weights:
    """A table by the codes of two signs, from a row by codes for each sign."""
    table = np.full((_PADDED, _PADDED), _NEVER, dtype=np.int32)
    for sign, code in CODES.items():
        table[code] = row(sign)
    return table.ravel()


def _added(padded: NDArray[np.int16], costs: Costs) -> Weights:
    """What it costs that the sign of a column was added: less where it stands twice."""
    found = np.full(padded.shape, costs.added, dtype=np.int32)
    found[1:][padded[1:] == padded[:-1]] = costs.doubled_added
    return found


def _left_out(one: Codes, at: int, costs: Costs) -> Weights | int:
    if not at:
        return costs.left_out
    is_doubled = one[:, at] == one[:, at - 1]
    return np.where(is_doubled, costs.doubled_left_out, costs.left_out).astype(np.int32)


def _told(last: Weights, places: NDArray[np.int64]) -> tuple[Errors, Weights]:
    is_within = (places >= 0) & (places <= 2 * MOST)
    cells = np.where(is_within, last[np.clip(places, 0, 2 * MOST), np.arange(len(places))], _NEVER)
    errors = np.clip((cells + AN_ERROR // 2) // AN_ERROR, 0, FAR)
    weights = (errors * AN_ERROR - cells).astype(np.int32)
    return np.where(errors <= MOST, errors, FAR).astype(np.uint8), weights
