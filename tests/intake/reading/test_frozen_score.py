"""The score in docs/reading.md is that of the reader as it is; run where the labelled texts are."""

from pathlib import Path

import pytest

from scripts.reading_page import PAGE, page


@pytest.mark.private
def test_the_score_in_the_docs_is_the_reader_s(data_folder: Path) -> None:
    stale = "run python -m scripts.reading_page DATA/press/dev.jsonl and look at what changed"
    assert page(data_folder / "press" / "dev.jsonl") == PAGE.read_text(encoding="utf-8"), stale
