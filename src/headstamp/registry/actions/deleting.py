"""Records go out of sight with a reason and come back with one: nothing is erased, history keeps both."""

from typing import Any, TypeVar

from django.utils import timezone

from headstamp.accounts.permissions import Permission
from headstamp.audit.actions import recording
from headstamp.audit.recorder import Recorder
from headstamp.kernel.asker import Asker
from headstamp.registry.actions.finding import known, of_version, own, unlocked
from headstamp.registry.actions.revising import Changes, must_give_reason, revise
from headstamp.registry.models import Check, Group, Item, Occurrence, Operation, Person, Vehicle

D = TypeVar("D", Occurrence, Item, Check, Operation, Person, Group, Vehicle)

GONE: Changes = {"deleted": [False, True]}
BACK: Changes = {"deleted": [True, False]}


def delete_check(asker: Asker, *, uid: str, version: int, reason: str) -> Check:
    """Take a check or a month's tally out of sight and out of every figure; `restore_check` brings it back."""
    must_delete(asker, reason)
    with recording(asker) as log:
        check = unlocked(known(asker, Check, uid))
        return delete_record(asker, log, check, version, reason, "delete_check")


def restore_check(asker: Asker, *, uid: str, reason: str) -> Check:
    """Bring back a deleted check or tally; it counts again from then on."""
    must_delete(asker, reason)
    with recording(asker) as log:
        return restore_record(asker, log, known(asker, Check, uid, deleted=True), reason, "restore_check")


def delete_operation(asker: Asker, *, uid: str, version: int, reason: str) -> Operation:
    """Take an operation out of sight; its checks and occurrences stay and name it again when it is back."""
    must_delete(asker, reason)
    with recording(asker) as log:
        return delete_record(asker, log, known(asker, Operation, uid), version, reason, "delete_operation")


def restore_operation(asker: Asker, *, uid: str, reason: str) -> Operation:
    """Bring back a deleted operation, with all that names it."""
    must_delete(asker, reason)
    with recording(asker) as log:
        return restore_record(
            asker, log, known(asker, Operation, uid, deleted=True), reason, "restore_operation"
        )


def must_delete(asker: Asker, reason: str) -> None:
    """NotAllowed for who may not delete records, Invalid without a reason."""
    asker.must(Permission.DELETE_RECORDS)
    must_give_reason(reason)


def delete_record(asker: Asker, log: Recorder, record: D, version: int, reason: str, verb: str) -> D:
    """Take a record of the asker's own unit out of sight, unless somebody changed it since `version`."""
    of_version(own(asker, record, Permission.DELETE_RECORDS), version)
    put_away(asker, record, reason)
    revise(asker, log, record, verb, GONE, reason=reason)
    return record


def restore_record(asker: Asker, log: Recorder, record: D, reason: str, verb: str) -> D:
    """Bring back a deleted record of the asker's own unit."""
    own(asker, record, Permission.DELETE_RECORDS)
    take_back(record)
    revise(asker, log, record, verb, BACK, reason=reason)
    return record


def put_away(asker: Asker, record: D, reason: str) -> dict[str, Any]:
    """Write on the record who deleted it, when and why; what was written, for what goes with it."""
    gone = {"deleted_at": timezone.now(), "deleted_by": asker.id, "deleted_reason": reason}
    _write(record, gone)
    return gone


def take_back(record: D) -> dict[str, Any]:
    """Take it off the record again; what was written, for what comes with it."""
    here: dict[str, Any] = {"deleted_at": None, "deleted_by": "", "deleted_reason": ""}
    _write(record, here)
    return here


def _write(record: D, values: dict[str, Any]) -> None:
    for name, value in values.items():
        setattr(record, name, value)
    record.save(update_fields=list(values))
