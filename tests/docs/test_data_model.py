"""The pages of tables and of fields are what the code holds."""

import runpy
from pathlib import Path

import pytest

SCRIPT = runpy.run_path(str(Path(__file__).parents[2] / "scripts" / "data_model.py"))


@pytest.mark.parametrize("path", SCRIPT["PAGES"], ids=lambda path: path.name)
def test_the_page_is_fresh(path: Path) -> None:
    stale = "stale: run  .venv/bin/python scripts/data_model.py"
    assert path.read_text(encoding="utf-8") == SCRIPT["PAGES"][path](), stale
