"""README says of each row of the source document what exists, and no more."""

import re
import runpy
from pathlib import Path
from typing import Any

import pytest

from tests.docs.command_line import commands
from tests.docs.named_tests import exists

ROOT = Path(__file__).parents[2]
SCRIPT = runpy.run_path(str(ROOT / "scripts" / "coverage.py"))
ROWS: list[Any] = SCRIPT["rows"]()
FIRST_LINE = (
    "Headstamp is the system that SEESAC's page on four Kosovo* projects describes: collect, detect, "
    "investigate, share and account for firearms, ammunition and explosives."
)
SUBJECTS = [
    "detection",
    "data-collection",
    "kinds",
    "routes",
    "leads",
    "checks",
    "intelligence",
    "risk",
    "charts",
    "explosives",
    "ballistics",
    "hidden",
    "cooperation",
    "cross-border",
    "internet",
    "courts",
    "storage",
    "community",
    "procedures",
    "programme",
    "portfolio",
    "public",
]


def test_every_row_of_the_document_is_there_once_and_in_its_order() -> None:
    assert [row.id for row in ROWS] == SUBJECTS


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_what_a_row_names_exists(row: Any) -> None:
    addresses = SCRIPT["routes"]()
    assert [name for name in row.pages if name not in addresses] == []
    assert [words for words in row.commands if words not in commands()] == []
    assert [test for test in row.tests if not exists(test)] == []


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_a_row_says_no_more_than_it_shows(row: Any) -> None:
    assert row.state in SCRIPT["STATES"]
    assert bool(row.lacks) == (row.state != "works")
    if row.state != "not yet":
        assert row.pages or row.commands
    if row.state == "works":
        assert row.tests


def test_readme_is_what_the_generator_makes() -> None:
    written = SCRIPT["README"].read_text(encoding="utf-8")
    assert written == SCRIPT["readme"](SCRIPT["routes"]()), "stale: run  .venv/bin/python scripts/coverage.py"


def test_readme_begins_with_what_headstamp_is_and_fits_one_screen() -> None:
    lines = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()
    assert lines[0] == FIRST_LINE
    assert len(lines) < 60


def test_the_files_that_readme_leads_to_exist() -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", (ROOT / "README.md").read_text(encoding="utf-8"))
    assert [link for link in links if not (ROOT / link).exists()] == []
