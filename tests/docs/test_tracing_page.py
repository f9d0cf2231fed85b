"""The drawings and the tables of acts in the manual are what the program's tables say."""

import runpy
import sys
from pathlib import Path

import pytest

from headstamp.tracing.states import Way

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "scripts"))
SCRIPT = runpy.run_path(str(ROOT / "scripts" / "tracing_page.py"))
sys.path.remove(str(ROOT / "scripts"))


def test_the_page_of_tracing_is_fresh() -> None:
    assert (ROOT / "docs/office/tracing.md").read_text(encoding="utf-8") == SCRIPT["page"](), (
        "run  make pages"
    )


@pytest.mark.parametrize("way", list(Way))
def test_the_drawings_of_states_are_fresh(way: Way) -> None:
    assert SCRIPT["picture"](way).read_text(encoding="utf-8") == SCRIPT["drawn"](way), "run  make pages"
