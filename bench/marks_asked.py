"""Queries asked of the index, make and calibre given: what each took, and whether the gun that is meant was found."""

import time
from collections.abc import Sequence
from dataclasses import dataclass

from bench.marks_numbers import Query
from headstamp.marks.index.base import Base
from headstamp.marks.index.search import Wanted, search
from headstamp.marks.pattern import parse

WARMING = 50


@dataclass(frozen=True, slots=True)
class Asked:
    """Milliseconds of the processor for each query; shares of the queries that found the gun, and among the first ten."""

    took: list[float]
    found: float
    first: float


def ask(base: Base | None, queries: Sequence[Query], errors: int) -> Asked:
    """Ask all of them, after so many that are not timed."""
    took, found, first = [], 0, 0
    for query in [*queries[:WARMING], *queries]:
        wanted = Wanted(parse(query.typed), errors, query.meant.make, "", query.meant.calibre)
        start = time.process_time()
        ids = search(wanted, base).ids
        took.append((time.process_time() - start) * 1000)
        found += query.meant.id in ids
        first += query.meant.id in ids[:10]
    return Asked(took[WARMING:], found / len(took), first / len(took))
