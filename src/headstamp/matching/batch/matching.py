"""The whole register at once: pairs that may be one gun with their verdicts, and clusters of those that are."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from headstamp.matching.algorithm import DIFFERENT, SAME, TELLING, compare, probability_of
from headstamp.matching.batch.candidates import candidates
from headstamp.matching.batch.clusters import clusters_of
from headstamp.matching.batch.columns import Columns, columns_of
from headstamp.matching.batch.others import others_of
from headstamp.matching.batch.weighing import Pairs, Spaced, Weigher
from headstamp.matching.records import Comparison, Record, Verdict

Rows = NDArray[np.int64]
VERDICTS = (Verdict.SAME, Verdict.UNSURE, Verdict.CONFLICT, Verdict.DIFFERENT)
_SAME, _UNSURE, _CONFLICT, _DIFFERENT = range(4)


@dataclass(frozen=True, slots=True)
class Matches:
    """Pairs of records by their places, with verdict (a place in VERDICTS), evidence, errors and what other guns take; and the clusters.

    Pairs that are different are left out.
    """

    one: Rows
    other: Rows
    verdicts: NDArray[np.int8]
    weights: NDArray[np.int32]
    errors: NDArray[np.uint8]
    others: NDArray[np.int32]
    clusters: list[list[int]]
    records: Spaced

    def __len__(self) -> int:
        return len(self.one)

    def probability(self, at: int) -> float:
        return probability_of(int(self.weights[at]))

    def comparison(self, at: int) -> Comparison:
        """The whole comparison of a pair, with its reasons."""
        return compare(*self.records.pair(int(self.one[at]), int(self.other[at]), int(self.others[at])))


def match(records: Sequence[Record]) -> Matches:
    """Every pair of records that may be one gun, the likeliest first."""
    columns = columns_of(records)
    weigher = Weigher.of(columns)
    pairs = weigher.weigh(*candidates(columns, weigher))
    return matches_of(weigher, pairs)


def matches_of(weigher: Weigher, pairs: Pairs) -> Matches:
    """Verdicts on weighed pairs, as `compare` gives them."""
    columns, records = weigher.columns, weigher.records()
    a, b = columns.owner_of[pairs.one], columns.owner_of[pairs.other]
    others = others_of(weigher, pairs)
    pairs = pairs._replace(weights=pairs.weights - others, is_against=pairs.is_against | (others > 0))
    verdicts = _verdicts(pairs)
    weights, errors = pairs.weights.copy(), pairs.errors.copy()
    for at in np.nonzero(_by_hand(columns, pairs) & (verdicts != _DIFFERENT))[0].tolist():
        found = compare(*records.pair(int(a[at]), int(b[at]), int(others[at])))
        verdicts[at], weights[at] = VERDICTS.index(found.verdict), found.weight
        errors[at] = found.numbers.errors if found.numbers else 0
    kept = verdicts != _DIFFERENT
    a, b, verdicts, weights, errors, others = (
        each[kept] for each in (a, b, verdicts, weights, errors, others)
    )
    low, high = np.minimum(a, b), np.maximum(a, b)
    order = np.lexsort((-weights, errors))  # of one pair the rows that agree best
    _, first = np.unique(low[order] << 32 | high[order], return_index=True)
    order = order[first]
    order = order[np.lexsort((high[order], low[order], -weights[order]))]
    low, high, verdicts = low[order], high[order], verdicts[order]
    clusters = clusters_of(records, low, high, [VERDICTS[each] for each in verdicts.tolist()])
    return Matches(low, high, verdicts, weights[order], errors[order], others[order], clusters, records)


def _by_hand(columns: Columns, pairs: Pairs) -> NDArray[np.bool_]:
    """The pairs that `compare` has to be asked about: every row of theirs weighs at least what it says."""
    a, b = columns.owner_of[pairs.one], columns.owner_of[pairs.other]
    is_less = columns.is_less[pairs.one] & columns.is_less[pairs.other]
    may_have_less = (pairs.errors > 1) & (columns.has_less[a] | columns.has_less[b])
    found: NDArray[np.bool_] = columns.by_hand[a] | columns.by_hand[b] | is_less | may_have_less
    return found


def _verdicts(pairs: Pairs) -> NDArray[np.int8]:
    """`algorithm.compare`'s rule for pairs that both have a number."""
    least = _least(SAME)
    verdicts = np.full(len(pairs.one), _UNSURE, dtype=np.int8)
    verdicts[(pairs.weights <= _most(DIFFERENT)) & pairs.is_against] = _DIFFERENT
    verdicts[(pairs.weights >= least) & pairs.is_backed] = _SAME
    is_one_number = (pairs.errors == 0) & (pairs.laid >= TELLING)
    verdicts[is_one_number & pairs.is_other_make] = _CONFLICT
    return verdicts


def _least(probability: float) -> int:
    return next(weight for weight in range(-1000, 1000) if probability_of(weight) >= probability)


def _most(probability: float) -> int:
    return next(weight for weight in range(1000, -1000, -1) if probability_of(weight) <= probability)
