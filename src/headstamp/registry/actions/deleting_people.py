"""Persons, groups and vehicles go out of sight and come back. Only with the right to see persons.

Their parts in occurrences and groups stay as they were and are hidden with them: what a locked record says stays as it was
locked, so nobody who stands in one goes before it is unlocked.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from headstamp.accounts.permissions import Permission
from headstamp.audit.actions import recording
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Conflict
from headstamp.kernel.text import gettext_noop, say
from headstamp.registry.actions.deleting import delete_record, must_delete, restore_record
from headstamp.registry.actions.people import group_known, person_known, renew_words, vehicle_known
from headstamp.registry.models import Group, Occurrence, Person, Vehicle
from headstamp.registry.models.columns import Status
from headstamp.registry.queries.visibility import visible

P = TypeVar("P", Person, Vehicle, Group)


def delete_person(asker: Asker, *, uid: str, version: int, reason: str) -> Person:
    """Take a person out of lists, searches, occurrences and groups; history keeps the parts that he or she had."""
    return _delete(asker, person_known, uid, version, reason, "delete_person")


def restore_person(asker: Asker, *, uid: str, reason: str) -> Person:
    """Bring back a deleted person with all parts in occurrences and groups."""
    return _restore(asker, person_known, uid, reason, "restore_person")


def delete_vehicle(asker: Asker, *, uid: str, version: int, reason: str) -> Vehicle:
    """Take a vehicle out of lists, searches and occurrences."""
    return _delete(asker, vehicle_known, uid, version, reason, "delete_vehicle")


def restore_vehicle(asker: Asker, *, uid: str, reason: str) -> Vehicle:
    """Bring back a deleted vehicle into the occurrences that it stood in."""
    return _restore(asker, vehicle_known, uid, reason, "restore_vehicle")


def delete_group(asker: Asker, *, uid: str, version: int, reason: str) -> Group:
    """Take a group out of lists and off its members' pages."""
    return _delete(asker, group_known, uid, version, reason, "delete_group")


def restore_group(asker: Asker, *, uid: str, reason: str) -> Group:
    """Bring back a deleted group with its members."""
    return _restore(asker, group_known, uid, reason, "restore_group")


def _delete(asker: Asker, known: Callable[..., P], uid: str, version: int, reason: str, verb: str) -> P:
    asker.must(Permission.SEE_PERSONS)
    must_delete(asker, reason)
    with recording(asker) as log:
        record = known(asker, uid)
        links = _links(record)
        _must_stand_in_no_locked(asker, [link.occurrence_id for link in links])
        delete_record(asker, log, record, version, reason, verb)
        renew_words(links)
    return record


def _restore(asker: Asker, known: Callable[..., P], uid: str, reason: str, verb: str) -> P:
    asker.must(Permission.SEE_PERSONS)
    must_delete(asker, reason)
    with recording(asker) as log:
        record = restore_record(asker, log, known(asker, uid, deleted=True), reason, verb)
        renew_words(_links(record))
    return record


def _links(record: Person | Vehicle | Group) -> list[Any]:
    """The parts that it has in occurrences."""
    if isinstance(record, Group):
        return []
    links = record.roles if isinstance(record, Person) else record.uses
    return list(links.select_related("occurrence__place"))


def _must_stand_in_no_locked(asker: Asker, occurrences: list[int]) -> None:
    """Conflict if a locked occurrence that the asker may know of is among them: of others nothing is told."""
    if Occurrence.objects.filter(visible(asker), status=Status.LOCKED, pk__in=occurrences).exists():
        message = gettext_noop("A locked record names this. Unlock that record first, with a reason.")
        raise Conflict(say(message))
