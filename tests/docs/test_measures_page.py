"""The page of figures is what their declarations say, and its examples count as they are told."""

import runpy
from pathlib import Path

import pytest

from headstamp.indicators.declared import measures
from tests.indicators.examples import EXAMPLES, counted

ROOT = Path(__file__).parents[2]


def test_the_page_of_figures_is_fresh() -> None:
    script = runpy.run_path(str(ROOT / "scripts" / "measures_page.py"))
    assert script["PAGE"].read_text(encoding="utf-8") == script["page"](), "stale: run  make pages"


@pytest.mark.parametrize("id", EXAMPLES)
def test_an_example_counts_as_it_is_told(id: str) -> None:
    assert counted(measures()[id]) == EXAMPLES[id][1]
