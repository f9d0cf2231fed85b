"""The drawing and the table of acts in the manual are what the program's table says."""

import runpy
from pathlib import Path

ROOT = Path(__file__).parents[2]
SCRIPT = runpy.run_path(str(ROOT / "scripts" / "custody_page.py"))


def test_the_page_of_the_store_is_fresh() -> None:
    assert (ROOT / "docs/office/storage.md").read_text(encoding="utf-8") == SCRIPT["page"](), (
        "run  make pages"
    )


def test_the_drawing_of_states_is_fresh() -> None:
    drawn = (ROOT / "docs/office/storage-states.svg").read_text(encoding="utf-8")
    assert drawn == SCRIPT["drawing"](), "run  make pages"
