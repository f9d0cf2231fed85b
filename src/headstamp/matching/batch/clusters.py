"""Which records are one gun together: what pairs join, unless two of them cannot be one."""

import numpy as np
from numpy.typing import NDArray

from headstamp.matching.algorithm import compare
from headstamp.matching.batch.weighing import Spaced
from headstamp.matching.records import Verdict

_CANNOT_BE = (Verdict.CONFLICT, Verdict.DIFFERENT)


def clusters_of(records: Spaced, one: NDArray[np.int64], other: NDArray[np.int64]) -> list[list[int]]:
    """Clusters of two and more, from pairs that are the same, the surest first.

    Two clusters are joined only if no record of one conflicts with or differs from a record of the other: a record without a
    make does not make one gun of a Zastava and a Beretta that bear the same number.
    """
    cluster_of: dict[int, list[int]] = {}
    for a, b in zip(one.tolist(), other.tolist(), strict=True):
        first, second = cluster_of.get(a, [a]), cluster_of.get(b, [b])
        if first is second or not _may_be_one(records, first, second, (a, b)):
            continue
        joined = [*first, *second]
        for each in joined:
            cluster_of[each] = joined
    distinct = {id(cluster): cluster for cluster in cluster_of.values()}
    return sorted(sorted(cluster) for cluster in distinct.values())


def _may_be_one(records: Spaced, first: list[int], second: list[int], pair: tuple[int, int]) -> bool:
    return not any(
        compare(records[a], records[b]).verdict in _CANNOT_BE for a in first for b in second if (a, b) != pair
    )
