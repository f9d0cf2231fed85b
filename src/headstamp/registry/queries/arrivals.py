"""What came into the register within a span of time. Restricted records are never told of here: the answer goes on paper."""

from datetime import datetime
from decimal import Decimal

from django.db.models import Count, Q, QuerySet, Sum

from headstamp.kernel.asker import Asker
from headstamp.registry.models import Check, Item, Occurrence
from headstamp.registry.models.columns import Visibility
from headstamp.registry.queries.occurrences import occurrences_for_list
from headstamp.registry.queries.visibility import visible
from headstamp.vocabulary import codes


def _within(start: datetime, end: datetime) -> Q:
    return Q(created_at__gte=start, created_at__lt=end) & ~Q(visibility=Visibility.RESTRICTED)


def occurrences_arrived(asker: Asker, start: datetime, end: datetime) -> QuerySet[Occurrence]:
    """Occurrences recorded from `start` (included) to `end`, as lists show them, newest first."""
    return occurrences_for_list(asker).filter(_within(start, end)).order_by("-occurred_on", "-id")


def count_occurrences_arrived(asker: Asker, start: datetime, end: datetime) -> int:
    """How many were recorded in the span."""
    return Occurrence.objects.filter(visible(asker), _within(start, end)).count()


def notable_items_arrived(asker: Asker, start: datetime, end: datetime) -> QuerySet[Item]:
    """Explosives, and automatic, converted, craft-made or printed firearms, recorded in the span: those of one occurrence together."""
    kinds = codes.codes("item_kinds").values()
    automatic = [kind.code for kind in kinds if kind.facts.get("action") == "automatic"]
    worth = Q(item_class="explosive") | Q(
        Q(kind__in=[*automatic, "converted"])
        | ~Q(converted_from="")
        | Q(is_craft_made=True)
        | Q(is_printed=True),
        item_class="firearm",
    )
    found = Item.objects.filter(visible(asker), _within(start, end), worth)
    return found.order_by("-occurred_on", "-occurrence_id", "position", "id")


def quantities_arrived(asker: Asker, start: datetime, end: datetime) -> list[tuple[str, str, str, Decimal]]:
    """(class, kind, unit, quantity) of the items recorded in the span; unlike units are never added."""
    rows = _items(asker, start, end).values_list("item_class", "kind", "quantity_unit")
    found = rows.annotate(total=Sum("quantity")).order_by("item_class", "-total", "kind", "quantity_unit")
    return list(found)


def checks_arrived(asker: Asker, start: datetime, end: datetime) -> list[tuple[str, int, int]]:
    """(context, checks made, checks that found something) recorded in the span."""
    found = Check.objects.filter(visible(asker), _within(start, end)).values_list("context")
    return list(found.annotate(made=Sum("checks_made"), find=Sum("checks_with_find")).order_by("-made"))


def _items(asker: Asker, start: datetime, end: datetime) -> QuerySet[Item]:
    return Item.objects.filter(visible(asker), _within(start, end))


def occurrences_by_kind_arrived(asker: Asker, start: datetime, end: datetime) -> list[tuple[str, int]]:
    """(kind, how many) recorded in the span."""
    found = Occurrence.objects.filter(visible(asker), _within(start, end)).values_list("kind")
    return list(found.annotate(number=Count("id")).order_by("-number", "kind"))
