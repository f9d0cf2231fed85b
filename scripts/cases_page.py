"""Writes the drawings and tables of states in docs/office/cases.md; a test fails when they are stale."""

from collections.abc import Mapping
from pathlib import Path

from states_drawing import drawing, table

from headstamp.cases.states import (
    CASE_STATES,
    CASE_STEPS,
    ENQUIRY_STATES,
    ENQUIRY_STEPS,
    PROCEEDING_STATES,
    PROCEEDING_STEPS,
    REFERRAL_STATES,
    REFERRAL_STEPS,
    TASK_STATES,
    TASK_STEPS,
    WITHDRAWN,
)
from headstamp.kernel.states import Step
from headstamp.kernel.text import Message

FOLDER = Path(__file__).parents[1] / "docs" / "office"
LIVES: dict[str, tuple[Mapping[str, Message], tuple[Step, ...]]] = {
    "case": (CASE_STATES, CASE_STEPS),
    "task": (TASK_STATES, TASK_STEPS),
    "enquiry": (ENQUIRY_STATES, ENQUIRY_STEPS),
    "proceeding": (
        {state: words for state, words in PROCEEDING_STATES.items() if state != WITHDRAWN},
        PROCEEDING_STEPS,
    ),
    "referral": (REFERRAL_STATES, REFERRAL_STEPS),
}


def _names(states: Mapping[str, Message]) -> dict[str, str]:
    return {"": "not there yet", **{state: str(words) for state, words in states.items()}}


def drawings() -> dict[str, str]:
    """File name: the states of a case, a task and so on, drawn."""
    return {f"{life}-states.svg": drawing(_names(states), steps) for life, (states, steps) in LIVES.items()}


def page() -> str:
    """docs/office/cases.md with the tables as they should be."""
    text = (FOLDER / "cases.md").read_text(encoding="utf-8")
    for life, (states, steps) in LIVES.items():
        begin, end = f"<!-- {life} -->\n", f"<!-- /{life} -->\n"
        head, rest = text.split(begin)
        text = head + begin + table(_names(states), steps) + end + rest.split(end)[1]
    return text


if __name__ == "__main__":
    (FOLDER / "cases.md").write_text(page(), encoding="utf-8")
    for name, drawn in drawings().items():
        (FOLDER / name).write_text(drawn, encoding="utf-8")
