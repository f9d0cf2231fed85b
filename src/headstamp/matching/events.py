"""What the register says of an occurrence, as it is compared with others. No person stands in it, and no free text."""

from collections.abc import Sequence

from headstamp.matching.compare.event import Event, EventComparison, compare_events
from headstamp.matching.index import Index
from headstamp.matching.models import EventCandidate
from headstamp.matching.told import index_if_there, numbers_of
from headstamp.registry.models import Item, Occurrence
from headstamp.registry.queries.events import as_events

_COUNTED = ("pieces", "rounds")


def event_of(occurrence: Occurrence, now: Index | None) -> Event:
    """The occurrence as it is compared; it must come from `as_events`."""
    items: list[Item] = getattr(occurrence, "compared_items", [])
    counts: dict[str, int] = {}
    for item in items:
        counts[item.kind] = counts.get(item.kind, 0) + _counted(item)
    return Event(
        kind=occurrence.kind,
        date=occurrence.occurred_on,
        place=occurrence.municipality,
        items=counts,
        numbers=tuple(text for item in items for text in numbers_of(item, now)),
        source=str(occurrence.source_id),
    )


def events_compared(candidates: Sequence[EventCandidate]) -> list[tuple[EventCandidate, EventComparison]]:
    """Each pair with the comparison of both occurrences as they stand at this moment."""
    if not candidates:
        return []
    now = index_if_there()
    known = as_events({pk for each in candidates for pk in (each.one_id, each.other_id)})
    events = {pk: event_of(occurrence, now) for pk, occurrence in known.items()}
    return [
        (each, compare_events(events.get(each.one_id, Event()), events.get(each.other_id, Event())))
        for each in candidates
    ]


def _counted(item: Item) -> int:
    return int(item.quantity) if item.quantity and item.quantity_unit in _COUNTED else 0
