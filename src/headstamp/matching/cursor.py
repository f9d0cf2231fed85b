"""Up to where of the log records were compared, and whether some were changed since."""

from headstamp.audit.queries import is_changed_since
from headstamp.matching.models import Cursor, EventCursor
from headstamp.registry.models import Item, Occurrence

FOLLOWED = ("item", "occurrence")


def compared_up_to() -> int:
    """The position of the log up to which records were compared; 0 before the first time."""
    return Cursor.objects.values_list("position", flat=True).first() or 0


def events_compared_up_to() -> int:
    """The same for occurrences, which are compared after their items."""
    return EventCursor.objects.values_list("position", flat=True).first() or 0


def is_crowded() -> bool:
    """Whether at some occurrence more fell into the same days and place than were compared with it."""
    return EventCursor.objects.filter(crowded__gt=0).exists()


def is_behind() -> bool:
    """Whether records came in or were changed that were not compared yet."""
    return is_changed_since(compared_up_to(), FOLLOWED)


def is_comparing(*items: Item) -> bool:
    """Whether one of these items is still to be compared as it stands now."""
    about = [("item", item.pk) for item in items] + [("occurrence", item.occurrence_id) for item in items]
    return is_changed_since(compared_up_to(), FOLLOWED, about)


def are_events_behind() -> bool:
    """Whether occurrences came in or were changed that were not compared yet."""
    return is_changed_since(events_compared_up_to(), FOLLOWED)


def is_comparing_events(*occurrences: Occurrence) -> bool:
    """Whether one of these occurrences is still to be compared as it stands now."""
    return is_changed_since(
        events_compared_up_to(), FOLLOWED, [("occurrence", each.pk) for each in occurrences]
    )
