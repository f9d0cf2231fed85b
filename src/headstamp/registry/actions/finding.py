"""The record that somebody wants to change: known to him, his to change, not locked, not changed meanwhile."""

from typing import TypeVar

from headstamp.accounts.permissions import Permission
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Conflict, NotAllowed, NotFound
from headstamp.kernel.text import gettext_noop, say
from headstamp.registry.labels import field_label
from headstamp.registry.models import Check, Group, Item, Occurrence, Operation, Person, Revision, Vehicle
from headstamp.registry.models.columns import Status
from headstamp.registry.queries.visibility import deleted_visible_to, visible

R = TypeVar("R", Occurrence, Item, Check, Operation, Person, Group, Vehicle)
A = TypeVar("A", Occurrence, Check)

NO_SUCH_RECORD = gettext_noop("There is no such record, or you may not know of it.")
_WITH_SOURCE = (Occurrence, Item, Check)


def kind_of(record: Occurrence | Item | Check | Operation | Person | Group | Vehicle) -> str:
    """What the log and the history call the record."""
    return type(record).__name__.lower()


def known(asker: Asker, model: type[R], uid: str, *, deleted: bool = False) -> R:
    """The record, locked until the transaction ends; NotFound if the asker may not know of it."""
    may_know = deleted_visible_to if deleted else visible
    condition = may_know(asker, has_source=model in _WITH_SOURCE)
    record = model._default_manager.select_for_update(of=("self",)).filter(condition, uid=uid).first()
    if record is None:
        raise NotFound(say(NO_SUCH_RECORD))
    return record


def own(asker: Asker, record: R, permission: Permission = Permission.ENTER_RECORDS) -> R:
    """The record, if it belongs to the asker's unit; NotAllowed otherwise."""
    asker.must(permission)
    if record.unit_id != asker.unit:
        message = gettext_noop(
            "Another unit keeps this record. Ask that unit to change it, or contest what it says."
        )
        raise NotAllowed(say(message), permission=str(permission))
    return record


def of_version(record: R, version: int) -> R:
    """The record, if nobody changed it since it was read as `version`; Conflict names what changed."""
    if record.version == version:
        return record
    kind = kind_of(record)
    found = Revision.objects.filter(subject_kind=kind, subject_id=record.pk, version__gt=version)
    names = dict.fromkeys(name for changes in found.values_list("changes", flat=True) for name in changes)
    message = gettext_noop(
        "Somebody changed this record since you opened it (%(fields)s). Load it again and repeat your change."
    )
    raise Conflict(say(message, fields=", ".join(field_label(kind, name) for name in names)))


def unlocked(record: A) -> A:
    """The occurrence or check, if it is not locked; Conflict otherwise."""
    if record.status == Status.LOCKED:
        raise Conflict(
            say(
                gettext_noop(
                    "This record is locked. Somebody who may lock records can unlock it with a reason."
                )
            )
        )
    return record


def occurrence_to_change(asker: Asker, uid: str, version: int) -> Occurrence:
    """An occurrence of the asker's unit that may be changed now."""
    asker.must(Permission.ENTER_RECORDS)
    return unlocked(of_version(own(asker, known(asker, Occurrence, uid)), version))


def item_to_change(
    asker: Asker, uid: str, version: int, permission: Permission = Permission.ENTER_RECORDS
) -> Item:
    """An item that may be changed now; its occurrence is locked first, so that two changes never wait for each other.

    Who examines may change items of other units, everybody else only those of his own.
    """
    asker.must(permission)
    found = Item.objects.filter(visible(asker), uid=uid).values_list("occurrence__uid", flat=True).first()
    if found is None:
        raise NotFound(say(NO_SUCH_RECORD))
    occurrence = known(asker, Occurrence, found)
    item = known(asker, Item, uid)
    if permission != Permission.EXAMINE:
        own(asker, item, permission)
    of_version(item, version)
    item.occurrence = unlocked(occurrence)
    return item
