"""How numbers begin and end: the way to a number that stands in a longer one, behind a model (M70-98341) or a label (fabr. br. 654987).

Five folded signs are 25 bits, so an end is kept as itself and not as a hash; behind it stands the row.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from headstamp.marks.index.encoding import SIGN_BITS, Codes

SIGNS = 5
Ends = NDArray[np.uint64]
_BITS = 5
_AT_THE_END = 1 << (SIGNS * _BITS)
_ROW_BITS = np.uint64(32)


def ends_of(rows: Codes, lengths: NDArray[np.uint8]) -> Ends:
    """First and last five signs of every number of more signs than that, in order, each with its row."""
    at = np.nonzero(lengths > SIGNS)[0]
    beginnings = np.zeros(len(at), dtype=np.uint64)
    ends = np.full(len(at), 1, dtype=np.uint64)
    for place in range(SIGNS):
        first = rows[at, place] & np.uint8(SIGN_BITS)
        last = rows[at, lengths[at].astype(np.intp) - SIGNS + place] & np.uint8(SIGN_BITS)
        beginnings = beginnings << np.uint64(_BITS) | first
        ends = ends << np.uint64(_BITS) | last
    found = np.concatenate([beginnings, ends]) << _ROW_BITS | np.tile(at.astype(np.uint64), 2)
    found.sort()
    return found


def rows_with_ends(ends: Ends, piece: Sequence[int]) -> NDArray[np.int64]:
    """Rows that begin or end as the piece does, which has five signs or more."""
    found = [_rows(ends, _coded(piece[:SIGNS])), _rows(ends, _AT_THE_END | _coded(piece[-SIGNS:]))]
    return np.unique(np.concatenate(found))


def _rows(ends: Ends, code: int) -> NDArray[np.int64]:
    wanted = np.array([code, code + 1], dtype=np.uint64) << _ROW_BITS
    start, end = np.searchsorted(ends, wanted)
    return (ends[start:end] & np.uint64(0xFFFFFFFF)).astype(np.int64)


def _coded(signs: Sequence[int]) -> int:
    code = 0
    for sign in signs:
        code = code << _BITS | sign
    return code
