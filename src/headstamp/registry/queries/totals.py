"""Sums over the records that the asker may know of. Units are never added to each other; no record is not nought."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.functions import Substr

from headstamp.kernel.asker import Asker
from headstamp.registry.models import Check, Item, Occurrence
from headstamp.registry.models.columns import Status
from headstamp.registry.queries.visibility import visible

YEAR = Substr("occurred_on", 1, 4)


@dataclass(frozen=True, slots=True)
class Rate:
    """How many of how many; `checks` 0 is no data."""

    year: str
    with_find: int
    checks: int


def _firearms_seized(asker: Asker) -> QuerySet[Item]:
    return Item.objects.filter(visible(asker), item_class="firearm", occurrence_kind="seizure")


def firearms_seized_by_year(asker: Asker) -> dict[str, int]:
    """Pieces of class firearm in seizures, by year of the seizure ('' where the year is not known)."""
    found = (
        _firearms_seized(asker)
        .annotate(year=YEAR)
        .values_list("year")
        .annotate(pieces=Sum("quantity"))
        .order_by("year")
    )
    return {year: int(pieces) for year, pieces in found}


def firearms_seized_by(asker: Asker, column: str, year: str, most: int = 8) -> list[tuple[str, int]]:
    """Pieces of class firearm in the seizures of a year, by a column of Item (kind, municipality, context), most first."""
    found = _firearms_seized(asker).filter(occurred_on__gte=year, occurred_on__lt=f"{int(year) + 1:04}")
    rows = found.values_list(column).annotate(pieces=Sum("quantity")).order_by("-pieces", column)[:most]
    return [(value, int(pieces)) for value, pieces in rows]


def detection_by_year(asker: Asker, contexts: tuple[str, ...]) -> list[Rate]:
    """Checks made and checks that found something, by year, in the search contexts; newest first."""
    found = (
        Check.objects.filter(visible(asker), context__in=contexts)
        .annotate(year=Substr("happened_on", 1, 4))
        .values_list("year")
        .annotate(find=Sum("checks_with_find"), made=Sum("checks_made"))
        .order_by("-year")
    )
    return [Rate(year, find or 0, made or 0) for year, find, made in found]


def incidents_by_year(asker: Asker) -> list[tuple[str, int, int | None, int | None]]:
    """(year, incidents, killed, injured), newest first; persons None where nobody said. Suicides are not counted as killed."""
    not_suicide = Q(incident__is_suicide=False) | Q(incident__isnull=True)
    found = (
        Occurrence.objects.filter(visible(asker), kind="incident")
        .annotate(year=YEAR)
        .values_list("year")
        .annotate(
            number=Count("id"),
            killed=Sum("incident__killed", filter=not_suicide),
            injured=Sum("incident__injured"),
        )
        .order_by("-year")
    )
    return [(year, number, killed, injured) for year, number, killed, injured in found]


def waiting_for_check(asker: Asker) -> QuerySet[Occurrence]:
    """Entered by others and not yet checked by a second person."""
    return Occurrence.objects.filter(visible(asker), status=Status.ENTERED).exclude(created_by=asker.id)
