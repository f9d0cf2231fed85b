"""The page of the snapshot's tables is what the code declares."""

import runpy
from pathlib import Path

SCRIPT = runpy.run_path(str(Path(__file__).parents[2] / "scripts" / "snapshot_page.py"))


def test_the_page_is_fresh() -> None:
    stale = "stale: run  .venv/bin/python scripts/snapshot_page.py"
    assert SCRIPT["PAGE"].read_text(encoding="utf-8") == SCRIPT["page"](), stale
