"""The last line of `make test` speaks for every run, and a run that did nothing is a failure."""

import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "scripts" / "tally.py"
RUN = '<testsuites><testsuite name="x" tests="{tests}" failures="{failed}" errors="0" skipped="0" time="1.5"/></testsuites>'


def tally(folder: Path, **runs: tuple[int, int]) -> tuple[int, str]:
    for name, (tests, failed) in runs.items():
        (folder / f"{name}.xml").write_text(RUN.format(tests=tests, failed=failed), encoding="utf-8")
    done = subprocess.run([sys.executable, SCRIPT, folder], capture_output=True, text=True, check=False)
    return done.returncode, done.stdout.strip().splitlines()[-1]


def test_good_runs_add_up(tmp_path: Path) -> None:
    runs = {"sqlite": (5, 0), "postgresql": (5, 0), "browser": (2, 0), "spark": (1, 0)}
    assert tally(tmp_path, **runs) == (0, "total: 13 passed, 0 failed")


@pytest.mark.parametrize(
    "runs",
    [
        {"sqlite": (5, 1), "postgresql": (5, 0), "browser": (2, 0), "spark": (1, 0)},
        {"sqlite": (5, 0), "postgresql": (5, 0), "browser": (2, 0), "spark": (0, 0)},
        {"sqlite": (5, 0), "browser": (2, 0), "spark": (1, 0)},
    ],
    ids=["a failure", "nothing ran", "a run is missing"],
)
def test_anything_else_fails(tmp_path: Path, runs: dict[str, tuple[int, int]]) -> None:
    code, line = tally(tmp_path, **runs)
    assert code == 1
    assert line.endswith(", 1 failed")
