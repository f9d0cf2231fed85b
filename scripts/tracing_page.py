"""Writes docs/office/tracing-*.svg and the tables of acts in docs/office/tracing.md; a test fails when they are stale."""

from pathlib import Path

from states_drawing import drawing, table

from headstamp.tracing.states import TABLES, Way
from headstamp.vocabulary import codes

FOLDER = Path(__file__).parents[1] / "docs" / "office"
_STATES = {
    Way.OUT: ("", "draft", "checked", "sent", "acknowledged", "reminded", "answered", "closed", "cancelled"),
    Way.IN: ("", "received", "looked_up", "answered", "closed", "cancelled"),
}


def names(way: Way) -> dict[str, str]:
    """The states from left to right with what they are called."""
    return {
        state: codes.label("trace_states", state, "en").lower() if state else "not there yet"
        for state in _STATES[way]
    }


def page() -> str:
    """docs/office/tracing.md with the tables as they should be."""
    text = (FOLDER / "tracing.md").read_text(encoding="utf-8")
    for way in Way:
        begin, end = f"<!-- {way} -->\n", f"<!-- /{way} -->\n"
        head, rest = text.split(begin)
        text = head + begin + table(names(way), TABLES[way]) + end + rest.split(end)[1]
    return text


def drawn(way: Way) -> str:
    return drawing(names(way), TABLES[way])


def picture(way: Way) -> Path:
    return FOLDER / f"tracing-{way}.svg"


if __name__ == "__main__":
    (FOLDER / "tracing.md").write_text(page(), encoding="utf-8")
    for each in Way:
        picture(each).write_text(drawn(each), encoding="utf-8")
