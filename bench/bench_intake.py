"""Intake from end to end: parse, check, provenance, log. On SQLite, each run in a new office and its own process."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from bench.intake_rows import write
from bench.report import Report

ROWS, OTHER_ROWS, RUNS = 30_000, 3_000, 3


def run(report: Report) -> None:
    with tempfile.TemporaryDirectory(prefix="headstamp-intake-") as name:
        folder = Path(name)
        large, small = write(folder / "large.xlsx", ROWS), write(folder / "small.xlsx", OTHER_ROWS)
        taken = [_run(folder / f"office{number}", "take_in", large) for number in range(RUNS)]
        other = [_run(folder / f"other{number}", "other", small) for number in range(RUNS)]
        read = [_run(folder / "none", "read", large) for _ in range(RUNS)]
        speed = report.add("rows in a second", [_rate(each) for each in taken], "rows/s", at_least=3_000)
        slower = report.add("django-import-export, same tables", [_rate(each) for each in other], "rows/s")
        report.add("times django-import-export", speed / slower, "×", at_least=3)
        alone = min(each["peak_mb"] for each in read)
        report.add(
            "peak memory above reading", [each["peak_mb"] - alone for each in taken], "MB", at_most=200
        )
        waits = _savers_beside_an_import(folder, large)
        report.add(
            "20 savers beside it: longest wait", max(each["longest"] for each in waits), "s", at_most=2
        )
        report.add("20 savers beside it: median wait", [each["median"] for each in waits], "s")
        report.add("20 savers beside it: saves", sum(each["saves"] for each in waits), "saves")


def _rate(told: dict[str, Any]) -> float:
    return float(told["rows"] / told["seconds"])


def _savers_beside_an_import(folder: Path, file: Path) -> list[dict[str, Any]]:
    """Two server processes of ten people each, who save from before the import to after it."""
    home, flag = folder / "beside", folder / "go"
    flag.touch()
    _run(home, "take_in", write(folder / "first.xlsx", 10))
    savers = [_start(home, "save", flag, number) for number in range(2)]
    try:
        _run(home, "take_in", file)
    finally:
        flag.unlink()
    return [_told(saver) for saver in savers]


def _run(home: Path, what: str, file: Path) -> dict[str, Any]:
    return _told(_start(home, what, file))


def _start(home: Path, what: str, file: Path, number: int = 0) -> "subprocess.Popen[str]":
    words = [sys.executable, "-m", "bench.intake_runs", what, str(file), str(number)]
    environment = {name: value for name, value in os.environ.items() if name != "HEADSTAMP_DATABASE_URL"}
    return subprocess.Popen(
        words, env=environment | {"HEADSTAMP_HOME": str(home)}, stdout=subprocess.PIPE, text=True
    )


def _told(process: "subprocess.Popen[str]") -> dict[str, Any]:
    out, _ = process.communicate()
    if process.returncode:
        raise RuntimeError(f"{process.args!r} failed")
    told: dict[str, Any] = json.loads(out)
    return told
