"""Why rows were refused, passed over or flagged: counted by reason, never by cell."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from headstamp.intake.staging import StagedRow
from headstamp.intake.values import Flag, Problem
from headstamp.kernel.text import Message, gettext_noop, say

_MOST = 500
FLAG_MESSAGES: Mapping[str, Message] = {
    Flag.LOST_ZEROS: say(
        gettext_noop("Stored as a number: zeros at its start, if there were any, are gone.")
    ),
    Flag.SCIENTIFIC: say(gettext_noop("Stored as a number with an exponent: digits are gone.")),
    Flag.CYRILLIC: say(gettext_noop("Holds Cyrillic letters; some look like Latin ones.")),
    Flag.TWO_DIGIT_YEAR: say(gettext_noop("The year has two digits.")),
    Flag.ORDER_OF_DATE: say(
        gettext_noop("Day and month could be the other way round: the layout names several orders.")
    ),
    Flag.EXCEL_NUMBER: say(gettext_noop("The date came as a spreadsheet's day number.")),
    Flag.UNKNOWN_WORDING: say(gettext_noop("This wording has no code; it is kept as text.")),
    Flag.UNSURE_READING: say(
        gettext_noop("Items were read in this text, and not all of them surely. Look at what it says.")
    ),
}
REPEATED_KEY = Problem(
    "repeated_key",
    say(
        gettext_noop("The same key stands in an earlier row of this file; this is taken as a row of its own.")
    ),
)


def warnings_of(row: StagedRow) -> list[Problem]:
    """What to look at in a row that can be taken: its flags, and whether its key came before."""
    warnings = [Problem(str(flag), FLAG_MESSAGES[flag], column) for column, flag in row.read.flags]
    if row.ordinal > 1:
        warnings.append(REPEATED_KEY)
    return warnings


class Reasons:
    """Counts rows by kind of reason ('refused', 'ignored', 'flagged'), code, column and words."""

    def __init__(self, stored: Iterable[Mapping[str, Any]] = ()) -> None:
        self._counts: dict[tuple[str, str, str, str], dict[str, Any]] = {}
        for entry in stored:
            self._counts[_key(entry["kind"], entry["code"], entry["column"], entry["params"])] = dict(entry)

    def count(self, kind: str, problems: Iterable[Problem], by: int = 1) -> None:
        """Count a row's problems, each reason once."""
        for problem in {(p.code, p.column): p for p in problems}.values():
            self._count(kind, problem.code, problem.column, problem.message, by)

    def count_ignored(self, reason: Message | None) -> None:
        message = reason or say("%(reason)s", reason="")
        self._count("ignored", "ignored", "", message, 1)

    def _count(self, kind: str, code: str, column: str, message: Message, by: int) -> None:
        key = _key(kind, code, column, message.params)
        if key not in self._counts and len(self._counts) >= _MOST:
            key = (kind, code, column, "")
        entry = self._counts.setdefault(
            key,
            {
                "kind": kind,
                "code": code,
                "column": column,
                "message": message.msgid,
                "params": dict(message.params),
                "count": 0,
            },
        )
        entry["count"] += by
        if entry["count"] <= 0:
            del self._counts[key]

    def stored(self) -> list[dict[str, Any]]:
        """The reasons as JSON, the commonest first."""
        return sorted(self._counts.values(), key=lambda entry: (entry["kind"] != "refused", -entry["count"]))


def _key(kind: str, code: str, column: str, params: Mapping[str, Any]) -> tuple[str, str, str, str]:
    return (kind, code, column, json.dumps(params, sort_keys=True, default=str) if params else "")
