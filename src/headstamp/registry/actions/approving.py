"""From entered to checked by a second person, to locked; and back."""

from django.db.models import Q
from django.utils import timezone

from headstamp.accounts.permissions import Permission
from headstamp.audit.actions import recording
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Conflict, NotAllowed
from headstamp.kernel.text import gettext_noop, say
from headstamp.registry.actions.finding import known, of_version
from headstamp.registry.actions.revising import Changes, must_give_reason, revise
from headstamp.registry.actions.writing import copy_to_items
from headstamp.registry.models import Occurrence, Revision
from headstamp.registry.models.columns import Status

_STATUS_COLUMNS = ("status", "checked_by", "checked_at", "locked_by", "locked_at")
_CONTENT_VERBS = (
    "edit_occurrence",
    "add_item",
    "remove_item",
    "edit_item",
    "set_legal_status",
    "confirm_eu_category",
)


def check_occurrence(asker: Asker, *, uid: str, version: int) -> Occurrence:
    """Confirm, as a second person, that the record says what its source says. Figures count it from then on."""
    asker.must(Permission.CHECK_RECORDS)
    with recording(asker) as log:
        occurrence = _own_or_all(asker, of_version(known(asker, Occurrence, uid), version))
        if occurrence.status != Status.ENTERED:
            raise Conflict(say(gettext_noop("This record is checked already.")))
        if asker.id in _writers(occurrence):
            message = gettext_noop(
                "You entered or changed this record yourself. A second person has to check it."
            )
            raise NotAllowed(say(message), permission=Permission.CHECK_RECORDS)
        occurrence.checked_by, occurrence.checked_at = asker.id, timezone.now()
        _set_status(occurrence, Status.CHECKED)
        changes: Changes = {"status": [Status.ENTERED, Status.CHECKED], "checked_by": ["", asker.id]}
        revise(asker, log, occurrence, "check_occurrence", changes)
    return occurrence


def lock_occurrence(asker: Asker, *, uid: str, version: int) -> Occurrence:
    """Close a checked record against changes."""
    asker.must(Permission.LOCK_RECORDS)
    with recording(asker) as log:
        occurrence = _own_or_all(asker, of_version(known(asker, Occurrence, uid), version))
        if occurrence.status != Status.CHECKED:
            raise Conflict(say(gettext_noop("Only a checked record can be locked. Have it checked first.")))
        occurrence.locked_by, occurrence.locked_at = asker.id, timezone.now()
        _set_status(occurrence, Status.LOCKED)
        revise(asker, log, occurrence, "lock_occurrence", {"status": [Status.CHECKED, Status.LOCKED]})
    return occurrence


def unlock_occurrence(asker: Asker, *, uid: str, version: int, reason: str) -> Occurrence:
    """Open a locked record again, with a reason; it stays checked until it is changed."""
    asker.must(Permission.LOCK_RECORDS)
    must_give_reason(reason)
    with recording(asker) as log:
        occurrence = _own_or_all(asker, of_version(known(asker, Occurrence, uid), version))
        if occurrence.status != Status.LOCKED:
            raise Conflict(say(gettext_noop("This record is not locked.")))
        occurrence.locked_by, occurrence.locked_at = "", None
        _set_status(occurrence, Status.CHECKED)
        revise(
            asker,
            log,
            occurrence,
            "unlock_occurrence",
            {"status": [Status.LOCKED, Status.CHECKED]},
            reason=reason,
        )
    return occurrence


def reopened(occurrence: Occurrence, reason: str) -> Changes:
    """Return a checked record to entered because its content changes; what that changes. Invalid without a reason."""
    if occurrence.status == Status.ENTERED:
        return {}
    must_give_reason(reason)
    changes: Changes = {
        "status": [occurrence.status, Status.ENTERED],
        "checked_by": [occurrence.checked_by, ""],
    }
    occurrence.checked_by, occurrence.checked_at = "", None
    _set_status(occurrence, Status.ENTERED)
    return changes


def _set_status(occurrence: Occurrence, status: Status) -> None:
    occurrence.status = status
    occurrence.save(update_fields=_STATUS_COLUMNS)
    copy_to_items(occurrence)


def _own_or_all(asker: Asker, occurrence: Occurrence) -> Occurrence:
    if occurrence.unit_id != asker.unit and not asker.may(Permission.SEE_ALL_UNITS):
        message = gettext_noop(
            "Another unit keeps this record. Somebody of that unit, or who sees all units, can do this."
        )
        raise NotAllowed(say(message), permission=Permission.SEE_ALL_UNITS)
    return occurrence


def _writers(occurrence: Occurrence) -> set[str]:
    """Who entered the record, and who last changed what it or one of its items says."""
    items = dict(occurrence.items.values_list("id", "created_by"))
    mine = Q(subject_kind="occurrence", subject_id=occurrence.pk) | Q(
        subject_kind="item", subject_id__in=list(items)
    )
    found = Revision.objects.filter(mine, verb__in=_CONTENT_VERBS).order_by("version")
    last = {(kind, pk): by for kind, pk, by in found.values_list("subject_kind", "subject_id", "by")}
    return {occurrence.created_by, *items.values(), *last.values()}
