"""The drawings and the tables of acts in the manual are what the program's tables say."""

import runpy
from pathlib import Path

ROOT = Path(__file__).parents[2]
SCRIPT = runpy.run_path(str(ROOT / "scripts" / "forensics_page.py"))


def test_the_page_of_the_laboratory_is_fresh() -> None:
    told = (ROOT / "docs/office/laboratory.md").read_text(encoding="utf-8")
    assert told == SCRIPT["page"](), "run  make pages"


def test_the_drawings_of_states_are_fresh() -> None:
    for name, drawn in SCRIPT["drawings"]().items():
        assert (ROOT / "docs/office" / name).read_text(encoding="utf-8") == drawn, "run  make pages"
