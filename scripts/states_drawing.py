"""Draws a table of states as an SVG: a line down for each state, an arrow across for each act. Used by the rooms' pages."""

from collections.abc import Iterable, Mapping
from html import escape

from headstamp.kernel.states import Step

_LEFT, _WIDTH, _TOP, _HEIGHT = 90, 170, 60, 34
_INK = "#1f5f99"


def drawing(names: Mapping[str, str], steps: Iterable[Step]) -> str:
    """`names` has the states from left to right with what they are called; "" is where a record does not exist yet."""
    steps = list(steps)
    at = {state: _LEFT + _WIDTH * place for place, state in enumerate(names)}
    wide, high = _LEFT + _WIDTH * len(at), _TOP + _HEIGHT * (len(steps) + 1)
    lines = "".join(
        f'<text x="{x}" y="30" text-anchor="middle" font-weight="bold">{escape(names[state] or "not there yet")}</text>'
        f'<path d="M{x} 42 V{high - 10}" stroke="#9fb3c8" stroke-dasharray="2 4"/>'
        for state, x in at.items()
    )
    arrows = "".join(_arrow(at, step, _TOP + _HEIGHT * (row + 1)) for row, step in enumerate(steps))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" font-family="sans-serif" font-size="13">'
        f'<rect width="{wide}" height="{high}" fill="#fff"/><defs><marker id="head" markerWidth="8" markerHeight="8" refX="7" '
        f'refY="4" orient="auto"><path d="M0 0 L8 4 L0 8 z" fill="{_INK}"/></marker></defs>{lines}{arrows}</svg>\n'
    )


def table(names: Mapping[str, str], steps: Iterable[Step]) -> str:
    """The same as a table of Markdown."""
    rows = "".join(
        f"| {step.words} | {names[step.start]} | {names[step.end]} | {step.who} |\n" for step in steps
    )
    return f"| act | from | to | who |\n|---|---|---|---|\n{rows}"


def _arrow(at: Mapping[str, int], step: Step, y: int) -> str:
    start, end = at[step.start], at[step.end]
    words = escape(str(step.words))
    if start == end:
        path, x, anchor = f"M{start} {y - 8} h24 v12 h-20", start + 32, "start"
        return _line(path) + f'<text x="{x}" y="{y + 2}" text-anchor="{anchor}">{words}</text>'
    way = 1 if end > start else -1
    middle = (start + end) // 2
    return _line(f"M{start} {y} H{end - 3 * way}") + (
        f'<text x="{middle}" y="{y - 6}" text-anchor="middle">{words}</text>'
    )


def _line(path: str) -> str:
    return f'<path d="{path}" fill="none" stroke="{_INK}" marker-end="url(#head)"/>'
