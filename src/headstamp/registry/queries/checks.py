"""Reads of checks and operations: the denominators of detection."""

from django.db.models import Count, Prefetch, Q, QuerySet, Sum

from headstamp.kernel.asker import Asker
from headstamp.registry.filters import CheckFilter, OperationFilter
from headstamp.registry.models import Check, HouseSearch, Operation
from headstamp.registry.queries.closing import readable
from headstamp.registry.queries.conditions import asked_of_checks, asked_of_operations
from headstamp.registry.queries.visibility import deleted_visible_to, sees_persons, visible

ANY_CHECK = CheckFilter()
ANY_OPERATION = OperationFilter()


def checks_visible_to(asker: Asker, wanted: CheckFilter = ANY_CHECK) -> QuerySet[Check]:
    """The checks and tallies that the asker may know of, as `wanted` asks.

    What a house search documents names witnesses: it is there only with the right to see persons.
    """
    searches = HouseSearch.objects.all() if sees_persons(asker) else HouseSearch.objects.none()
    operations = Operation.objects.filter(visible(asker, has_source=False), readable(asker, Operation))
    found = Check.objects.filter(visible(asker), asked_of_checks(asker, wanted))
    found = found.select_related("place", "unit__agency")
    return found.prefetch_related(Prefetch("operation", operations), Prefetch("house_search", searches))


def deleted_checks_visible_to(asker: Asker) -> QuerySet[Check]:
    """The deleted checks that the asker may bring back, last deleted first."""
    return Check.objects.filter(deleted_visible_to(asker)).order_by("-deleted_at", "-id")


def deleted_operations_visible_to(asker: Asker) -> QuerySet[Operation]:
    """The deleted operations that the asker may bring back, last deleted first."""
    return Operation.objects.filter(deleted_visible_to(asker, has_source=False)).order_by(
        "-deleted_at", "-id"
    )


def checks_made(asker: Asker, wanted: CheckFilter = ANY_CHECK) -> tuple[int, int]:
    """How many checks were made and how many of them found something, tallies counted in full, in records that the
    asker reads: a filter that leaves one record must not tell its numbers."""
    read = Check.objects.filter(visible(asker), readable(asker, Check), asked_of_checks(asker, wanted))
    found = read.aggregate(made=Sum("checks_made"), with_find=Sum("checks_with_find"))
    return found["made"] or 0, found["with_find"] or 0


def operations_visible_to(asker: Asker, wanted: OperationFilter = ANY_OPERATION) -> QuerySet[Operation]:
    """The operations that the asker may know of, as `wanted` asks, with their units and how many visible checks each has."""
    may_count = Q(checks__in=Check.objects.filter(visible(asker)).values("id"))
    found = Operation.objects.filter(
        visible(asker, has_source=False), asked_of_operations(asker, wanted)
    ).select_related("unit__agency")
    return found.prefetch_related("units__unit").annotate(check_count=Count("checks", filter=may_count))
