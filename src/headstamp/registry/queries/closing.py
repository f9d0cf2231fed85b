"""Restricted records before the asker has said why: he knows that they exist and reads nothing in them.

`visible` says of which records an asker knows; `readable` in which of them he reads now. Lists show the others shut
(`shutting`), and what is asked of their contents they do not answer (`asking`).
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from django.db.models import Model, Q, QuerySet

from headstamp.kernel.asker import Asker
from headstamp.registry.asking import Filter
from headstamp.registry.models import (
    Check,
    Group,
    Item,
    Occurrence,
    Operation,
    Person,
    PersonRole,
    Vehicle,
    VehicleUse,
)
from headstamp.registry.models.columns import Visibility
from headstamp.registry.queries.visibility import visible

W = TypeVar("W", bound=Filter)
_WITH_SOURCE = (Occurrence, Item, Check)
_MOST_HITS = 500

# What a filter may ask of every record that the asker may know of, by the filter's own names.
_PERIOD, _RIGHTS = frozenset({"year", "date_from", "date_to"}), frozenset({"visibility", "unit"})
ASKED_OF_ALL: dict[type[Model], frozenset[str]] = {
    Occurrence: _PERIOD | _RIGHTS | {"kind", "status"},
    Item: _PERIOD | _RIGHTS | {"item_class", "kind", "occurrence_kind", "status"},
    Check: _PERIOD | _RIGHTS | {"context", "status"},
    Operation: _PERIOD | {"visibility"},  # its unit is asked of all that take part
    Person: _RIGHTS,
    Group: _RIGHTS,
    Vehicle: _RIGHTS,
}
NUMBERS = frozenset({"text", "mark", "reference"})


def readable(asker: Asker, model: type[Model]) -> Q:
    """Of the rows of `model` that the asker may know of, those in which he reads now. To be added to `visible`."""
    if asker.opens_all or not asker.circles:
        return Q()
    wide = Q(visibility__in=[Visibility.JURISDICTION, Visibility.UNIT])
    return wide | _opened(asker, model) if asker.opened else wide


def _opened(asker: Asker, model: type[Model]) -> Q:
    """By its own uid, or by that of an occurrence in which it stands."""
    uids = sorted(asker.opened)
    condition = Q(uid__in=uids)
    if model is Item:
        condition |= Q(occurrence__in=Occurrence.objects.filter(uid__in=uids).values("id"))
    if model is Person:
        condition |= Q(id__in=PersonRole.objects.filter(occurrence__uid__in=uids).values("person_id"))
    if model is Vehicle:
        condition |= Q(id__in=VehicleUse.objects.filter(occurrence__uid__in=uids).values("vehicle_id"))
    return condition


def asking(
    asker: Asker,
    model: type[Model],
    wanted: W,
    condition: Callable[[W], Q],
    by_number: Callable[[W], Q] | None = None,
) -> Q:
    """What a filter asks, of records as far as the asker reads them.

    What a list shows is asked of all that he may know of; everything else of those that he reads. The others answer to
    whole numbers (`by_number`) alone: whoever holds a number in his hands must learn that a record of it exists, while
    a part of a number, a word or a code would tell what stands there.
    """
    inside = _asked_inside(asker, model, wanted)
    if not inside:
        return condition(wanted)
    asked = condition(wanted) & readable(asker, model)
    if by_number is None or not NUMBERS.issuperset(inside):
        return asked
    restricted = visible(asker, has_source=model in _WITH_SOURCE) & Q(visibility=Visibility.RESTRICTED)
    of_all = replace(wanted, **dict.fromkeys(inside, ""))
    found = model._default_manager.filter(restricted, condition(of_all), by_number(wanted))
    hits = list(found.values_list("pk", flat=True)[:_MOST_HITS])
    return asked | Q(pk__in=hits) if hits else asked


def leaves_out_closed(asker: Asker, model: type[Model], wanted: Filter) -> bool:
    """Whether the filter asks for what stands in records, so that those that are not read do not answer it."""
    return model in ASKED_OF_ALL and bool(_asked_inside(asker, model, wanted))


def _asked_inside(asker: Asker, model: type[Model], wanted: Filter) -> list[str]:
    if asker.opens_all or not asker.circles:
        return []
    asked = [name for name in wanted.fields_asked() if getattr(wanted, name)]
    return [name for name in asked if name not in ASKED_OF_ALL[model]]


def has_closed(asker: Asker, found: Sequence[QuerySet[Any]]) -> bool:
    """Whether something stands among these rows of persons or vehicles that the asker only knows of."""
    if asker.opens_all or not asker.circles:
        return False
    return any(rows.exclude(readable(asker, rows.model)).exists() for rows in found)
