"""An office as `headstamp setup` makes it: made once, and copied for each test."""

import os
import shutil
from pathlib import Path

import pytest

from tests.console.office import run

# The demonstration is an office of its own, on SQLite whatever the run is on: once is enough.
collect_ignore = ["test_demo_office.py"] if os.environ.get("HEADSTAMP_DATABASE_URL") else []


@pytest.fixture(scope="session")
def _new_office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("setup") / "office"
    made = run(
        home, "setup", "--jurisdiction", "XK", "--agency", "A", "--unit", "U", "--administrator", "first"
    )
    assert made.returncode == 0, made.stderr
    assert made.stdout.startswith("http://localhost:8000/welcome/")
    return home


@pytest.fixture
def office(_new_office: Path, tmp_path: Path) -> Path:
    return shutil.copytree(_new_office, tmp_path / "office")
