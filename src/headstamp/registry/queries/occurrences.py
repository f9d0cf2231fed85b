"""Reads of occurrences."""

from django.db.models import Count, Prefetch, Q, QuerySet

from headstamp.kernel.asker import Asker
from headstamp.registry.filters import OccurrenceFilter
from headstamp.registry.models import (
    Item,
    Occurrence,
    Operation,
    OtherGoods,
    Person,
    PersonRole,
    Vehicle,
    VehicleUse,
)
from headstamp.registry.queries.attachments import attachments_visible_to
from headstamp.registry.queries.closing import readable
from headstamp.registry.queries.conditions import asked_of_occurrences
from headstamp.registry.queries.people import persons_visible_to, vehicles_visible_to
from headstamp.registry.queries.visibility import deleted_visible_to, is_one_of, visible

ANY_OCCURRENCE = OccurrenceFilter()


def occurrences_visible_to(asker: Asker, wanted: OccurrenceFilter = ANY_OCCURRENCE) -> QuerySet[Occurrence]:
    """The occurrences that the asker may know of, as `wanted` asks; unordered, for counts and pages alike."""
    return Occurrence.objects.filter(visible(asker), asked_of_occurrences(asker, wanted))


def occurrences_for_list(asker: Asker, wanted: OccurrenceFilter = ANY_OCCURRENCE) -> QuerySet[Occurrence]:
    """The same with what a list shows of each: place, unit, references, items. No person."""
    items = Item.objects.filter(visible(asker), readable(asker, Item))
    items = items.order_by("position", "id").prefetch_related("marks")
    found = occurrences_visible_to(asker, wanted).select_related("place", "unit__agency", "source")
    return found.prefetch_related("references", Prefetch("items", items))


def occurrences_for_page(asker: Asker) -> QuerySet[Occurrence]:
    """Occurrences with all that their pages show; names and vehicles only with the right to see persons, and restricted
    ones of an open record once the asker has said why."""
    items = (
        Item.objects.filter(visible(asker))
        .select_related("unit__agency")
        .prefetch_related(
            "marks", "references", "legal_statuses", Prefetch("attachments", attachments_visible_to(asker))
        )
        .order_by("position", "id")
    )
    persons = persons_visible_to(asker).filter(readable(asker, Person))
    vehicles = vehicles_visible_to(asker).filter(readable(asker, Vehicle))
    roles = PersonRole.objects.filter(is_one_of(asker, persons, "person")).select_related("person")
    uses = VehicleUse.objects.filter(is_one_of(asker, vehicles, "vehicle")).select_related("vehicle")
    return (
        Occurrence.objects.filter(visible(asker))
        .select_related("place", "unit__agency", "source", "circle", "incident")
        .prefetch_related(
            "references",
            "goods",
            "linked_crimes",
            Prefetch("items", items),
            Prefetch("person_roles", roles.order_by("id")),
            Prefetch("vehicle_uses", uses.order_by("id")),
            Prefetch("attachments", attachments_visible_to(asker)),
        )
    )


def occurrences_beside_item(asker: Asker) -> QuerySet[Occurrence]:
    """Occurrences with what an item's page tells of its own: place and vehicles, and no more of the people in it."""
    vehicles = vehicles_visible_to(asker).filter(readable(asker, Vehicle))
    uses = VehicleUse.objects.filter(is_one_of(asker, vehicles, "vehicle")).select_related("vehicle")
    found = Occurrence.objects.filter(visible(asker)).select_related("place")
    return found.prefetch_related(Prefetch("vehicle_uses", uses.order_by("id")))


def goods_visible_to(asker: Asker) -> QuerySet[OtherGoods]:
    """Other goods found in the occurrences that the asker may know of."""
    return OtherGoods.objects.filter(
        is_one_of(asker, Occurrence.objects.filter(visible(asker)), "occurrence")
    )


def deleted_occurrences_visible_to(asker: Asker) -> QuerySet[Occurrence]:
    """The deleted occurrences that the asker may bring back, last deleted first."""
    found = Occurrence.objects.filter(deleted_visible_to(asker)).select_related("place", "unit__agency")
    return found.order_by("-deleted_at", "-id")


def count_by_operation(asker: Asker, operations: list[Operation]) -> dict[int, int]:
    """How many visible occurrences came of each operation."""
    found = Occurrence.objects.filter(visible(asker), Q(operation__in=operations))
    return dict(found.order_by().values_list("operation_id").annotate(number=Count("id")))
