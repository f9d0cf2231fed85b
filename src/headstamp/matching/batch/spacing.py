"""How far apart registered guns are around each number: what tells a misreading from another gun of the same delivery."""

import numpy as np
from numpy.typing import NDArray

from headstamp.marks.index.encoding import CODES, SIGN_BITS
from headstamp.marks.index.keys import FACTOR
from headstamp.matching.batch.columns import Columns

_NEAREST = 8  # guns that are looked at
_DIGITS = 10
VALUES: NDArray[np.int64] = np.zeros(32, dtype=np.int64)
for _digit in "0123456789":
    VALUES[CODES[_digit] & SIGN_BITS] = int(_digit)


def apart_of(columns: Columns) -> NDArray[np.int64]:
    """Of each row how many numbers lie from one gun to the next in its series, whatever their makes: many records say none."""
    apart = np.zeros(len(columns.rows), dtype=np.int64)
    rows = np.nonzero(columns.lengths > 0)[0]
    if not len(rows):
        return apart
    series, counts, room = _read(columns, rows)
    order = np.lexsort((counts, series))
    is_new = np.ones(len(order), dtype=np.bool_)
    is_new[1:] = (series[order][1:] != series[order][:-1]) | (counts[order][1:] != counts[order][:-1])
    place = np.cumsum(is_new) - 1
    firsts = order[is_new]
    apart[rows[order]] = _spans(series[firsts], counts[firsts], room[firsts])[place]
    return apart


def _read(
    columns: Columns, rows: NDArray[np.int64]
) -> tuple[NDArray[np.uint64], NDArray[np.int64], NDArray[np.int64]]:
    """Series (all that is no digit), count (the digits) and how many counts there can be."""
    signs = columns.rows[rows] & SIGN_BITS
    series, counts = np.zeros(len(rows), dtype=np.uint64), np.zeros(len(rows), dtype=np.int64)
    room = np.ones(len(rows), dtype=np.int64)
    for at in range(signs.shape[1]):
        column = signs[:, at]
        is_digit = (column > 0) & (column <= _DIGITS)
        counts = np.where(is_digit, counts * 10 + VALUES[column], counts)
        room = np.where(is_digit & (room < 10**15), room * 10, room)
        series = series * FACTOR + np.where(is_digit, 1, column + np.uint64(1)).astype(np.uint64)
    return series, counts, room


def _spans(
    series: NDArray[np.uint64], counts: NDArray[np.int64], room: NDArray[np.int64]
) -> NDArray[np.int64]:
    """From each number the least span that holds the nearest guns, shared among them; of a series with fewer, all its room."""
    total = len(counts)
    best = np.full(total, np.iinfo(np.int64).max, dtype=np.int64)
    if total > _NEAREST:
        is_one = series[_NEAREST:] == series[:-_NEAREST]
        spans = np.where(is_one, counts[_NEAREST:] - counts[:-_NEAREST], np.iinfo(np.int64).max)
        for shift in range(_NEAREST + 1):
            window = best[shift : shift + len(spans)]
            np.minimum(window, spans, out=window)
    _, place, sizes = np.unique(series, return_inverse=True, return_counts=True)
    few = np.maximum(1, room // np.minimum(sizes[place], _NEAREST))
    return np.where(best < np.iinfo(np.int64).max, np.maximum(1, best // _NEAREST), few)
