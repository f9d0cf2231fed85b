"""What each room tells of an item's life: what happened, what is due, what is missing. The desk puts it on one line of time."""

from dataclasses import dataclass
from enum import StrEnum

from headstamp.kernel.text import Message


class Tense(StrEnum):
    """Whether it happened, is waited for, or should be there and is not."""

    DONE = "done"
    DUE = "due"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Event:
    """One thing in an item's life.

    `on` is ISO text, as exact as it is known: a day, a month, a year or a moment in UTC; for what is due, the day by which;
    "" where no day is known. `by` is who did it or from whom it is due: an account's id or a name as written. `kind` and
    `key` name the record that a page can open ("" for none). `proves` is the evidence of a
    procedure's step that this is ("" for none): that a request was sent, not that it was drafted.
    """

    room: str
    words: Message
    on: str = ""
    tense: Tense = Tense.DONE
    by: str = ""
    note: str = ""
    kind: str = ""
    key: str = ""
    proves: str = ""
