"""Reads of items: the list that filters a million of them, and all that an item's page shows."""

from django.db.models import Prefetch, QuerySet

from headstamp.kernel.asker import Asker
from headstamp.registry.filters import ItemFilter
from headstamp.registry.models import Item, Occurrence
from headstamp.registry.queries.attachments import attachments_visible_to
from headstamp.registry.queries.conditions import asked_of_items
from headstamp.registry.queries.occurrences import occurrences_beside_item
from headstamp.registry.queries.visibility import deleted_visible_to, visible

ANY_ITEM = ItemFilter()


def items_visible_to(asker: Asker, wanted: ItemFilter = ANY_ITEM) -> QuerySet[Item]:
    """The items that the asker may know of, as `wanted` asks; unordered, for counts and pages alike."""
    return Item.objects.filter(visible(asker), asked_of_items(asker, wanted))


def items_for_list(asker: Asker, wanted: ItemFilter = ANY_ITEM) -> QuerySet[Item]:
    """The same with what a list shows of each: marks, occurrence, place, unit. No person."""
    occurrences = (
        Occurrence.objects.filter(visible(asker)).select_related("place").prefetch_related("references")
    )
    found = items_visible_to(asker, wanted).select_related("unit__agency")
    return found.prefetch_related("marks", "references", Prefetch("occurrence", occurrences))


def items_for_page(asker: Asker) -> QuerySet[Item]:
    """Items with all that their pages show, and of their occurrence its place and vehicles."""
    return (
        Item.objects.filter(visible(asker))
        .select_related("unit__agency", "source", "circle")
        .prefetch_related(
            "marks",
            "references",
            "legal_statuses",
            Prefetch("attachments", attachments_visible_to(asker)),
            Prefetch("occurrence", occurrences_beside_item(asker)),
        )
    )


def deleted_items_visible_to(asker: Asker) -> QuerySet[Item]:
    """The deleted items that the asker may bring back, last deleted first."""
    return (
        Item.objects.filter(deleted_visible_to(asker))
        .select_related("unit__agency")
        .order_by("-deleted_at", "-id")
    )
