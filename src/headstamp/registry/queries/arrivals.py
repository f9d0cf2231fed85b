"""What happened within a span of time, and what was only recorded in it. Restricted records are never told of here: the
answer goes on paper.

A record tells its day, not its hour. Told of a span is what happened on its days and was not recorded before it, so that
spans that follow each other tell each record once; what of its last day is recorded after it belongs to the next.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum
from django.utils import timezone

from headstamp.kernel.asker import Asker
from headstamp.registry import partial_dates
from headstamp.registry.models import Check, Item, Occurrence, Source
from headstamp.registry.models.columns import Visibility
from headstamp.registry.queries.occurrences import occurrences_for_list
from headstamp.registry.queries.visibility import visible
from headstamp.vocabulary import codes

_NOT_RESTRICTED = ~Q(visibility=Visibility.RESTRICTED)


@dataclass(frozen=True, slots=True)
class LateSource:
    """Occurrences and checks that one source brought within a span and that happened before it, or nobody says when."""

    number: int
    kind: str
    name: str
    occurrences: int
    checks: int


def _day(moment: datetime) -> str:
    return timezone.localtime(moment).date().isoformat()


def _happened(start: datetime, end: datetime, column: str = "occurred_on") -> Q:
    last = _day(end)
    told = Q(**{f"{column}__lt": last}) | Q(created_at__lt=end)
    return partial_dates.within(column, _day(start), last) & Q(created_at__gte=start) & told & _NOT_RESTRICTED


def _late(start: datetime, end: datetime, column: str = "occurred_on") -> Q:
    recorded = Q(created_at__gte=start, created_at__lt=end) & _NOT_RESTRICTED
    return recorded & ~partial_dates.within(column, _day(start), _day(end))


def occurrences_that_happened(asker: Asker, start: datetime, end: datetime) -> QuerySet[Occurrence]:
    """Occurrences of the span, as lists show them, newest first."""
    return occurrences_for_list(asker).filter(_happened(start, end)).order_by("-occurred_on", "-id")


def count_occurrences_that_happened(asker: Asker, start: datetime, end: datetime) -> int:
    """How many happened in the span."""
    return Occurrence.objects.filter(visible(asker), _happened(start, end)).count()


def count_occurrences_before(asker: Asker, start: datetime, days: int) -> int:
    """How many happened on that many days before the span, whenever they were recorded."""
    last, first = start - timedelta(days=1), start - timedelta(days=days)
    before = partial_dates.within("occurred_on", _day(first), _day(last))
    return Occurrence.objects.filter(visible(asker), before, _NOT_RESTRICTED).count()


def notable_items_that_happened(asker: Asker, start: datetime, end: datetime) -> QuerySet[Item]:
    """Explosives, and automatic, converted, craft-made or printed firearms of the span: those of one occurrence together."""
    kinds = codes.codes("item_kinds").values()
    automatic = [kind.code for kind in kinds if kind.facts.get("action") == "automatic"]
    worth = Q(item_class="explosive") | Q(
        Q(kind__in=[*automatic, "converted"])
        | ~Q(converted_from="")
        | Q(is_craft_made=True)
        | Q(is_printed=True),
        item_class="firearm",
    )
    found = Item.objects.filter(visible(asker), _happened(start, end), worth)
    return found.order_by("-occurred_on", "-occurrence_id", "position", "id")


def quantities_that_happened(
    asker: Asker, start: datetime, end: datetime
) -> list[tuple[str, str, str, Decimal]]:
    """(class, kind, unit, quantity) of the items of the span; unlike units are never added."""
    items = Item.objects.filter(visible(asker), _happened(start, end))
    rows = items.values_list("item_class", "kind", "quantity_unit")
    found = rows.annotate(total=Sum("quantity")).order_by("item_class", "-total", "kind", "quantity_unit")
    return list(found)


def checks_that_happened(asker: Asker, start: datetime, end: datetime) -> list[tuple[str, int, int]]:
    """(context, checks made, checks that found something) of the span."""
    found = Check.objects.filter(visible(asker), _happened(start, end, "happened_on")).values_list("context")
    return list(found.annotate(made=Sum("checks_made"), find=Sum("checks_with_find")).order_by("-made"))


def occurrences_by_kind_that_happened(asker: Asker, start: datetime, end: datetime) -> list[tuple[str, int]]:
    """(kind, how many) of the span."""
    found = Occurrence.objects.filter(visible(asker), _happened(start, end)).values_list("kind")
    return list(found.annotate(number=Count("id")).order_by("-number", "kind"))


def late_sources(asker: Asker, start: datetime, end: datetime) -> list[LateSource]:
    """What each source brought late, the most first: a file of many old rows is one of them."""
    occurrences = _by_source(Occurrence.objects.filter(visible(asker), _late(start, end)))
    checks = _by_source(Check.objects.filter(visible(asker), _late(start, end, "happened_on")))
    told = Source.objects.filter(pk__in={*occurrences, *checks}).values_list("pk", "kind", "name")
    found = [
        LateSource(number, kind, name, occurrences.get(number, 0), checks.get(number, 0))
        for number, kind, name in told
    ]
    return sorted(found, key=lambda each: (-each.occurrences - each.checks, each.number))


def occurrences_entered_late(asker: Asker, start: datetime, end: datetime) -> QuerySet[Occurrence]:
    """Occurrences entered by hand in the span that happened before it, as lists show them, newest first."""
    by_hand = ~Q(source__kind=Source.Kind.FILE)
    found = occurrences_for_list(asker).filter(_late(start, end), by_hand)
    return found.order_by("-occurred_on", "-id")


def _by_source(found: QuerySet[Any]) -> dict[int, int]:
    rows: Sequence[tuple[int, int]] = (
        found.order_by().values_list("source").annotate(number=Count("id")).values_list("source", "number")
    )
    return dict(rows)
