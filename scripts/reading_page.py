"""Writes the score of the labelled press texts into docs/reading.md; a test fails when it is stale where the texts are."""

import json
import sys
from pathlib import Path

from headstamp.intake.reading.scoring import score_of

PAGE = Path(__file__).parents[1] / "docs" / "reading.md"
_BEGIN, _END = "<!-- score -->", "<!-- /score -->"


def page(gold: Path) -> str:
    """The page with the score of the texts in `gold`."""
    with gold.open(encoding="utf-8") as lines:
        table = score_of(json.loads(line) for line in lines if line.strip()).table()
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(_BEGIN)
    after = rest.partition(_END)[2]
    return f"{before}{_BEGIN}\n\n```text\n{table}\n```\n\n{_END}{after}"


if __name__ == "__main__":
    PAGE.write_text(page(Path(sys.argv[1])), encoding="utf-8")
