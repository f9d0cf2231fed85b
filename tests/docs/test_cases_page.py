"""The drawings and tables of states in the manual of cases are what the program's tables say."""

import runpy
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def script(monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    monkeypatch.setattr(sys, "path", [str(ROOT / "scripts"), *sys.path])
    return runpy.run_path(str(ROOT / "scripts" / "cases_page.py"))


def test_the_page_of_cases_is_fresh(script: dict[str, object]) -> None:
    page = script["page"]
    assert callable(page)
    assert (ROOT / "docs/office/cases.md").read_text(encoding="utf-8") == page(), "run  make pages"


def test_the_drawings_of_states_are_fresh(script: dict[str, object]) -> None:
    drawings = script["drawings"]
    assert callable(drawings)
    for name, drawn in drawings().items():
        assert (ROOT / "docs/office" / name).read_text(encoding="utf-8") == drawn, "run  make pages"
