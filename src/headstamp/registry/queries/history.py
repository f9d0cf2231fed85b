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
    Revision,
    SourceRow,
    Statement,
)
from headstamp.registry.queries.people import persons_visible_to, vehicles_visible_to
from headstamp.registry.queries.visibility import deleted_visible_to, sees_persons, visible

# What a revision may tell only to who may see persons.
PERSONAL_CHANGES = frozenset({"persons", "vehicles", "house_search"})


def _known(model: type[Any], *, has_source: bool) -> Callable[[Asker], QuerySet[Any]]:
    return lambda asker: model._default_manager.filter(
        visible(asker, has_source=has_source) | deleted_visible_to(asker, has_source=has_source)
    )


_SUBJECTS: dict[str, Callable[[Asker], QuerySet[Any]]] = {
    "occurrence": _known(Occurrence, has_source=True),
    "item": _known(Item, has_source=True),
    "check": _known(Check, has_source=True),
    "operation": _known(Operation, has_source=False),
    "person": persons_visible_to,
    "vehicle": vehicles_visible_to,
    "group": lambda asker: Group.objects.filter(visible(asker, has_source=False)) if sees_persons(asker) else Group.objects.none(),
}


def revisions_of(asker: Asker, subject_kind: str, subject_id: int) -> list[Revision]:
    """The changes of a record, newest first; without the right to see persons, those of its persons left out."""
    if not _is_known(asker, subject_kind, subject_id):
        return []
    found = list(Revision.objects.filter(subject_kind=subject_kind, subject_id=subject_id).order_by("-version"))
    if not sees_persons(asker):
        for revision in found:
            revision.changes = {name: change for name, change in revision.changes.items() if name not in PERSONAL_CHANGES}
    return found


def statements_of(asker: Asker, subject_kind: str, subject_id: int) -> QuerySet[Statement]:
    """What sources said of a record where a value was looked up, corrected or contested, oldest first."""
    if not sees_persons(asker) or not _is_known(asker, subject_kind, subject_id):
        return Statement.objects.none()
    found = Statement.objects.filter(subject_kind=subject_kind, subject_id=subject_id)
    return found.select_related("source", "row").order_by("at", "id")


def source_rows_of(asker: Asker, subject_kind: str, subject_id: int) -> QuerySet[SourceRow]:
    """The rows of files that an occurrence or an item came from, whole, in the order taken in."""
    if subject_kind not in ("occurrence", "item") or not sees_persons(asker) or not _is_known(asker, subject_kind, subject_id):
        return SourceRow.objects.none()
    told = Q(occurrence=subject_id) if subject_kind == "occurrence" else Q(item=subject_id)
    return SourceRow.objects.filter(told).select_related("source").order_by("id")


def _is_known(asker: Asker, subject_kind: str, subject_id: int) -> bool:
    found = _SUBJECTS.get(subject_kind)
    return found is not None and found(asker).filter(pk=subject_id).exists()
