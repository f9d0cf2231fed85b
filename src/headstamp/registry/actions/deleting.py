"""Records go out of sight with a reason and come back with one: nothing is erased, history keeps both."""

from typing import Any, TypeVar

from django.utils import timezone

from headstamp.accounts.permissions import Permission
from headstamp.audit.actions import recording
from headstamp.kernel.asker import Asker
from headstamp.registry.actions.finding import known, of_version, own, unlocked
from headstamp.registry.actions.revising import Changes, must_give_reason, revise
from headstamp.registry.models import Check, Item, Occurrence

D = TypeVar("D", Occurrence, Item, Check)

GONE: Changes = {"deleted": [False, True]}
BACK: Changes = {"deleted": [True, False]}


def delete_check(asker: Asker, *, uid: str, version: int, reason: str) -> Check:
    """Take a check or a month's tally out of sight and out of every figure; `restore_check` brings it back."""
    asker.must(Permission.DELETE_RECORDS)
    must_give_reason(reason)
    with recording(asker) as log:
        found = own(asker, known(asker, Check, uid), Permission.DELETE_RECORDS)
        check = unlocked(of_version(found, version))
        put_away(asker, check, reason)
        revise(asker, log, check, "delete_check", GONE, reason=reason)
    return check


def restore_check(asker: Asker, *, uid: str, reason: str) -> Check:
    """Bring back a deleted check or tally; it counts again from then on."""
    asker.must(Permission.DELETE_RECORDS)
    must_give_reason(reason)
    with recording(asker) as log:
        check = own(asker, known(asker, Check, uid, deleted=True), Permission.DELETE_RECORDS)
        take_back(check)
        revise(asker, log, check, "restore_check", BACK, reason=reason)
    return check


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
