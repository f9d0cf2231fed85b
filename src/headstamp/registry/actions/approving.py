"""From entered to checked by a second person, to locked; and back. Occurrences and checks go one way."""

from typing import TypeVar

from django.db.models import Q
from django.utils import timezone

from headstamp.accounts.permissions import Permission
from headstamp.audit.actions import recording
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Conflict, NotAllowed
from headstamp.kernel.text import gettext_noop, say
from headstamp.registry.actions.finding import kind_of, known, of_version
from headstamp.registry.actions.revising import Changes, must_give_reason, revise
from headstamp.registry.actions.writing import copy_to_items
from headstamp.registry.models import Check, Occurrence, Revision
from headstamp.registry.models.columns import Status

A = TypeVar("A", Occurrence, Check)

_STATUS_COLUMNS = ("status", "checked_by", "checked_at", "locked_by", "locked_at")
_CONTENT_VERBS = (
    "edit_occurrence",
    "add_item",
    "remove_item",
    "edit_item",
    "set_legal_status",
    "confirm_eu_category",
    "edit_check",
    "take_in",
)


def check_occurrence(asker: Asker, *, uid: str, version: int) -> Occurrence:
    """Confirm, as a second person, that the record says what its source says. Figures count it from then on."""
    return _check(asker, Occurrence, uid, version, "check_occurrence")


def lock_occurrence(asker: Asker, *, uid: str, version: int) -> Occurrence:
    """Close a checked record against changes."""
    return _lock(asker, Occurrence, uid, version, "lock_occurrence")


def unlock_occurrence(asker: Asker, *, uid: str, version: int, reason: str) -> Occurrence:
    """Open a locked record again, with a reason; it stays checked until it is changed."""
    return _unlock(asker, Occurrence, uid, version, reason, "unlock_occurrence")


def confirm_check(asker: Asker, *, uid: str, version: int) -> Check:
    """Confirm, as a second person, that a check or tally says what its source says. Frozen rates count it from then on."""
    return _check(asker, Check, uid, version, "confirm_check")


def lock_check(asker: Asker, *, uid: str, version: int) -> Check:
    """Close a confirmed check or tally against changes."""
    return _lock(asker, Check, uid, version, "lock_check")


def unlock_check(asker: Asker, *, uid: str, version: int, reason: str) -> Check:
    """Open a locked check or tally again, with a reason; it stays confirmed until it is changed."""
    return _unlock(asker, Check, uid, version, reason, "unlock_check")


def reopened(record: Occurrence | Check, reason: str) -> Changes:
    """Return a checked record to entered because its content changes; what that changes. Invalid without a reason."""
    if record.status == Status.ENTERED:
        return {}
    must_give_reason(reason)
    changes: Changes = {
        "status": [record.status, Status.ENTERED],
        "checked_by": [record.checked_by, ""],
    }
    record.checked_by, record.checked_at = "", None
    _set_status(record, Status.ENTERED)
    return changes


def _check(asker: Asker, model: type[A], uid: str, version: int, verb: str) -> A:
    asker.must(Permission.CHECK_RECORDS)
    with recording(asker) as log:
        record = _own_or_all(asker, of_version(known(asker, model, uid), version))
        if record.status != Status.ENTERED:
            raise Conflict(say(gettext_noop("This record is checked already.")))
        if asker.id in _writers(record):
            message = gettext_noop(
                "You entered or changed this record yourself. A second person has to check it."
            )
            raise NotAllowed(say(message), permission=Permission.CHECK_RECORDS)
        record.checked_by, record.checked_at = asker.id, timezone.now()
        _set_status(record, Status.CHECKED)
        changes: Changes = {"status": [Status.ENTERED, Status.CHECKED], "checked_by": ["", asker.id]}
        revise(asker, log, record, verb, changes)
    return record


def _lock(asker: Asker, model: type[A], uid: str, version: int, verb: str) -> A:
    asker.must(Permission.LOCK_RECORDS)
    with recording(asker) as log:
        record = _own_or_all(asker, of_version(known(asker, model, uid), version))
        if record.status != Status.CHECKED:
            raise Conflict(say(gettext_noop("Only a checked record can be locked. Have it checked first.")))
        record.locked_by, record.locked_at = asker.id, timezone.now()
        _set_status(record, Status.LOCKED)
        revise(asker, log, record, verb, {"status": [Status.CHECKED, Status.LOCKED]})
    return record


def _unlock(asker: Asker, model: type[A], uid: str, version: int, reason: str, verb: str) -> A:
    asker.must(Permission.LOCK_RECORDS)
    must_give_reason(reason)
    with recording(asker) as log:
        record = _own_or_all(asker, of_version(known(asker, model, uid), version))
        if record.status != Status.LOCKED:
            raise Conflict(say(gettext_noop("This record is not locked.")))
        record.locked_by, record.locked_at = "", None
        _set_status(record, Status.CHECKED)
        revise(asker, log, record, verb, {"status": [Status.LOCKED, Status.CHECKED]}, reason=reason)
    return record


def _set_status(record: Occurrence | Check, status: Status) -> None:
    record.status = status
    record.save(update_fields=_STATUS_COLUMNS)
    if isinstance(record, Occurrence):
        copy_to_items(record)


def _own_or_all(asker: Asker, record: A) -> A:
    if record.unit_id != asker.unit and not asker.may(Permission.SEE_ALL_UNITS):
        message = gettext_noop(
            "Another unit keeps this record. Somebody of that unit, or who sees all units, can do this."
        )
        raise NotAllowed(say(message), permission=Permission.SEE_ALL_UNITS)
    return record


def _writers(record: Occurrence | Check) -> set[str]:
    """Who entered the record, and who last changed what it or one of its items says."""
    items = dict(record.items.values_list("id", "created_by")) if isinstance(record, Occurrence) else {}
    mine = Q(subject_kind=kind_of(record), subject_id=record.pk) | Q(
        subject_kind="item", subject_id__in=list(items)
    )
    found = Revision.objects.filter(mine, verb__in=_CONTENT_VERBS).order_by("version")
    last = {(kind, pk): by for kind, pk, by in found.values_list("subject_kind", "subject_id", "by")}
    return {record.created_by, *items.values(), *last.values()}
