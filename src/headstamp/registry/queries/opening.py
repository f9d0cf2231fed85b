"""Opening one record: the whole of it, noted in the log; a restricted one only with a reason."""

from dataclasses import replace
from typing import TypeVar

from django.db.models import QuerySet

from headstamp.audit.actions import recording
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import NotAllowed, NotFound
from headstamp.kernel.text import gettext_noop, say
from headstamp.registry.models import Check, Group, Item, Occurrence, Operation, Person, Vehicle
from headstamp.registry.models.columns import Visibility
from headstamp.registry.queries.checks import checks_visible_to, operations_visible_to
from headstamp.registry.queries.closing import has_closed
from headstamp.registry.queries.items import items_for_page
from headstamp.registry.queries.occurrences import occurrences_for_page
from headstamp.registry.queries.people import (
    groups_visible_to,
    persons_for_page,
    persons_visible_to,
    vehicles_for_page,
    vehicles_visible_to,
)
from headstamp.registry.queries.shutting import is_closed, shut

R = TypeVar("R", Occurrence, Item, Check, Operation, Person, Group, Vehicle)


class ReasonNeeded(NotAllowed):
    """The record is restricted and the asker, who may open it, has not said why."""


_SAY_WHY = gettext_noop("This record is restricted. Say why you open it; the reason is kept in the log.")


def open_occurrence(asker: Asker, uid: str, *, whole: bool = False) -> Occurrence:
    """The occurrence with all that its page shows; NotFound, or ReasonNeeded for a restricted one without a reason.

    `has_closed_lines` is set on it where persons or vehicles stand in it that are restricted and wait for a reason;
    with `whole` that is ReasonNeeded too: who changes it must see all of it.
    """
    asker = opening(asker, uid)
    lines = Occurrence.objects.filter(uid=uid)
    closed = has_closed(
        asker,
        [
            persons_visible_to(asker).filter(roles__occurrence__in=lines.values("id")),
            vehicles_visible_to(asker).filter(uses__occurrence__in=lines.values("id")),
        ],
    )
    if closed and whole and occurrences_for_page(asker).filter(uid=uid).exists():
        raise ReasonNeeded(say(_LINES))
    record = _opened(asker, occurrences_for_page(asker), uid, "occurrence", "open_occurrence")
    record.has_closed_lines = closed  # type: ignore[attr-defined]
    return record


_LINES = gettext_noop(
    "Persons or vehicles in this record are restricted. Say why you open them; the reason is kept in the log."
)


def open_item(asker: Asker, uid: str) -> Item:
    """The item with all that its page shows; NotFound, or ReasonNeeded for a restricted one without a reason."""
    return _opened(asker, items_for_page(opening(asker, uid)), uid, "item", "open_item")


def open_check(asker: Asker, uid: str) -> Check:
    """The check with what its house search documents for who may see persons; raises as the others do."""
    return _opened(asker, checks_visible_to(opening(asker, uid)), uid, "check", "open_check")


def open_operation(asker: Asker, uid: str) -> Operation:
    """The operation with its units and how many visible checks it has; raises as the others do."""
    return _opened(asker, operations_visible_to(opening(asker, uid)), uid, "operation", "open_operation")


def open_person(asker: Asker, uid: str) -> Person:
    """The person with parts in visible occurrences; raises as the others do."""
    asker = opening(asker, uid)
    person = _opened(asker, persons_for_page(asker), uid, "person", "open_person")
    return shut(asker, [person])[0]


def vehicles_beside(asker: Asker, person: Person) -> list[Vehicle]:
    """Vehicles used in the occurrences in which the person had a part and that the asker reads; restricted ones shut."""
    read = [role.occurrence_id for role in person.roles.all() if not is_closed(asker, role.occurrence)]
    return shut(asker, vehicles_visible_to(asker).filter(uses__occurrence__in=read).distinct())


def open_group(asker: Asker, uid: str) -> Group:
    """The group with the members whom the asker may know of; raises as the others do."""
    return _opened(asker, groups_visible_to(opening(asker, uid)), uid, "group", "open_group")


def open_vehicle(asker: Asker, uid: str) -> Vehicle:
    """The vehicle with its uses in visible occurrences; raises as the others do."""
    asker = opening(asker, uid)
    vehicle = _opened(asker, vehicles_for_page(asker), uid, "vehicle", "open_vehicle")
    return shut(asker, [vehicle])[0]


def opening(asker: Asker, uid: str) -> Asker:
    """The asker who has said why he opens this record, if he has."""
    return replace(asker, opened=asker.opened | {uid}) if asker.reason.strip() else asker


def _opened(asker: Asker, found: QuerySet[R], uid: str, kind: str, verb: str) -> R:
    record = found.filter(uid=uid).first()
    if record is None:
        raise NotFound(say(gettext_noop("There is no such record, or you may not know of it.")))
    if record.visibility == Visibility.RESTRICTED and not asker.reason.strip():
        raise ReasonNeeded(say(_SAY_WHY))
    with recording(asker) as log:
        log.consultation(kind, record.pk, verb)
    return record
