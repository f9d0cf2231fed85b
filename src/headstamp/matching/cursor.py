"""Up to where of the log records were compared, and whether some were changed since."""

from headstamp.audit.queries import is_changed_since
from headstamp.matching.models import Cursor
from headstamp.registry.models import Item

FOLLOWED = ("item", "occurrence")


def compared_up_to() -> int:
    """The position of the log up to which records were compared; 0 before the first time."""
    return Cursor.objects.values_list("position", flat=True).first() or 0


def is_behind() -> bool:
    """Whether records came in or were changed that were not compared yet."""
    return is_changed_since(compared_up_to(), FOLLOWED)


def is_comparing(*items: Item) -> bool:
    """Whether one of these items is still to be compared as it stands now."""
    about = [("item", item.pk) for item in items] + [("occurrence", item.occurrence_id) for item in items]
    return is_changed_since(compared_up_to(), FOLLOWED, about)
