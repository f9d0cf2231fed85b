"""Which rows of the flat tables somebody may know of at this moment: the register's own law, asked by key."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import Q, QuerySet

from headstamp.kernel.asker import Asker
from headstamp.registry.models import Check, Item, LegalStatus, Occurrence, Person, PersonRole
from headstamp.registry.queries.flat.parts import parts_of
from headstamp.registry.queries.visibility import NOTHING, sees_persons, standing, visible


def _visible(
    rows: Callable[[Asker | None], QuerySet[Any]], asker: Asker | None, keys: Iterable[int]
) -> frozenset[int]:
    found = rows(asker)
    return frozenset(
        key for part in parts_of(keys) for key in found.filter(pk__in=part).values_list("pk", flat=True)
    )


def _known(asker: Asker | None, *, has_source: bool = True) -> Q:
    return standing(has_source=has_source) if asker is None else visible(asker, has_source=has_source)


def occurrences_visible(asker: Asker | None, keys: Iterable[int]) -> frozenset[int]:
    """Those occurrences that the asker may know of (None: those that stand)."""
    return _visible(lambda who: Occurrence.objects.filter(_known(who)), asker, keys)


def items_visible(asker: Asker | None, keys: Iterable[int]) -> frozenset[int]:
    """Those items that the asker may know of (None: those that stand)."""
    return _visible(lambda who: Item.objects.filter(_known(who)), asker, keys)


def checks_visible(asker: Asker | None, keys: Iterable[int]) -> frozenset[int]:
    """Those checks that the asker may know of (None: those that stand)."""
    return _visible(lambda who: Check.objects.filter(_known(who)), asker, keys)


def statuses_visible(asker: Asker | None, keys: Iterable[int]) -> frozenset[int]:
    """Those changes of legal status whose item the asker may know of (None: whose item stands)."""
    return _visible(
        lambda who: LegalStatus.objects.filter(item__in=Item.objects.filter(_known(who)).values("pk")),
        asker,
        keys,
    )


def persons_visible(asker: Asker | None, keys: Iterable[int]) -> frozenset[int]:
    """Those parts of persons in occurrences where the asker may know of both (None: where both stand)."""
    return _visible(_roles, asker, keys)


def _roles(asker: Asker | None) -> QuerySet[PersonRole]:
    if asker is not None and not sees_persons(asker):
        return PersonRole.objects.filter(NOTHING)
    persons = Person.objects.filter(_known(asker, has_source=False))
    occurrences = Occurrence.objects.filter(_known(asker))
    return PersonRole.objects.filter(person__in=persons.values("pk"), occurrence__in=occurrences.values("pk"))
