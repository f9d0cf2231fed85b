"""Notes in the log that somebody read something: searches, lists, printed sheets, persons' pages."""

from collections.abc import Iterable

from headstamp.accounts.permissions import Permission
from headstamp.audit.actions import recording
from headstamp.kernel.asker import Asker


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
