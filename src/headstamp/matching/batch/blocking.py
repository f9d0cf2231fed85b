"""Which pairs of numbers are worth comparing: those that share a key."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from headstamp.marks.index.keys import mixed
from headstamp.matching.batch.columns import Columns
from headstamp.matching.batch.keys import Hashes, less_one, less_two, weighted, whole

SHORTEST, SHORTEST_FOR_TWO = 4, 6
MOST_OF_A_NUMBER = 200  # records of one number; more are no longer paired with each other
MOST_OF_AN_OWNER = 10  # records of one owner; of one who has more a pair by his name alone is not sought
MOST_OF_A_KEY = 64  # numbers under one key less two signs: a key that so many share says nothing
_CHUNK = 1 << 22
Rows = NDArray[np.int64]
Pairs = tuple[Rows, Rows]


@dataclass(frozen=True, slots=True)
class Keys:
    """Keys in order, each in one number with its row."""

    packed: Hashes
    bits: int  # of the row, and one that says whether it is only paired with those that are alone

    def pairs(self, most: int) -> Iterator[Pairs]:
        """Pairs of rows that share a key, in parts; a row is paired with the next `most` of its key."""
        keys = self.packed >> np.uint64(self.bits)
        beside = np.uint64(1 << (self.bits - 1))
        mask = beside - np.uint64(1)
        last = np.nonzero((self.packed[:-1] & beside) == 0)[0]
        for step in range(1, most + 1):
            last = last[: np.searchsorted(last, len(keys) - step)]
            last = last[keys[last] == keys[last + step]]
            if not len(last):
                return
            for start in range(0, len(last), _CHUNK):
                at = last[start : start + _CHUNK]
                one, other = self.packed[at] & mask, self.packed[at + step] & mask
                yield one.astype(np.int64), other.astype(np.int64)


def of_whole(columns: Columns, rows: Rows) -> Keys:
    """Under itself: what is equal but for look-alikes."""
    return _sorted(len(columns.rows), [(whole(tails), at) for tails, _, at in _tails(columns, rows, 1)])


def of_token(tokens: Rows, count: int) -> Keys:
    """Rows under what one word of theirs is, a number above nought."""
    rows = np.nonzero(tokens > 0)[0]
    return _sorted(count, [(mixed(tokens[rows].astype(np.uint64)), rows)])


def within_one(columns: Columns, rows: Rows) -> Keys:
    """Under itself and itself less each sign: all that is within one error, whatever the make."""
    found = []
    for tails, _, at in _tails(columns, rows, SHORTEST):
        found.append((whole(tails), at))
        found += [(keys[is_new], at[is_new]) for keys, is_new in less_one(tails, columns.rows[at])]
    return _sorted(len(columns.rows), found)


def within_two(
    columns: Columns, rows: Rows, groups: Hashes, alone: NDArray[np.bool_], shortest: int = SHORTEST_FOR_TWO
) -> Keys:
    """Beside these itself less each two signs: all that is within two errors and may be of one make, if one of the two is
    `alone`. `groups` is a hash of each row's make."""
    found = []
    for tails, places, at in _tails(columns, rows, shortest):
        make, signs = groups[places], columns.rows[at]
        found.append((whole(tails) ^ make, at))
        for keys, is_new in (*less_one(tails, signs), *less_two(tails, signs)):
            found.append(((keys ^ make)[is_new], at[is_new]))
    return _sorted(len(columns.rows), found, alone)


def _tails(columns: Columns, rows: Rows, shortest: int) -> Iterator[tuple[Hashes, Rows, Rows]]:
    """By length: what the signs come to, the places in `rows`, and the rows."""
    lengths = columns.lengths[rows]
    for length in np.unique(lengths):
        if length >= shortest:
            places = np.nonzero(lengths == length)[0]
            yield weighted(columns.rows[rows[places]], int(length)), places, rows[places]


def _sorted(count: int, found: list[tuple[Hashes, Rows]], alone: NDArray[np.bool_] | None = None) -> Keys:
    """In order of keys; within one key those first that are alone."""
    bits = max(1, int(count).bit_length()) + 1
    beside = np.uint64(1 << (bits - 1))
    flags = np.zeros(count, dtype=np.uint64) if alone is None else np.where(alone, np.uint64(0), beside)
    packed = np.empty(sum(len(rows) for _, rows in found), dtype=np.uint64)
    end = 0
    mask = ~np.uint64((1 << bits) - 1)
    while found:
        keys, rows = found.pop()
        packed[end : end + len(rows)] = (keys & mask) | flags[rows] | rows.astype(np.uint64)
        end += len(rows)
    packed.sort()
    return Keys(packed, bits)
