"""Writes the drawings and the tables of acts of docs/office/laboratory.md; a test fails when they are stale."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from states_drawing import drawing, table

from headstamp.forensics.states import LEAD_STEPS, REQUEST_STEPS

FOLDER = Path(__file__).parents[1] / "docs" / "office"
PAGE = FOLDER / "laboratory.md"
REQUESTS = {
    "": "not there yet", "draft": "draft", "asked": "asked", "received": "received", "waiting": "waiting", "examining": "in examination",
    "reported": "reported", "verified": "verified", "closed": "closed", "withdrawn": "withdrawn",
}  # fmt: skip
LEADS = {
    "": "not there yet", "lead": "lead", "compared": "compared, not verified", "confirmed": "hit", "excluded": "excluded",
}  # fmt: skip
PARTS = {"requests": (REQUESTS, REQUEST_STEPS), "leads": (LEADS, LEAD_STEPS)}


def page() -> str:
    """docs/office/laboratory.md with the tables as they should be."""
    text = PAGE.read_text(encoding="utf-8")
    for name, (names, steps) in PARTS.items():
        begin, end = f"<!-- {name} -->\n", f"<!-- /{name} -->\n"
        head, rest = text.split(begin)
        text = head + begin + table(names, steps) + end + rest.split(end)[1]
    return text


def drawings() -> dict[str, str]:
    """The file of each drawing and what stands in it."""
    return {f"laboratory-{name}.svg": drawing(names, steps) for name, (names, steps) in PARTS.items()}


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    for name, text in drawings().items():
        (FOLDER / name).write_text(text, encoding="utf-8")
