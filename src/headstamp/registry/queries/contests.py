"""Reads of values that somebody contests: for whom the record itself is visible.

Who says so, in which words and why it was settled may name people: they are there only with the right to see persons.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from headstamp.kernel.asker import Asker
from headstamp.registry.models import Settlement, Statement
from headstamp.registry.queries.history import PERSONAL_CHANGES, Access
from headstamp.registry.queries.visibility import settled


@dataclass(frozen=True, slots=True)
class Contest:
    """One value that somebody contests. `words` and `said_by` are '' for who may not see persons."""

    number: int
    field: str
    claimed: Any
    words: str
    said_by: str
    at: datetime
    by: str
    row: int
    settlement: Settlement | None


def contests_of(
    asker: Asker, subject_kind: str, subject_id: int, access: Access | None = None
) -> list[Contest]:
    """All contested values of a record: those that wait first, then the settled ones, oldest first."""
    access = access or Access(asker, subject_kind, subject_id)
    if not access.is_known:
        return []
    statements = Statement.objects.filter(
        settled(), subject_kind=subject_kind, subject_id=subject_id, kind=Statement.Kind.CONTESTED
    )
    with_words = access.reads_sources
    found = [
        _contest(statement, field, with_words)
        for statement in statements.select_related("row").prefetch_related("settlements").order_by("at", "id")
        for field in statement.said
        if with_words or field not in PERSONAL_CHANGES
    ]
    return sorted(found, key=lambda contest: contest.settlement is not None)


def _contest(statement: Statement, field: str, with_words: bool) -> Contest:
    """What a person claims is told with his words; what a row of a file says is the claim, and there are no words."""
    words, value = statement.said[field]
    row = statement.row
    settlement = next((each for each in statement.settlements.all() if each.field == field), None)
    if settlement and not with_words:
        settlement.reason = ""
    return Contest(
        number=statement.pk,
        field=field,
        claimed=words if row else value,
        words=words if with_words and not row else "",
        said_by=statement.said_by if with_words else "",
        at=statement.at,
        by=statement.by,
        row=row.number if row and with_words else 0,
        settlement=settlement,
    )
