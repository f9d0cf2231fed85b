"""After kill -9 in the middle of a file the register ends as if nothing had happened."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from headstamp.intake.layout import dump_layout
from tests.intake.office import layout, many_rows, workbook

ROOT = Path(__file__).parents[2]
ROWS = 1_500  # three chunks at any pace


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file, its layout, and an empty office to start from."""
    folder = tmp_path_factory.mktemp("killed")
    (folder / "list.xlsx").write_bytes(workbook(many_rows(ROWS)).getvalue())
    (folder / "police.yaml").write_text(dump_layout(layout()), encoding="utf-8")
    run(folder, folder / "empty", "--dry-run")
    return folder


def run(folder: Path, home: Path, *more: str, kill_at: int = 0) -> subprocess.CompletedProcess[str]:
    """`headstamp import` in an office of its own on SQLite."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("HEADSTAMP_")}
    environment |= {"HEADSTAMP_HOME": str(home)} | ({"KILL_AT_CHUNK": str(kill_at)} if kill_at else {})
    words = [
        "tests.intake.killed",
        str(folder / "list.xlsx"),
        "--layout",
        str(folder / "police.yaml"),
        "--json",
    ]
    return subprocess.run(
        [sys.executable, "-m", *words, *more], cwd=ROOT, env=environment, capture_output=True, text=True
    )


def office(folder: Path, name: str) -> Path:
    return Path(shutil.copytree(folder / "empty", folder / name))


def register(home: Path) -> dict[str, list[Any]]:
    """What the register holds, without what is new in each run: identifiers and times."""
    asked = {
        "occurrences": "SELECT id, occurred_on, municipality, source_id FROM registry_occurrence",
        "items": "SELECT id, occurrence_id, position, kind, quantity, has_serial FROM registry_item",
        "marks": "SELECT item_id, as_read, state FROM registry_mark",
        "rows": "SELECT number, key, ordinal, digest, cells, outcome, item_id FROM registry_sourcerow",
        "statements": "SELECT subject_kind, subject_id, said FROM registry_statement",
        "references": "SELECT occurrence_id, number FROM registry_reference",
        "words": "SELECT occurrence_id, things, marks FROM registry_searchtext",
        "sources": "SELECT id, state FROM registry_source",
    }
    with sqlite3.connect(home / "headstamp.sqlite3") as database:
        found = {name: sorted(database.execute(query).fetchall(), key=repr) for name, query in asked.items()}
    database.close()
    return found


@pytest.mark.parametrize("chunk", [1, 3])
def test_a_killed_import_goes_on_and_ends_like_one_that_was_not(folder: Path, chunk: int) -> None:
    whole, killed = office(folder, f"whole{chunk}"), office(folder, f"killed{chunk}")
    told = json.loads(run(folder, whole).stdout)
    assert run(folder, killed, kill_at=chunk).returncode == -9
    half = register(killed)
    assert [state for _, state in half["sources"]] == ["open"]
    assert (len(half["items"]) > 0) == (chunk > 1)
    again = run(folder, killed)
    assert again.returncode == 0, again.stderr
    told_again = json.loads(again.stdout)
    assert {name: told_again[name] for name in ("rows", "created", "refused")} == {
        name: told[name] for name in ("rows", "created", "refused")
    }
    assert register(killed) == register(whole)
