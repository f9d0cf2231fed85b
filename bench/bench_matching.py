"""Guns that are registered twice among many: what `headstamp match` finds, at what price.

The bar for precision and recall is no more than the generator allows: see `bench.matching.oracle`, which knows its runs.
"""

import time
from collections import Counter

import numpy as np

from bench.matching.guns import Register, register
from bench.memory import peak_mb
from bench.report import Report

COUNT = 1_000_000


def run(report: Report) -> None:
    """The whole register in batch, from records in memory to pairs and clusters."""
    from headstamp.matching.batch.matching import match  # noqa: PLC0415

    made = register(COUNT)
    wall, processor = time.perf_counter(), time.process_time()
    matches = match(made.records)
    report.add(f"{COUNT:,} records, by the clock", time.perf_counter() - wall, "s", at_most=20)
    report.add("processor's time", time.process_time() - processor, "s")
    report.add("resident at most", peak_mb(), "MB", at_most=3_000)
    guns = np.array(made.guns)
    are_one = guns[matches.one] == guns[matches.other]
    is_same = matches.verdicts == 0
    total = true_pairs(made)
    report.add(
        f"pairs called the same: right of {int(is_same.sum()):,}",
        float(are_one[is_same].mean()),
        "",
        at_least=0.99,
    )
    report.add(f"pairs called the same: share of all {total:,}", float(are_one[is_same].sum() / total), "")
    report.add("pairs shown at all: share of all", float(are_one.sum() / total), "")
    for precision in (0.99, 0.98, 0.95):
        report.add(f"recall at precision {precision}", recall_at(are_one, total, precision), "")


def true_pairs(made: Register) -> int:
    """Pairs of records of one gun, both with a number."""
    counts = Counter(gun for gun, record in zip(made.guns, made.records, strict=True) if record.serials)
    return sum(count * (count - 1) // 2 for count in counts.values())


def recall_at(are_one: "np.ndarray", total: int, precision: float) -> float:  # type: ignore[type-arg]
    """Of pairs in order of evidence the longest row that is so often right, as a share of all true ones."""
    right = np.cumsum(are_one)
    is_enough = np.nonzero(right / np.arange(1, len(right) + 1) >= precision)[0]
    return float(right[is_enough[-1]] / total) if len(is_enough) else 0.0
