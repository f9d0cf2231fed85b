"""Rows of lists whose records the asker only knows of: they keep their kind and date, and nothing that stands in them."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, TypeVar

from django.db.models import CharField, Model, QuerySet, TextField

from headstamp.kernel.asker import Asker
from headstamp.registry.models import Check, Group, Item, Occurrence, Operation, Person, Vehicle
from headstamp.registry.models.columns import Visibility
from headstamp.registry.queries.closing import readable
from headstamp.registry.queries.paging import Page, page_of

R = TypeVar("R", bound=Model)

# All that a list tells of a record that is not read: that it exists, its kind, its date, who keeps it.
_ALWAYS = frozenset(
    {"id", "uid", "version", "visibility", "circle_id", "unit_id", "jurisdiction", "deleted_at"}
)
SHOWN: dict[type[Model], frozenset[str]] = {
    Occurrence: frozenset({"kind", "occurred_on", "status"}),
    Item: frozenset({"item_class", "kind", "occurred_on", "occurrence_kind", "status"}),
    Check: frozenset({"context", "happened_on", "status"}),
    Operation: frozenset({"starts_on", "ends_on"}),
    Person: frozenset(),
    Group: frozenset(),
    Vehicle: frozenset(),
}
_SHOWN_LISTS: dict[type[Model], frozenset[str]] = {Occurrence: frozenset({"references"})}
# The parts that persons and vehicles had in occurrences, and what a part tells of an occurrence.
_PARTS, _OF_PART = ("roles", "uses"), ("role", "category", "age", "age_group")


def is_closed(asker: Asker, record: Any) -> bool:
    """Whether the asker, who may know of the record, has yet to say why he reads it."""
    if record.visibility != Visibility.RESTRICTED or asker.opens_all or record.uid in asker.opened:
        return False
    if isinstance(record, Item) and Item.occurrence.is_cached(record):
        return not (record.occurrence and record.occurrence.uid in asker.opened)
    return True


def shut(asker: Asker, rows: Iterable[R]) -> list[R]:
    """The rows; those that the asker only knows of keep what SHOWN names, and `is_closed` is set on them.

    Rows of tables that no circle restricts (accounts, files taken in) are given back as they are.
    """
    found = list(rows)
    closed = [row for row in found if type(row) in SHOWN and is_closed(asker, row)]
    for row in _unread(asker, closed):
        _blank(row)
    for row in found:
        _shut_parts(asker, row)
    return found


def page_for(asker: Asker, queryset: QuerySet[R], **how: Any) -> Page[R]:
    """A page of a list, as `page_of` cuts it, with records that the asker does not read shut."""
    page = page_of(queryset, **how)
    return replace(page, rows=shut(asker, page.rows))


def _unread(asker: Asker, closed: list[R]) -> list[R]:
    """Of the rows that seem closed those that are: persons and vehicles are read in an occurrence that was opened."""
    if not closed or not asker.opened or type(closed[0]) not in (Person, Vehicle):
        return closed
    model = type(closed[0])
    same = model._default_manager.filter(readable(asker, model), pk__in=[row.pk for row in closed])
    read = set(same.values_list("pk", flat=True))
    return [row for row in closed if row.pk not in read]


def _shut_parts(asker: Asker, row: Any) -> None:
    """What part somebody had in an occurrence stands in it: of one that is shut, only that there was a part.

    A person or vehicle that is restricted itself was opened with a reason, which is one for its parts.
    """
    if type(row) not in (Person, Vehicle) or row.visibility == Visibility.RESTRICTED:
        return
    fetched = getattr(row, "_prefetched_objects_cache", {})
    for part in (part for name in _PARTS if name in fetched for part in fetched[name]):
        if is_closed(asker, part.occurrence):
            _blank(part.occurrence)
            for name in _OF_PART:
                if hasattr(part, name):
                    setattr(part, name, "")


def _blank(row: Any) -> None:
    row.is_closed = True
    kept = _ALWAYS | SHOWN[type(row)]
    for field in row._meta.concrete_fields:
        if field.attname in kept:
            continue
        if field.is_relation:
            row._state.fields_cache.pop(field.name, None)
        setattr(row, field.attname, "" if isinstance(field, CharField | TextField) else None)
    own = {field.attname for field in row._meta.concrete_fields}
    for name in [name for name in vars(row) if not name.startswith("_") and name not in own | {"is_closed"}]:
        setattr(row, name, None)  # what a query counted beside the row
    lists = getattr(row, "_prefetched_objects_cache", {})
    for name in lists.keys() - _SHOWN_LISTS.get(type(row), frozenset()):
        lists[name] = lists[name].none()
