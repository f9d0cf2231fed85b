"""Finding a gun by a damaged number among 10 million, printed without limits: how the cost grows with the numbers."""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from bench.marks_asked import ask
from bench.marks_beside import ERRORS
from bench.marks_numbers import Query, misread, numbers, unread
from bench.marks_others import size_of
from bench.memory import peak_mb
from bench.report import Report
from headstamp.marks.index.base import open_base
from headstamp.marks.index.building import build
from headstamp.marks.index.readings import Entry

COUNT = 10_000_000
ASKED = 400
_EACH = 1_000  # of so many numbers one is remembered, to ask for


def run(report: Report) -> None:
    """Build and search in two processes of their own, so that each tells its own memory (about 900 MB on disk while it lasts)."""
    with tempfile.TemporaryDirectory(prefix="headstamp-large-") as folder:
        for act in ACTS:
            command = [sys.executable, "-m", "bench.bench_marks_large", act.__name__, folder, str(COUNT)]
            told = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout
            for name, samples, unit in json.loads(told):
                if len(samples) > 1:
                    report.add_spread(name, samples, unit)
                else:
                    report.add(name, samples, unit)


Told = Iterator[tuple[str, list[float], str]]


def made(folder: Path, count: int) -> Told:
    """Build a base of so many numbers, never holding them all, and keep the queries beside it."""
    remembered: list[Entry] = []

    def passing() -> Iterator[Entry]:
        for entry in numbers(count):
            if entry.id % _EACH == 1:
                remembered.append(entry)
            yield entry

    start = time.perf_counter()
    build(folder / "base", passing())
    yield f"making and building {count:,} numbers", [time.perf_counter() - start], "s"
    yield "on disk, a number", [size_of(folder / "base") / count], "bytes"
    yield "resident while building", [peak_mb()], "MB"
    kept = {name: _queries(remembered, errors) for name, errors in ERRORS.items()}
    (folder / "queries.json").write_text(json.dumps(kept), encoding="utf-8")


def _queries(entries: list[Entry], errors: int) -> list[tuple[str, Entry]]:
    asked = misread(entries, ASKED, errors) if errors else unread(entries, ASKED, 2)
    return [(query.typed, query.meant) for query in asked]


def searched(folder: Path, count: int) -> Told:
    """What each query takes, in milliseconds of the processor, and how many found the number that was meant."""
    base = open_base(folder / "base")
    kept = json.loads((folder / "queries.json").read_text(encoding="utf-8"))
    for name, errors in ERRORS.items():
        queries = [Query(typed, Entry(*meant)) for typed, meant in kept[name]]
        asked = ask(base, queries, errors)
        yield name, asked.took, "ms"
        yield f"{name}: found at all", [asked.found], ""
    yield "resident after these searches", [peak_mb()], "MB"


ACTS: tuple[Callable[[Path, int], Told], ...] = (made, searched)

if __name__ == "__main__":
    chosen = {act.__name__: act for act in ACTS}[sys.argv[1]]
    print(json.dumps(list(chosen(Path(sys.argv[2]), int(sys.argv[3])))))
