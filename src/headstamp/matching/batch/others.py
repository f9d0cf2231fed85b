"""What other registered guns take from a pair: a number that was misread may have been any of theirs."""

import numpy as np
from numpy.typing import NDArray

from headstamp.matching.batch.weighing import Pairs, Weigher
from headstamp.matching.records import MOST_OF_OTHERS

Rows = NDArray[np.int64]
Odds = NDArray[np.float64]
# What is taken by guns that are not looked at, since they are two errors away: of equal numbers in shares of what those one error
# away take, of others in shares of what makes the pair, if every number near is a gun's.
_UNSEEN = (1.6, 0.5, 2.0)
_LEAST_ODDS, _MOST_ODDS = -600, 600


def others_of(weigher: Weigher, pairs: Pairs) -> NDArray[np.int32]:
    """Tenths of a bit that the pairs' rivals take from each pair.

    Each row is written of the other's gun, of another registered gun, or of one of its own; of each other number its likeliest
    record counts. Records of one number are taken for one gun.
    """
    if not len(pairs.one):
        return np.zeros(0, dtype=np.int32)
    one, other = pairs.one, pairs.other
    there, back = _odds(pairs.written, weigher.near[other]), _odds(pairs.written, weigher.near[one])
    rest = _rest(weigher, np.append(one, other), np.append(other, one), np.append(there, back))
    rest_other, rest_one = rest[: len(one)], rest[len(one) :]
    whole = np.maximum(there, back)
    unseen = np.array(_UNSEEN)[np.minimum(pairs.errors, 2)]
    apart_one, apart_other = (np.maximum(weigher.apart[each], 1) for each in (one, other))
    shared = there / (1 + rest_other + there * unseen / apart_one)
    shared += back / (1 + rest_one + back * unseen / apart_other)
    alone = _odds(pairs.weights, np.zeros_like(pairs.weights))
    rest = _UNSEEN[0] * (rest_one + rest_other)
    taken = np.where(pairs.errors > 0, whole / shared, 1 + alone * rest / (there + back))
    found: NDArray[np.int32] = np.clip(np.rint(10 * np.log2(taken)), 0, MOST_OF_OTHERS).astype(np.int32)
    return found


def _odds(written: NDArray[np.int32], apart: NDArray[np.int32]) -> Odds:
    return np.asarray(np.exp2(np.clip(written + apart, _LEAST_ODDS, _MOST_ODDS) / 10))


def _rest(weigher: Weigher, makers: Rows, made: Rows, odds: Odds) -> Odds:
    """The odds that a row was made by other numbers than its maker's."""
    rows = len(weigher.columns.rows)
    _, place = np.unique(made * rows + weigher.columns.numbers[makers], return_inverse=True)
    greatest = np.zeros(int(place.max()) + 1)
    np.maximum.at(greatest, place, odds)
    whose = np.zeros(len(greatest), dtype=np.int64)
    whose[place] = made
    total = np.bincount(whose, weights=greatest, minlength=rows)
    return np.maximum(total[made] - greatest[place], 0)
