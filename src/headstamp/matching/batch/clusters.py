"""Which records are one gun together: what pairs join, unless two of them cannot be one."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from headstamp.matching.algorithm import compare
from headstamp.matching.batch.weighing import Spaced
from headstamp.matching.records import Verdict

_CANNOT_BE = (Verdict.CONFLICT, Verdict.DIFFERENT)
Verdicts = dict[tuple[int, int], Verdict]


def clusters_of(
    records: Spaced, one: NDArray[np.int64], other: NDArray[np.int64], verdicts: Sequence[Verdict]
) -> list[list[int]]:
    """Clusters of two and more, from pairs with their verdicts, the surest first, the lesser record of each first.

    Two clusters are joined only if no record of one conflicts with or differs from a record of the other: a record without a
    make does not make one gun of a Zastava and a Beretta that bear the same number.
    """
    cluster_of: dict[int, list[int]] = {}
    known = dict(zip(zip(one.tolist(), other.tolist(), strict=True), verdicts, strict=True))
    for (a, b), verdict in known.items():
        first, second = cluster_of.get(a, [a]), cluster_of.get(b, [b])
        if verdict is not Verdict.SAME or first is second or not _may_be_one(records, first, second, known):
            continue
        joined = [*first, *second]
        for each in joined:
            cluster_of[each] = joined
    distinct = {id(cluster): cluster for cluster in cluster_of.values()}
    return sorted(sorted(cluster) for cluster in distinct.values())


def _may_be_one(records: Spaced, first: list[int], second: list[int], known: Verdicts) -> bool:
    return not any(
        _verdict(records, min(a, b), max(a, b), known) in _CANNOT_BE for a in first for b in second
    )


def _verdict(records: Spaced, one: int, other: int, known: Verdicts) -> Verdict:
    """What is known of a pair; what was not looked at is compared."""
    return known.get((one, other)) or compare(records[one], records[other]).verdict
