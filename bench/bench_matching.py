"""Guns that are registered twice among many: what `headstamp match` finds, at what price.

The bar for precision and recall is no more than the generator allows: `bench.matching.oracle` knows its runs and is asked about
fewer records, and so is Splink, if it is installed beside (`pip install splink==5.0.0`); both answer for the same records as ours.
"""

import importlib.util
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from bench.matching.guns import Register, register
from bench.memory import peak_mb
from bench.report import Report

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from headstamp.matching.batch.matching import Matches

    Bools = NDArray[Any]

COUNT = 1_000_000
BESIDE, BESIDE_SPLINK = 50_000, 10_000
NEW, LOOKED_AT = 1_000, 50
UNSEEN = (
    31,
    32,
    33,
    34,
)  # registers on which no weight was chosen; one alone has too few wrong pairs to tell a point
PRECISIONS = (0.99, 0.98, 0.95)
MOST_POINTS = 2.0  # that the oracle may be ahead at the first of them


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
    for precision in PRECISIONS:
        report.add(f"recall at precision {precision}", recall_at(are_one, total, precision), "")
    _by_density(report, matches, are_one, made)
    _incremental(report, made)
    _beside_oracle(report)
    _beside_splink(report)


def _by_density(report: Report, matches: "Matches", are_one: "Bools", made: Register) -> None:
    """What is called the same, by how many numbers lie from one registered gun to the next around it."""
    guns = np.array(made.guns)
    apart = matches.records.apart
    least = np.full(guns.max() + 1, np.iinfo(np.int64).max)
    np.minimum.at(least, guns, np.where(apart > 0, apart, np.iinfo(np.int64).max))
    counts = np.bincount(guns[[bool(record.serials) for record in made.records]], minlength=len(least))
    pairs = counts * (counts - 1) // 2
    found = are_one & (matches.verdicts == 0)
    for start, end in ((1, 5), (5, 20), (20, 100), (100, 1_000), (1_000, 10**15)):
        is_here = (least >= start) & (least < end)
        total = int(pairs[is_here].sum())
        share = float((found & is_here[guns[matches.one]]).sum() / total) if total else 0.0
        report.add(f"one gun in {start:,} to {end:,} numbers: called the same of {total:,}", share, "")


def _incremental(report: Report, made: Register) -> None:
    """New records against the others as `matching.following` compares them, but for the queries of the database."""
    from headstamp.marks.index.base import open_base  # noqa: PLC0415
    from headstamp.marks.index.building import build  # noqa: PLC0415
    from headstamp.marks.index.readings import Entry  # noqa: PLC0415
    from headstamp.marks.index.search import search  # noqa: PLC0415
    from headstamp.matching.algorithm import compare  # noqa: PLC0415
    from headstamp.matching.likely import wanted_like  # noqa: PLC0415

    records = made.records
    entries = (
        Entry(at, record.serials[0], record.make, record.model, record.calibre)
        for at, record in enumerate(records[NEW:], NEW)
        if record.serials
    )
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home) / "base"
        build(folder, entries)
        base = open_base(folder)
        compared, wall, processor = 0, time.perf_counter(), time.process_time()
        for new in records[:NEW]:
            for text in new.serials:
                for at in search(wanted_like(new, text), base).ids[:LOOKED_AT].tolist():
                    compare(new, records[at])
                    compared += 1
        clock = time.perf_counter() - wall
    report.add(f"{NEW:,} new against {len(records):,}, by the clock", clock, "s", at_most=5)
    report.add(f"processor's time for these and {compared:,} pairs", time.process_time() - processor, "s")


def _beside_oracle(report: Report) -> None:
    from bench.matching.oracle import Oracle  # noqa: PLC0415
    from headstamp.matching.batch.matching import match  # noqa: PLC0415

    total, ours, best = 0, Answers(), Answers()
    for seed in UNSEEN:
        made = register(BESIDE, seed=seed)
        guns, matches = np.array(made.guns), match(made.records)
        total += true_pairs(made)
        ours.add(matches.weights, guns[matches.one] == guns[matches.other])
        one, other, likely = Oracle(made).posteriors()
        best.add(likely, guns[one] == guns[other])
    called = f"{len(UNSEEN)} registers of {BESIDE:,}"
    for precision in PRECISIONS:
        own, most = (recall_at(each.in_order(), total, precision) for each in (ours, best))
        report.add(f"{called}: recall at {precision}", own, "")
        report.add(f"{called}: recall at {precision}, oracle", most, "")
        limit = MOST_POINTS if precision == PRECISIONS[0] else None
        report.add(f"{called}: behind the oracle at {precision}", 100 * (most - own), "points", at_most=limit)


def _beside_splink(report: Report) -> None:
    if importlib.util.find_spec("splink") is None:
        print("bench: splink is not installed and left out", file=sys.stderr)
        return
    from bench.matching.others import splink  # noqa: PLC0415
    from headstamp.matching.batch.matching import match  # noqa: PLC0415

    made = register(BESIDE_SPLINK)
    guns, total = np.array(made.guns), true_pairs(made)
    matches = match(made.records)
    start = time.process_time()
    theirs = np.array([guns[one] == guns[other] for _, one, other in splink(made.records)], dtype=np.bool_)
    report.add(f"{BESIDE_SPLINK:,}: processor's time of Splink", time.process_time() - start, "s")
    for precision in PRECISIONS:
        own = recall_at(guns[matches.one] == guns[matches.other], total, precision)
        report.add(f"{BESIDE_SPLINK:,}: recall at {precision}", own, "")
        report.add(
            f"{BESIDE_SPLINK:,}: recall at {precision}, Splink", recall_at(theirs, total, precision), ""
        )


class Answers:
    """Pairs of several registers with their evidence, and whether each is right."""

    def __init__(self) -> None:
        self.evidence: list[Bools] = []
        self.right: list[Bools] = []

    def add(self, evidence: "Bools", right: "Bools") -> None:
        self.evidence.append(evidence)
        self.right.append(right)

    def in_order(self) -> "Bools":
        """Whether each is right, the likeliest first."""
        order = np.argsort(-np.concatenate(self.evidence).astype(float), kind="stable")
        return np.concatenate(self.right)[order]


def true_pairs(made: Register) -> int:
    """Pairs of records of one gun, both with a number."""
    counts = Counter(gun for gun, record in zip(made.guns, made.records, strict=True) if record.serials)
    return sum(count * (count - 1) // 2 for count in counts.values())


def recall_at(are_one: "np.ndarray", total: int, precision: float) -> float:  # type: ignore[type-arg]
    """Of pairs in order of evidence the longest row that is so often right, as a share of all true ones."""
    right = np.cumsum(are_one)
    is_enough = np.nonzero(right / np.arange(1, len(right) + 1) >= precision)[0]
    return float(right[is_enough[-1]] / total) if len(is_enough) else 0.0
