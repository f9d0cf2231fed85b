"""Pairs of rows that share a key and can reach the floor, each once."""

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from numpy.typing import NDArray

from headstamp.marks.index.keys import mixed
from headstamp.matching.batch.blocking import (
    MOST_OF_A_KEY,
    MOST_OF_A_NUMBER,
    MOST_OF_AN_OWNER,
    Keys,
    Pairs,
    of_token,
    of_whole,
    within_one,
    within_two,
)
from headstamp.matching.batch.columns import Columns
from headstamp.matching.batch.weighing import Weigher
from headstamp.matching.batch.wording import makes_meant

Rows = NDArray[np.int64]
UNLIKE_GUNS = 4
_LOW = np.uint64(0xFFFFFFFF)
_BUFFERED = 1 << 24
_RIVALS = 30  # tenths of a bit that words may say less for a gun that was misread as another
_FAR = 10**6


def candidates(columns: Columns, weigher: Weigher) -> Pairs:
    """Every pair worth weighing: equal numbers whatever the words; within one error and within two where it can matter."""
    rows = usable_rows(columns)
    equal = once(_as_written(kept(of_whole(columns, rows), columns, MOST_OF_A_NUMBER), columns))
    twice = _twice(weigher, equal)
    with ThreadPoolExecutor(2) as pool:
        far = pool.submit(_within_two, columns, weigher, rows)
        near = kept(within_one(columns, rows[~columns.is_less[rows]]), columns, MOST_OF_A_KEY)
        found = [equal, once(_worth(weigher, near, 1, twice)), *far.result()]
    together = _distinct(np.concatenate(found))
    return (together >> np.uint64(32)).astype(np.int64), (together & _LOW).astype(np.int64)


def usable_rows(columns: Columns) -> Rows:
    """Rows of numbers that are not too common: what stands on guns of four makes is nobody's number."""
    number = columns.numbers
    counts = np.bincount(number)
    suspicious = np.nonzero(counts[number] >= UNLIKE_GUNS)[0]
    meant = makes_meant(columns.words["make"].wordings)
    makes: dict[int, set[int]] = {}
    for row in suspicious.tolist():
        said = meant[int(columns.words["make"].places[columns.owner_of[row]])]
        if len(said) == 1:
            makes.setdefault(int(number[row]), set()).update(said)
    common = [each for each, of in makes.items() if len(of) >= UNLIKE_GUNS]
    return np.nonzero(~np.isin(number, common))[0] if common else np.arange(len(columns.rows))


def by_make(columns: Columns, rows: Rows) -> tuple[Rows, NDArray[np.uint64]]:
    """The rows of each make that a record may mean, and a hash of the make; a record that says none has none."""
    places = columns.words["make"].places[columns.owner_of[rows]]
    meant = makes_meant(columns.words["make"].wordings)
    most = max((len(each) for each in meant), default=0)
    found, groups = [], []
    for at in range(most):
        numbers = np.array([each[at] if at < len(each) else 0 for each in meant], dtype=np.uint64)[places]
        found.append(rows[numbers > 0])
        groups.append(mixed(numbers[numbers > 0]))
    if not found:
        return rows[:0], np.zeros(0, dtype=np.uint64)
    return np.concatenate(found), np.concatenate(groups)


def kept(keys: Keys, columns: Columns, most: int) -> Iterable[Pairs]:
    """Pairs of two records, the lesser row first."""
    for one, other in keys.pairs(most):
        is_pair = columns.owner_of[one] != columns.owner_of[other]
        low, high = np.minimum(one, other)[is_pair], np.maximum(one, other)[is_pair]
        yield low, high


def _as_written(parts: Iterable[Pairs], columns: Columns) -> Iterable[Pairs]:
    """But for pairs without the noughts before them whose numbers are equal with them."""
    for one, other in parts:
        both = columns.is_less[one] & columns.is_less[other]
        is_new = ~both | (columns.numbers[one - 1] != columns.numbers[other - 1])
        yield one[is_new], other[is_new]


def _within_two(columns: Columns, weigher: Weigher, rows: Rows) -> tuple[NDArray[np.uint64], ...]:
    """Of one make where one of the two is alone enough, and of one owner who has few."""
    repeated, groups = by_make(columns, rows[~columns.is_less[rows]])
    alone = weigher.near + weigher.most_of_words >= weigher.least_of_two
    far = kept(within_two(columns, repeated, groups, alone), columns, MOST_OF_A_KEY)
    owned = kept(of_token(*weigher.owners()), columns, MOST_OF_AN_OWNER)
    return once(_worth(weigher, far, 2)), once(_worth(weigher, owned, 2))


def _twice(weigher: Weigher, pairs: NDArray[np.uint64]) -> NDArray[np.int64]:
    """Of each row the most that words weigh in a pair of equal numbers; _FAR of a number that is there once."""
    one, other = (pairs >> np.uint64(32)).astype(np.int64), (pairs & _LOW).astype(np.int64)
    found = np.full(len(weigher.columns.rows), -_FAR, dtype=np.int64)
    words = weigher.words(one, other).weights
    np.maximum.at(found, one, words)
    np.maximum.at(found, other, words)
    return np.where(found > -_FAR, found, _FAR)


def _worth(
    weigher: Weigher, parts: Iterable[Pairs], errors: int, twice: NDArray[np.int64] | None = None
) -> Iterable[Pairs]:
    """Pairs that can reach the floor; of a number that is there twice also what could have been misread as it."""
    for one, other in parts:
        if twice is None:
            yield weigher.worth(one, other, errors)
        else:
            yield weigher.worth(one, other, errors, np.minimum(twice[one], twice[other]) - _RIVALS)


def once(parts: Iterable[Pairs]) -> NDArray[np.uint64]:
    """Each pair once, packed in one number."""
    known: NDArray[np.uint64] = np.zeros(0, dtype=np.uint64)
    waiting: list[NDArray[np.uint64]] = []
    for one, other in parts:
        waiting.append(one.astype(np.uint64) << np.uint64(32) | other.astype(np.uint64))
        if sum(map(len, waiting)) > _BUFFERED:
            known, waiting = _distinct(np.concatenate([known, *waiting])), []
    return _distinct(np.concatenate([known, *waiting]))


def _distinct(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """As `np.unique`, which hashes millions of numbers several times more slowly than it sorts them."""
    values = np.sort(values)
    is_new = np.ones(len(values), dtype=np.bool_)
    is_new[1:] = values[1:] != values[:-1]
    return values[is_new]
