"""Reads of where a record came from and how it changed: for whom the record itself is visible.

Source rows and statements repeat a file's own cells, which may name people: they need the right to see persons.
"""

from collections.abc import Callable
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


def revisions_of(asker: Asker, subject_kind: str, subject_id: int) -> list[Revision]:
    """The changes of a record, newest first, without what they tell of persons and vehicles that the asker does not read."""
    if not is_known(asker, subject_kind, subject_id):
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


def statements_of(asker: Asker, subject_kind: str, subject_id: int) -> QuerySet[Statement]:
    """What sources said of a record where a value was looked up or corrected, oldest first; `contests_of` tells the rest."""
    if not reads_sources(asker, subject_kind, subject_id):
        return Statement.objects.none()
    found = Statement.objects.filter(settled(), subject_kind=subject_kind, subject_id=subject_id)
    found = found.exclude(kind=Statement.Kind.CONTESTED)
    return found.select_related("source", "row").order_by("at", "id")


def source_rows_of(asker: Asker, subject_kind: str, subject_id: int) -> QuerySet[SourceRow]:
    """The rows of files that an occurrence or an item came from, whole, in the order taken in; none of an item that the
    asker may not know of."""
    if subject_kind not in ("occurrence", "item") or not reads_sources(asker, subject_kind, subject_id):
        return SourceRow.objects.none()
    told = Q(occurrence=subject_id) if subject_kind == "occurrence" else Q(item=subject_id)
    known_items = Q(item__isnull=True) | Q(item__in=_SUBJECTS["item"](asker).values("id"))
    return SourceRow.objects.filter(told, known_items, settled()).select_related("source").order_by("id")


def reads_sources(asker: Asker, subject_kind: str, subject_id: int) -> bool:
    """A file's own cells may name everybody in the record, so who does not read all of them reads no cell."""
    if not sees_persons(asker) or not is_known(asker, subject_kind, subject_id):
        return False
    if subject_kind not in ("occurrence", "item"):
        return True
    of_record = Q(occurrence=subject_id) if subject_kind == "occurrence" else Q(occurrence__items=subject_id)
    persons = persons_visible_to(asker).filter(readable(asker, Person)).values("id")
    vehicles = vehicles_visible_to(asker).filter(readable(asker, Vehicle)).values("id")
    return not (
        PersonRole.objects.filter(of_record, person__deleted_at=None).exclude(person__in=persons).exists()
        or VehicleUse.objects.filter(of_record, vehicle__deleted_at=None)
        .exclude(vehicle__in=vehicles)
        .exists()
    )


def is_known(asker: Asker, subject_kind: str, subject_id: int) -> bool:
    """Whether the asker may know of the record: as it stands, or deleted and his to bring back."""
    found = _SUBJECTS.get(subject_kind)
    return found is not None and found(asker).filter(pk=subject_id).exists()
