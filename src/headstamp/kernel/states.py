"""States as data: a table of steps that the actions ask, the manual draws and a test walks."""

from collections.abc import Iterable
from dataclasses import dataclass

from headstamp.kernel.errors import Conflict
from headstamp.kernel.text import Message, gettext_noop, say


@dataclass(frozen=True, slots=True)
class Step:
    """`act` leads from `start` to `end`. `start` "": the record begins with it. `who` says who may, in the words of a page."""

    act: str
    start: str
    end: str
    words: Message
    who: Message


def step_from(steps: Iterable[Step], state: str, act: str) -> Step:
    """The line of the table; Conflict where the act is not possible in this state."""
    for step in steps:
        if step.start == state and step.act == act:
            return step
    raise Conflict(
        say(gettext_noop("This cannot be done now. Somebody may have gone on with it: load the page again."))
    )


def acts_from(steps: Iterable[Step], state: str) -> tuple[str, ...]:
    """The acts that are possible in this state, in the order of the table."""
    return tuple(step.act for step in steps if step.start == state)
