"""Puts a batch into words: its counts, the reasons of the check, and values as the register would show them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from headstamp.desk.wording import amount, partial_date
from headstamp.intake.models import Batch, State
from headstamp.kernel.target import FieldType, Outcome, TargetField
from headstamp.kernel.text import Message
from headstamp.vocabulary import codes
from headstamp.web.door import translate

OUTCOMES: Mapping[str, str | Promise] = {
    Outcome.CREATED: gettext_lazy("New"),
    Outcome.UPDATED: gettext_lazy("Changed"),
    Outcome.UNCHANGED: gettext_lazy("Unchanged"),
    Outcome.OTHER_OBJECT: gettext_lazy("Other objects"),
    Outcome.REFUSED: gettext_lazy("Refused"),
    Outcome.IGNORED: gettext_lazy("Passed over"),
}
_COUNTED = (
    ("created", gettext_lazy("New"), gettext_lazy("rows that make a record")),
    ("updated", gettext_lazy("Changed"), gettext_lazy("rows that change a record")),
    ("unchanged", gettext_lazy("Unchanged"), gettext_lazy("rows that the register holds already")),
    ("other_objects", gettext_lazy("Other objects"), gettext_lazy("rows kept, not counted as weapons")),
    ("refused", gettext_lazy("Refused"), gettext_lazy("rows that need a person")),
    ("ignored", gettext_lazy("Passed over"), gettext_lazy("blank rows, subtotals and the like")),
)
GROUPS: Mapping[str, str | Promise] = {
    "occurrence": gettext_lazy("Occurrence"),
    "item": gettext_lazy("Item"),
    "mark": gettext_lazy("Number or mark"),
    "goods": gettext_lazy("Other goods"),
    "person": gettext_lazy("Person"),
    "person_2": gettext_lazy("Second person"),
    "crime": gettext_lazy("Linked crime"),
    "vehicle": gettext_lazy("Vehicle"),
    "check": gettext_lazy("Check"),
    "incident": gettext_lazy("Incident"),
}
_HUES = {
    State.APPLIED: "good",
    State.CHECKED: "ready",
    State.FAILED: "bad",
    State.REFUSED: "bad",
    State.STOPPED: "warn",
    State.MAPPING: "ready",
    State.UPLOADED: "ready",
    State.CHECKING: "busy",
    State.APPLYING: "busy",
    State.UNDOING: "busy",
}


@dataclass(frozen=True, slots=True)
class Count:
    """How many rows became something, with the words for it."""

    code: str
    label: str | Promise
    what: str | Promise
    number: int


@dataclass(frozen=True, slots=True)
class Reason:
    """Why rows were refused, passed over or flagged, and how many."""

    code: str
    column: str
    text: str
    count: int


def hue(batch: Batch) -> str:
    """How the state's badge is coloured; the word beside it says the same."""
    return _HUES.get(State(batch.state), "quiet")


def counts_of(numbers: Mapping[str, Any]) -> list[Count]:
    """Counts of a plan or of a batch in the order of the page."""
    return [Count(code, label, what, int(numbers.get(code, 0))) for code, label, what in _COUNTED]


def numbers_of(batch: Batch) -> dict[str, int]:
    """What came of the rows, by the words of `counts_of`."""
    return {code: getattr(batch, code) for code, _label, _what in _COUNTED}


def reasons_of(stored: Iterable[Mapping[str, Any]], kind: str) -> list[Reason]:
    """The reasons of one kind ('refused', 'ignored', 'flagged'), the commonest first."""
    found = [
        Reason(entry["code"], entry["column"], said(entry), int(entry["count"]))
        for entry in stored
        if entry["kind"] == kind
    ]
    return sorted(found, key=lambda reason: -reason.count)


def said(entry: Mapping[str, Any]) -> str:
    """A message as a batch keeps it, in the reader's language."""
    return (
        translate(Message(str(entry["message"]), dict(entry.get("params") or {}))) if entry["message"] else ""
    )


def in_words(field: TargetField | None, value: object) -> str:
    """A plain value as the register would show it: labels for codes, dates as people write them."""
    if value in (None, ""):
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    text = str(value)
    if field is None:
        return text
    if field.type is FieldType.CODE:
        return _label(field.lists, text)
    if field.type is FieldType.DATE:
        return partial_date(text)
    is_number = field.type in (FieldType.DECIMAL, FieldType.QUANTITY) and _is_number(text)
    return amount(Decimal(text)) if is_number else text


def group_of(name: str) -> str:
    """The part of a record that a field belongs to."""
    prefix = name.partition(".")[0]
    return str(GROUPS.get(prefix, prefix))


def _label(lists: Iterable[str], code: str) -> str:
    for name in lists:
        if name in codes.list_names() and codes.is_code(name, code):
            return codes.label(name, code, get_language() or "en")
    return code


def _is_number(text: str) -> bool:
    return text.replace(".", "", 1).removeprefix("-").isdecimal()
