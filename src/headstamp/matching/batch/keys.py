"""Keys that two numbers share if they are at most two errors apart: themselves, less one sign and less two.

Hashes as in `marks.index.keys`. Within one error every pair is led to, whatever the makes. Within two only guns whose makes
may be one, and no key that so many share that it says nothing.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from headstamp.marks.index.encoding import SIGN_BITS, Codes
from headstamp.marks.index.keys import FACTOR, mixed

Hashes = NDArray[np.uint64]
_FACTOR = int(FACTOR)
_BACK = np.uint64(pow(_FACTOR, -1, 2**64))
_BACK_TWICE = np.uint64(pow(_FACTOR, -2, 2**64))
SHORTEST_FOR_TWO = 6
SHORTEST_FOR_ONE = 4


def weighted(rows: Codes, length: int) -> Hashes:
    """For rows of one length what the signs from each place on come to; the first is the whole number."""
    tails = np.zeros((length + 1, len(rows)), dtype=np.uint64)
    for at in range(length - 1, -1, -1):
        power = np.uint64(pow(_FACTOR, length - 1 - at, 2**64))
        tails[at] = tails[at + 1] + (rows[:, at] & SIGN_BITS).astype(np.uint64) * power
    return tails


def whole(tails: Hashes) -> Hashes:
    return mixed(tails[0])


def less_one(tails: Hashes, rows: Codes) -> Iterator[tuple[Hashes, NDArray[np.bool_]]]:
    """The keys less each sign, and for which rows they are new."""
    for at in range(len(tails) - 1):
        yield mixed((tails[0] - tails[at]) * _BACK + tails[at + 1]), _is_first(rows, at)


def less_two(tails: Hashes, rows: Codes) -> Iterator[tuple[Hashes, NDArray[np.bool_]]]:
    """The keys less each two signs, and for which rows they are new."""
    length = len(tails) - 1
    for first in range(length):
        head = (tails[0] - tails[first]) * _BACK_TWICE
        for second in range(first + 1, length):
            between = (tails[first + 1] - tails[second]) * _BACK
            is_new = _is_first(rows, first)
            if second > first + 1:
                is_new = is_new & _is_first(rows, second)
            yield mixed(head + between + tails[second + 1]), is_new


def _is_first(rows: Codes, at: int) -> NDArray[np.bool_]:
    """Of equal signs side by side the first: less any of them is one key."""
    if not at:
        return np.ones(len(rows), dtype=np.bool_)
    fresh: NDArray[np.bool_] = (rows[:, at] & SIGN_BITS) != (rows[:, at - 1] & SIGN_BITS)
    return fresh
