"""Finding a gun by a damaged number among 2 million, beside what else could be used for it, at the recall each reaches.

Recall within two errors is held against rapidfuzz, which reads every number: an oracle that shares no code with the index.
Times are the processor's, of all alike, so that a busy machine does not tell.
"""

import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.marks_asked import ask
from bench.marks_beside import beside
from bench.marks_numbers import Query, misread, numbers, unread
from bench.marks_oracle import share_among_first
from bench.marks_others import size_of
from bench.memory import peak_mb
from bench.report import Report

COUNT = 2_000_000
ASKED = 400
BOUNDED = 200  # so does every way to make two errors


def run(report: Report) -> None:
    """Build, search, and let the others search the same."""
    entries = list(numbers(COUNT))
    with tempfile.TemporaryDirectory() as folder:
        _build(report, Path(folder) / "base", entries)
        queries = {
            "one error": (misread(entries, ASKED, 1), 1, 5.0),
            "two errors": (misread(entries, ASKED, 2), 2, 10.0),
            "two unknown signs": (unread(entries, ASKED, 2), 0, 3.0),
        }
        _time(report, Path(folder) / "base", queries)
        _best_possible(report, Path(folder) / "base", entries, queries["two errors"][0])
        _memory(report, Path(folder) / "base")
        _fragments(report, Path(folder) / "base", entries)
        beside(report, Path(folder), entries, {name: asked for name, (asked, *_) in queries.items()})


def _build(report: Report, folder: Path, entries: list) -> None:  # type: ignore[type-arg]
    from headstamp.marks.index.building import build  # noqa: PLC0415  the others do not need it

    start = time.perf_counter()
    build(folder, entries)
    report.add(f"building {COUNT:,} numbers", time.perf_counter() - start, "s")
    report.add("on disk, a number", size_of(folder) / COUNT, "bytes", at_most=150)


def _time(report: Report, folder: Path, queries: dict[str, tuple[list[Query], int, float]]) -> None:
    from headstamp.marks.index.base import open_base  # noqa: PLC0415

    base = open_base(folder)
    for name, (asked, errors, limit) in queries.items():
        told = ask(base, asked, errors)
        report.add_spread(name, told.took, "ms", at_most=limit)
        report.add(f"{name}: found at all", told.found, "", at_least=1.0)
        least = {"one error": 0.97, "two errors": 0.9}.get(name)
        report.add(f"{name}: among the first 10, make and calibre given", told.first, "", at_least=least)


def _best_possible(report: Report, folder: Path, entries: list, asked: list[Query]) -> None:  # type: ignore[type-arg]
    """Of the same queries: what the search puts among the first ten, and what who knows the errors would."""
    from headstamp.marks.index.base import open_base  # noqa: PLC0415
    from headstamp.marks.index.search import Wanted, search  # noqa: PLC0415
    from headstamp.marks.pattern import parse  # noqa: PLC0415

    base, known = open_base(folder), {entry.id: entry for entry in entries}
    ours = best = 0.0
    for query in asked[:BOUNDED]:
        meant = query.meant
        ids = list(search(Wanted(parse(query.typed), 2, meant.make, "", meant.calibre), base).ids)
        alike = [
            known[id] for id in ids if (known[id].make, known[id].calibre) == (meant.make, meant.calibre)
        ]
        ours += meant.id in ids[:10]
        best += share_among_first(query, {entry.id: entry.text for entry in alike})
    report.add("two errors: among the first 10, of these queries", ours / BOUNDED, "")
    report.add("two errors: the best that could be, of these queries", best / BOUNDED, "")


def _memory(report: Report, folder: Path) -> None:
    """Of a process that only searches, after so many searches."""
    script = f"""
import random
from bench.marks_asked import ask
from bench.marks_beside import beside
from bench.marks_numbers import misread
from bench.marks_others import size_of
from bench.memory import peak_mb
from headstamp.marks.index.base import open_base
from headstamp.marks.index.encoding import decode
from headstamp.marks.index.readings import Entry
from headstamp.marks.index.search import Wanted, search
from headstamp.marks.pattern import parse
base = open_base(__import__('pathlib').Path({str(folder)!r}))
draw = random.Random(9)
some = [Entry(at, decode(base.sheet.rows[at])) for at in draw.sample(range(len(base.sheet.ids)), 500)]
for query in misread(some, 1000, 2):
    search(Wanted(parse(query.typed), 2), base)
print(peak_mb())
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    report.add("resident after 1,000 searches", float(done.stdout), "MB", at_most=300)
    report.add("resident while building", peak_mb(), "MB")


def _fragments(report: Report, folder: Path, entries: list) -> None:  # type: ignore[type-arg]
    from headstamp.marks.alphabet import folded  # noqa: PLC0415
    from headstamp.marks.index.base import open_base  # noqa: PLC0415
    from headstamp.marks.index.search import Wanted, search  # noqa: PLC0415
    from headstamp.marks.pattern import parse  # noqa: PLC0415

    base, draw, samples = open_base(folder), random.Random(5), []
    for _ in range(40):
        number = folded(draw.choice(entries).text)
        piece = number[-4:] if draw.random() < 0.5 else number[1:5]
        start = time.process_time()
        search(Wanted(parse(f"*{piece}*"), 0), base)
        samples.append((time.process_time() - start) * 1000)
    report.add_spread("a piece of four signs anywhere", samples, "ms")
