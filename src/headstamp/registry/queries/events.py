"""Occurrences as they are compared with each other, whoever may know of them: for comparing alone, never to be shown."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F, Prefetch, Q, QuerySet

from headstamp.kernel.values import PartialDate
from headstamp.registry.models import Item, Mark, Occurrence
from headstamp.registry.queries.flat.parts import parts_of
from headstamp.registry.queries.marks import NUMBER_KINDS

_OF_OCCURRENCE = (
    *("kind", "occurred_on", "municipality", "source", "jurisdiction", "unit", "visibility", "circle"),
    *("version", "deleted_at"),
)
_OF_ITEM = ("occurrence", "kind", "quantity", "quantity_unit")


@dataclass(frozen=True, slots=True)
class Around:
    """The days and places in which another telling of an occurrence would lie; many occurrences share one."""

    jurisdiction: str
    municipality: str
    occurred_on: str

    @property
    def has_days(self) -> bool:
        """Whether the date says more than the year: all of a year are too many to be compared."""
        return len(self.occurred_on) > 4


def around(occurrence: Occurrence) -> Around:
    """Where another telling of it would lie."""
    return Around(occurrence.jurisdiction, occurrence.municipality, occurrence.occurred_on)


def occurrences_touched(touched: Mapping[str, Collection[int]]) -> set[int]:
    """The occurrences that are named, and those of the items that are."""
    found = set(touched.get("occurrence", ()))
    for part in parts_of(sorted(touched.get("item", ()))):
        found |= set(Item.objects.filter(pk__in=part).values_list("occurrence_id", flat=True))
    return found


def as_events(occurrences: Collection[int]) -> dict[int, Occurrence]:
    """Of these the living ones with their `items` and the numbers on them.

    An item that fewer may know of than its occurrence is left out: who sees a pair must learn nothing of it.
    """
    found: dict[int, Occurrence] = {}
    for part in parts_of(sorted(occurrences)):
        living = Occurrence.objects.filter(pk__in=part, deleted_at__isnull=True).only(*_OF_OCCURRENCE)
        found |= {each.pk: each for each in with_items(living)}
    return found


def with_items(occurrences: QuerySet[Occurrence]) -> QuerySet[Occurrence]:
    """The occurrences with what is compared of their items."""
    numbers = Mark.objects.filter(kind__in=NUMBER_KINDS).exclude(as_read="").order_by("id")
    rights = Q(visibility=F("occurrence__visibility"), unit=F("occurrence__unit"))
    circles = Q(circle=F("occurrence__circle")) | Q(circle=None, occurrence__circle=None)
    items = Item.objects.filter(rights, circles, deleted_at__isnull=True).only(*_OF_ITEM).order_by("id")
    return occurrences.prefetch_related(
        Prefetch("items", items.prefetch_related(Prefetch("marks", numbers)), to_attr="compared_items")
    )


def occurrences_near(place: Around, days: int, most: int) -> list[int]:
    """Living occurrences of the jurisdiction whose date lies at most so many days from it, in its municipality or in none
    that was said; `most` at most, the latest. None for a date that knows only the year.
    """
    if not place.has_days:
        return []
    dated = PartialDate.parse(place.occurred_on)
    first, last = dated.earliest - timedelta(days), dated.latest + timedelta(days)
    when = Q(occurred_on__gte=first.isoformat(), occurred_on__lte=last.isoformat())
    when |= Q(occurred_on__in=_months(first, last))
    where = Q(municipality__in=[place.municipality, ""]) if place.municipality else Q()
    living = Occurrence.objects.filter(when, where, jurisdiction=place.jurisdiction, deleted_at__isnull=True)
    return list(living.order_by("-occurred_on", "-id").values_list("id", flat=True)[:most])


def _months(first: date, last: date) -> list[str]:
    """The months of the days from `first` to `last`, as partial dates."""
    found, day = [], first.replace(day=1)
    while day <= last:
        found.append(f"{day:%Y-%m}")
        day = (day + timedelta(31)).replace(day=1)
    return found
