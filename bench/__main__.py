"""Runs every bench_*.py of this folder and prints one table: median, limit, ratio, verdict.

    python -m bench [WORD ...]     only the measurements whose module's name contains a word; a whole name means that one alone

A measurement is a module `bench/bench_<subject>.py` with `run(report: Report) -> None`.
"""

import importlib
import os
import sys
import tempfile
import time
import traceback
from pathlib import Path

from bench.report import Report

HERE = Path(__file__).parent


def subjects(words: list[str]) -> list[str]:
    """The modules to run, in order of name."""
    names = sorted(path.stem for path in HERE.glob("bench_*.py"))
    return [name for name in names if not words or any(_is_meant(name, word, names) for word in words)]


def _is_meant(name: str, word: str, names: list[str]) -> bool:
    return word == name if word in names else word in name


def prepare(folder: str) -> None:
    """A home of its own, so that no measurement touches an office's records."""
    os.environ["HEADSTAMP_HOME"] = folder
    os.environ.setdefault("HEADSTAMP_DATA", str(HERE.parents[1] / "shared" / "data"))
    os.environ.setdefault("HEADSTAMP_LOG_LEVEL", "WARNING")
    os.environ["DJANGO_SETTINGS_MODULE"] = "headstamp.config.settings"


def run_one(name: str, report: Report) -> bool:
    """Run one module; a failure is a row of the table, not the end of the run."""
    print(f"bench: {name} ...", file=sys.stderr)
    start = time.perf_counter()
    try:
        importlib.import_module(f"bench.{name}").run(report.of(name.removeprefix("bench_")))
    except Exception:
        traceback.print_exc()
        report.failed.append(name)
        return False
    print(f"bench: {name} took {time.perf_counter() - start:.0f} s", file=sys.stderr)
    return True


def main(words: list[str]) -> int:
    """Run what was asked for; 1 when a measurement failed to run or missed its limit."""
    report = Report()
    names = subjects(words)
    if not names:
        print("bench: there is no measurement of that name", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="headstamp-bench-") as folder:
        prepare(folder)
        results = [run_one(name, report) for name in names]
        print(report.table())
    return 0 if all(results) and not report.missed() else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
