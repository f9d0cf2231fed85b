"""The table of settings in the documentation is the one that the program reads."""

import runpy
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_page_of_settings_is_fresh() -> None:
    script = runpy.run_path(str(ROOT / "scripts" / "settings_page.py"))
    written = script["PAGE"].read_text(encoding="utf-8")
    assert written == script["page"](), "stale: run  .venv/bin/python scripts/settings_page.py"
