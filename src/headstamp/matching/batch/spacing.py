"""How far apart registered guns are around each number: what tells a misreading from another gun of the same delivery."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from headstamp.marks.index.encoding import CODES, SIGN_BITS
from headstamp.marks.index.keys import FACTOR
from headstamp.matching.batch.columns import Columns

NEAREST = 8  # guns that are looked at
NOBODY = -1
_FAR = np.iinfo(np.int64).max
_DIGITS = 10
VALUES: NDArray[np.int64] = np.zeros(32, dtype=np.int64)
for _digit in "0123456789":
    VALUES[CODES[_digit] & SIGN_BITS] = int(_digit)


class Around(NamedTuple):
    """Of each row how many numbers lie from one gun to the next in its series, whatever their makes (many records say none);
    and a row of each of the guns nearest, NOBODY where the series has no more."""

    apart: NDArray[np.int64]
    nearest: NDArray[np.int64]


def around(columns: Columns) -> Around:
    """What is registered around each number."""
    apart = np.zeros(len(columns.rows), dtype=np.int64)
    nearest = np.full((len(columns.rows), NEAREST), NOBODY, dtype=np.int64)
    rows = np.nonzero((columns.lengths > 0) & ~columns.is_less)[0]
    if not len(rows):
        return Around(apart, nearest)
    series, counts, room = _read(columns, rows)
    order = np.lexsort((counts, series))
    is_new = np.ones(len(order), dtype=np.bool_)
    is_new[1:] = (series[order][1:] != series[order][:-1]) | (counts[order][1:] != counts[order][:-1])
    place = np.cumsum(is_new) - 1
    firsts = order[is_new]
    spans, starts = _windows(series[firsts], counts[firsts])
    apart[rows[order]] = _shared(series[firsts], spans, room[firsts])[place]
    nearest[rows[order]] = _within(starts, rows[firsts])[place]
    return Around(apart, nearest)


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


def _windows(
    series: NDArray[np.uint64], counts: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Of each number the least span that holds it and the nearest guns, and where that begins; of a series with fewer _FAR."""
    best = np.full(len(counts), _FAR, dtype=np.int64)
    starts = np.full(len(counts), NOBODY, dtype=np.int64)
    if len(counts) <= NEAREST:
        return best, starts
    is_one = series[NEAREST:] == series[:-NEAREST]
    spans = np.where(is_one, counts[NEAREST:] - counts[:-NEAREST], _FAR)
    for shift in range(NEAREST + 1):
        part = slice(shift, shift + len(spans))
        is_less = spans < best[part]
        best[part] = np.where(is_less, spans, best[part])
        starts[part] = np.where(is_less, np.arange(len(spans)), starts[part])
    return best, starts


def _shared(
    series: NDArray[np.uint64], spans: NDArray[np.int64], room: NDArray[np.int64]
) -> NDArray[np.int64]:
    """A span, shared among the guns that it holds; of a series with fewer all its room."""
    _, place, sizes = np.unique(series, return_inverse=True, return_counts=True)
    few = np.maximum(1, room // np.minimum(sizes[place], NEAREST))
    return np.where(spans < _FAR, np.maximum(1, spans // NEAREST), few)


def _within(starts: NDArray[np.int64], rows: NDArray[np.int64]) -> NDArray[np.int64]:
    """The rows from each start on, but for the number's own."""
    at = np.arange(len(starts))[:, None]
    places = starts[:, None] + np.arange(NEAREST)
    places += places >= at
    found = rows[np.minimum(np.maximum(places, 0), len(rows) - 1)]
    return np.where(starts[:, None] >= 0, found, NOBODY)
