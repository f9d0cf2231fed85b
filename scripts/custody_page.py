"""Writes docs/office/storage-states.svg and the table of acts in docs/office/storage.md; a test fails when they are stale."""

from pathlib import Path

from headstamp.custody.states import STEPS, State, Step

FOLDER = Path(__file__).parents[1] / "docs" / "office"
BEGIN, END = "<!-- acts -->\n", "<!-- /acts -->\n"
_X = {None: 20, State.STORED: 400, State.OUT: 800, State.GONE: 400}
_Y = {None: 40, State.STORED: 40, State.OUT: 40, State.GONE: 330}
_NAMES = {None: "not here", State.STORED: "in store", State.OUT: "out", State.GONE: "gone"}
_WHO = {"keeper": "the keeper", "two": "one offers, another accepts", "holder": "the keeper, or who has it"}


def table() -> str:
    """Every line of the table of states."""
    rows = "".join(
        f"| {step.words} | {_NAMES[step.start]} | {_NAMES[step.end]} | {step.effect} | {_WHO[step.who]} |\n"
        for step in STEPS
    )
    return f"| act | from | to | the amount | who |\n|---|---|---|---|---|\n{rows}"


def page() -> str:
    """docs/office/storage.md with the table as it should be."""
    text = (FOLDER / "storage.md").read_text(encoding="utf-8")
    head, rest = text.split(BEGIN)
    return head + BEGIN + table() + END + rest.split(END)[1]


def drawing() -> str:
    """The states as boxes, with the acts written on the arrows between them."""
    parts = [_box(state) for state in _NAMES]
    parts += [
        _arrow("M140 75 H396", 155, 45, None, State.STORED),
        _arrow("M522 60 H796", 545, 50, State.STORED, State.OUT, up=True),
        _arrow("M796 95 H526", 545, 115, State.OUT, State.STORED),
        _arrow("M460 112 V326", 475, 210, State.STORED, State.GONE),
        _words(State.STORED, State.STORED, 155, 150),
        _words(State.OUT, State.OUT, 800, 150),
    ]
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1040 420" font-family="sans-serif" font-size="13">'
        '<rect width="1040" height="420" fill="#fff"/><defs><marker id="head" markerWidth="8" markerHeight="8" refX="7" refY="4" '
        f'orient="auto"><path d="M0 0 L8 4 L0 8 z" fill="#1f5f99"/></marker></defs>{"".join(parts)}</svg>\n'
    )


def _box(state: State | None) -> str:
    x, y = _X[state], _Y[state]
    return (
        f'<rect x="{x}" y="{y}" width="120" height="70" rx="8" fill="#eef3f8" stroke="#1f5f99"/>'
        f'<text x="{x + 60}" y="{y + 40}" text-anchor="middle" font-weight="bold">{_NAMES[state]}</text>'
    )


def _between(start: State | None, end: State) -> list[Step]:
    return [step for step in STEPS if (step.start, step.end) == (start, end)]


def _arrow(path: str, x: int, y: int, start: State | None, end: State, *, up: bool = False) -> str:
    line = f'<path d="{path}" fill="none" stroke="#1f5f99" marker-end="url(#head)"/>'
    return line + _words(start, end, x, y - 17 * (len(_between(start, end)) - 1) if up else y)


def _words(start: State | None, end: State, x: int, y: int) -> str:
    told = ["Stays there:"] * (start == end) + [str(step.words) for step in _between(start, end)]
    lines = [f'<text x="{x}" y="{y + 17 * number}">{words}</text>' for number, words in enumerate(told)]
    return "".join(lines)


if __name__ == "__main__":
    (FOLDER / "storage.md").write_text(page(), encoding="utf-8")
    (FOLDER / "storage-states.svg").write_text(drawing(), encoding="utf-8")
