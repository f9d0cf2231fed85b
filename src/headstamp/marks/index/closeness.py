"""How close each of many numbers is to the one that was read: `alignment.align`, for many at once.

Fewest errors first, then what speaks for the likeliest way to make them, in one number: errors × 10,000 less tenths of a
bit. Only the band of the table is filled that so many errors can reach; a row of it is one step for all numbers together.
"""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from headstamp.marks.index.encoding import CODES, Codes
from headstamp.marks.index.errors import FAR, Errors
from headstamp.marks.likelihood import DOUBLED_LEFT_OUT, LEFT_OUT, SWAPPED, agreement, difference
from headstamp.marks.pattern import Position

Weights = NDArray[np.int32]
_ERROR = 10_000
_NEVER = 10**7
_ALIKE = _ERROR // 2  # below it two signs agree


def closeness(
    positions: tuple[Position, ...], codes: Codes, lengths: NDArray[np.uint8], most: int
) -> tuple[Errors, Weights]:
    """Errors (FAR beyond `most`) and weight of each row, given a pattern without runs."""
    count, width = codes.shape
    size = max(width, len(positions)) + 2 * most + 3
    columns = np.zeros((size + most + 1, count), dtype=np.uint8)
    columns[most + 1 : most + 1 + width] = codes.T
    left_out = _left_out(columns)
    last = _first_row(left_out, most)
    before = before_signs = np.full((2 * most + 3, count), _NEVER, dtype=np.int32)
    before = before[1:-1]
    for at, position in enumerate(positions):
        signs = costs_of(position)[columns[at : at + 2 * most + 3]]
        row = last + signs[1:-1]
        np.minimum(row[:-1], last[1:] + _left_out_of(positions, at), out=row[:-1])
        crossed = signs[:-2] + before_signs[2:]
        swapped = before + np.where(crossed < _ALIKE, crossed + (_ERROR + SWAPPED), _NEVER)
        np.minimum(row, swapped, out=row)
        for place in range(1, 2 * most + 1):
            np.minimum(row[place], row[place - 1] + left_out[at + place + 1], out=row[place])
        before, last, before_signs = last, row, signs
    return _told(last, lengths.astype(np.int64) - len(positions) + most, most)


def _first_row(left_out: Weights, most: int) -> Weights:
    """Nothing of the pattern against the first signs of each row."""
    row = np.full((2 * most + 1, left_out.shape[1]), _NEVER, dtype=np.int32)
    row[most] = 0
    for place in range(1, most + 1):
        row[most + place] = row[most + place - 1] + left_out[most + place]
    return row


def _left_out(columns: Codes) -> Weights:
    """What it costs that the sign of a column was left out: less where it stands twice."""
    costs = np.full(columns.shape, _ERROR + LEFT_OUT, dtype=np.int32)
    costs[1:][columns[1:] == columns[:-1]] = _ERROR + DOUBLED_LEFT_OUT
    return costs


def _left_out_of(positions: tuple[Position, ...], at: int) -> int:
    is_doubled = at > 0 and positions[at] == positions[at - 1]
    return _ERROR + (DOUBLED_LEFT_OUT if is_doubled else LEFT_OUT)


def own_weights(codes: Codes) -> Weights:
    """What each row weighs laid beside itself."""
    own: Weights = _own_table()[codes].sum(axis=1, dtype=np.int32)
    return own


@lru_cache(maxsize=1)
def _own_table() -> Weights:
    table = np.zeros(128, dtype=np.int32)
    for sign, code in CODES.items():
        table[code] = agreement(frozenset(sign), frozenset(sign)) or 0
    return table


@lru_cache(maxsize=4096)
def costs_of(position: Position) -> Weights:
    """By code of a sign what it costs that the position be it; below nought where it may be."""
    table = np.full(128, _NEVER, dtype=np.int32)
    for sign, code in CODES.items():
        alike = agreement(position, frozenset(sign))
        table[code] = -alike if alike is not None else _ERROR + difference(position, frozenset(sign))
    return table


def _told(last: Weights, places: NDArray[np.int64], most: int) -> tuple[Errors, Weights]:
    """The cells where the rows end, taken apart again."""
    is_within = (places >= 0) & (places <= 2 * most)
    cells = np.where(is_within, last[np.clip(places, 0, 2 * most), np.arange(len(places))], _NEVER)
    errors = np.clip((cells + _ERROR // 2) // _ERROR, 0, FAR)
    weights = (errors * _ERROR - cells).astype(np.int32)
    return np.where(errors <= most, errors, FAR).astype(np.uint8), weights
