"""On the build server a skipped test fails, and tests of absent private data are deselected by name."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
SAMPLE = """
import pytest

@pytest.mark.skip(reason="not today")
def test_skipped(): ...

@pytest.mark.xfail(reason="known")
def test_known(): raise AssertionError

@pytest.mark.private
def test_private(): ...

def test_good(): ...
"""


def outcome(folder: Path, *, ci: str, data: Path) -> tuple[int, str]:
    """Exit code and closing line of a run of the sample."""
    (folder / "test_sample.py").write_text(SAMPLE, encoding="utf-8")
    (folder / "pytest.ini").write_text("[pytest]\nmarkers = private: x\n", encoding="utf-8")
    environment = {**os.environ, "CI": ci, "HEADSTAMP_DATA": str(data), "PYTHONPATH": str(ROOT)}
    for name in ("PYTEST_XDIST_WORKER", "PYTEST_ADDOPTS", "DJANGO_SETTINGS_MODULE"):
        environment.pop(name, None)
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-p",
        "tests.plugins.honesty",
        "-p",
        "no:randomly",
        "-p",
        "no:cacheprovider",
    ]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout.strip().splitlines()[-1]


def test_a_skip_fails_on_the_build_server(tmp_path: Path) -> None:
    code, line = outcome(tmp_path, ci="true", data=tmp_path)
    assert code == 1
    assert "2 passed, 1 xfailed, 1 error" in line


def test_a_skip_is_shown_elsewhere(tmp_path: Path) -> None:
    code, line = outcome(tmp_path, ci="", data=tmp_path)
    assert code == 0
    assert "2 passed, 1 skipped, 1 xfailed" in line


def test_private_tests_are_deselected_where_their_folder_is_absent(tmp_path: Path) -> None:
    code, line = outcome(tmp_path, ci="", data=tmp_path / "absent")
    assert code == 0
    assert "1 passed, 1 skipped, 1 deselected, 1 xfailed" in line
