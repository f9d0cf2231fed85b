"""Notes in the log that somebody read something: searches, lists, printed sheets, persons' pages."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import QuerySet

from headstamp.accounts.permissions import Permission
from headstamp.audit.actions import recording
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Invalid, NotFound
from headstamp.kernel.text import gettext_noop, say
from headstamp.registry.actions.finding import NO_SUCH_RECORD, kind_of
from headstamp.registry.queries import (
    checks_visible_to,
    groups_visible_to,
    items_visible_to,
    occurrences_visible_to,
    operations_visible_to,
    persons_visible_to,
    vehicles_visible_to,
)

_SHORTEST_REASON = 5


def consult(
    asker: Asker,
    *,
    subject_kind: str,
    subject_id: object = "",
    verb: str,
    fields: Iterable[str] = (),
    reason: str = "",
) -> None:
    """Note that the asker read a record or searched; `reason` is what he typed, or what he opened the page with."""
    asker.must(Permission.SEE_RECORDS)
    with recording(asker) as log:
        log.consultation(subject_kind, subject_id, verb, fields, reason=reason)


def disclose(
    asker: Asker,
    *,
    subject_kind: str,
    subject_id: object = "",
    verb: str,
    fields: Iterable[str] = (),
    recipient: str = "",
    reason: str = "",
) -> None:
    """Note that data left: an export, a printed sheet; `recipient` says to whom."""
    asker.must(Permission.SEE_RECORDS)
    with recording(asker) as log:
        log.disclosure(subject_kind, subject_id, verb, fields, recipient=recipient, reason=reason)


def says_why(reason: str) -> bool:
    """Whether a typed reason says enough for what is restricted to be read."""
    return len(reason.strip()) >= _SHORTEST_REASON


def state_reason(asker: Asker, *, uid: str, reason: str) -> None:
    """Note why the asker reads what is restricted in a record.

    Invalid for a reason that says too little, NotFound for a record that he may not know of.
    """
    if not uid or not says_why(reason):
        raise Invalid({"reason": [say(gettext_noop("Write in a few words why you open the record."))]})
    asker.must(Permission.SEE_RECORDS)
    for visible_to in _OPENED_BY_UID:
        record = visible_to(asker).filter(uid=uid).prefetch_related(None).first()
        if record is not None:
            with recording(asker) as log:
                log.consultation(kind_of(record), record.pk, "state_reason", reason=reason)
            return
    raise NotFound(say(NO_SUCH_RECORD))


_OPENED_BY_UID: tuple[Callable[[Asker], QuerySet[Any]], ...] = (
    occurrences_visible_to,
    items_visible_to,
    checks_visible_to,
    operations_visible_to,
    persons_visible_to,
    groups_visible_to,
    vehicles_visible_to,
)
