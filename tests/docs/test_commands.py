"""The page of commands is what the command line takes."""

import runpy
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_page_of_commands_is_fresh() -> None:
    script = runpy.run_path(str(ROOT / "scripts" / "commands_page.py"))
    written = script["PAGE"].read_text(encoding="utf-8")
    assert written == script["page"](), "stale: run  .venv/bin/python scripts/commands_page.py"
