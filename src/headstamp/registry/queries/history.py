"""Reads of where a record came from and how it changed: for whom the record itself is visible.

Source rows and statements repeat a file's own cells, which may name people: they need the right to see persons.
"""

from collections.abc import Callable
from functools import cached_property
from typing import Any

from django.db.models import Q, QuerySet

from headstamp.kernel.asker import Asker
from headstamp.registry.models import (
    Check,
    Group,
    Item,
    Occurrence,
    Operation,
    Person,
    PersonRole,
    Revision,
    SourceRow,
    Statement,
    Vehicle,
    VehicleUse,
)
from headstamp.registry.queries.closing import readable
from headstamp.registry.queries.people import (
    deleted_persons_visible_to,
    deleted_vehicles_visible_to,
    persons_visible_to,
    vehicles_visible_to,
)
from headstamp.registry.queries.visibility import deleted_visible_to, sees_persons, settled, visible

# What a revision may tell only to who may see persons.
PERSONAL_CHANGES = frozenset({"persons", "vehicles", "house_search"})
_OF_PEOPLE = ("persons", "vehicles", "members")
# How a change names a person or a vehicle: its key there, its column, and who may know of it.
_NAMING: tuple[tuple[str, type[Any], str, Callable[[Asker], QuerySet[Any]]], ...] = (
    ("person", Person, "uid", persons_visible_to),
    ("person__uid", Person, "uid", persons_visible_to),
    ("registration", Vehicle, "registration", vehicles_visible_to),
)


def _known(model: type[Any], *, has_source: bool) -> Callable[[Asker], QuerySet[Any]]:
    return lambda asker: model._default_manager.filter(
        visible(asker, has_source=has_source) | deleted_visible_to(asker, has_source=has_source)
    )


_SUBJECTS: dict[str, Callable[[Asker], QuerySet[Any]]] = {
    "occurrence": _known(Occurrence, has_source=True),
    "item": _known(Item, has_source=True),
    "check": _known(Check, has_source=True),
    "operation": _known(Operation, has_source=False),
    "person": lambda asker: persons_visible_to(asker) | deleted_persons_visible_to(asker),
    "vehicle": lambda asker: vehicles_visible_to(asker) | deleted_vehicles_visible_to(asker),
    "group": lambda asker: (
        _known(Group, has_source=False)(asker) if sees_persons(asker) else Group.objects.none()
    ),
}


class Access:
    """How far one asker may follow a record back: worked out when it is asked, and once for all that a page tells."""

    def __init__(self, asker: Asker, subject_kind: str, subject_id: int) -> None:
        self._asker, self._kind, self._id = asker, subject_kind, subject_id

    @cached_property
    def is_known(self) -> bool:
        """Whether the asker may know of the record: as it stands, or deleted and his to bring back."""
        found = _SUBJECTS.get(self._kind)
        return found is not None and found(self._asker).filter(pk=self._id).exists()

    @cached_property
    def reads_sources(self) -> bool:
        """A file's own cells may name everybody in the record, so who does not read all of them reads no cell."""
        if not sees_persons(self._asker) or not self.is_known:
            return False
        return self._kind not in ("occurrence", "item") or not _has_unread_people(
            self._asker, self._kind, self._id
        )


def revisions_of(
    asker: Asker, subject_kind: str, subject_id: int, access: Access | None = None
) -> list[Revision]:
    """The changes of a record, newest first, without what they tell of persons and vehicles that the asker does not read."""
    access = access or Access(asker, subject_kind, subject_id)
    if not access.is_known:
        return []
    found = list(
        Revision.objects.filter(subject_kind=subject_kind, subject_id=subject_id).order_by("-version")
    )
    if sees_persons(asker):
        _leave_out_hidden(asker, found)
        return found
    for revision in found:
        revision.changes = {
            name: change for name, change in revision.changes.items() if name not in PERSONAL_CHANGES
        }
    return found


def _leave_out_hidden(asker: Asker, revisions: list[Revision]) -> None:
    """Take out of the lists of persons and vehicles who stands in a narrower circle than the record."""
    lists = [
        side
        for each in revisions
        for name in _OF_PEOPLE
        for side in each.changes.get(name, ())
        if isinstance(side, list)
    ]
    for key, model, column, seen in _NAMING:
        named = {told[key] for side in lists for told in side if told.get(key)}
        known = (
            model._default_manager.filter(**{f"{column}__in": named}).values_list(column, flat=True)
            if named
            else []
        )
        read = seen(asker).filter(readable(asker, model), **{f"{column}__in": named}) if named else None
        hidden = set(known) - set(read.values_list(column, flat=True)) if read is not None else set()
        for side in lists if hidden else ():
            side[:] = [told for told in side if told.get(key) not in hidden]


def statements_of(
    asker: Asker, subject_kind: str, subject_id: int, access: Access | None = None
) -> QuerySet[Statement]:
    """What sources said of a record where a value was looked up or corrected, oldest first; `contests_of` tells the rest."""
    access = access or Access(asker, subject_kind, subject_id)
    if not access.reads_sources:
        return Statement.objects.none()
    found = Statement.objects.filter(settled(), subject_kind=subject_kind, subject_id=subject_id)
    found = found.exclude(kind=Statement.Kind.CONTESTED)
    return found.select_related("source", "row").order_by("at", "id")


def source_rows_of(
    asker: Asker, subject_kind: str, subject_id: int, access: Access | None = None
) -> QuerySet[SourceRow]:
    """The rows of files that an occurrence or an item came from, whole, in the order taken in; none of an item that the
    asker may not know of."""
    access = access or Access(asker, subject_kind, subject_id)
    if subject_kind not in ("occurrence", "item") or not access.reads_sources:
        return SourceRow.objects.none()
    told = Q(occurrence=subject_id) if subject_kind == "occurrence" else Q(item=subject_id)
    known_items = Q(item__isnull=True) | Q(item__in=_SUBJECTS["item"](asker).values("id"))
    return SourceRow.objects.filter(told, known_items, settled()).select_related("source").order_by("id")


def _has_unread_people(asker: Asker, subject_kind: str, subject_id: int) -> bool:
    """Whether somebody or a vehicle stands in the record whom the asker does not read."""
    of_record = Q(occurrence=subject_id) if subject_kind == "occurrence" else Q(occurrence__items=subject_id)
    roles = PersonRole.objects.filter(of_record, person__deleted_at=None)
    uses = VehicleUse.objects.filter(of_record, vehicle__deleted_at=None)
    return _has_unread(
        asker, Person, persons_visible_to, roles.values_list("person_id", flat=True)
    ) or _has_unread(asker, Vehicle, vehicles_visible_to, uses.values_list("vehicle_id", flat=True))


def _has_unread(
    asker: Asker,
    model: type[Any],
    seen: Callable[[Asker], QuerySet[Any]],
    within: QuerySet[Any, int],
) -> bool:
    """Whether one of the few that stand in a record is not read; who may read whom is asked only if there is one."""
    present = set(within)
    return bool(present) and seen(asker).filter(readable(asker, model), id__in=present).count() < len(present)
