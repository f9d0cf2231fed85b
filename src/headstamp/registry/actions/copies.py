"""Proves that what items repeat of their occurrence is equal to it."""

from django.db.models import F, Q

from headstamp.registry.actions.writing import COPIES
from headstamp.registry.models import Item


def copies_that_differ() -> int:
    """How many items repeat something else than their occurrence says, or live in a deleted one."""
    differs = Q(deleted_at__isnull=True, occurrence__deleted_at__isnull=False)
    for own, other in COPIES.items():
        differs |= ~Q(**{own: F(f"occurrence__{other}")}) if own != "circle_id" else _circles_differ()
    return Item.objects.filter(differs).count()


def _circles_differ() -> Q:
    both = Q(circle__isnull=False, occurrence__circle__isnull=False) & ~Q(circle=F("occurrence__circle"))
    one = Q(circle__isnull=True, occurrence__circle__isnull=False) | Q(
        circle__isnull=False, occurrence__circle__isnull=True
    )
    return both | one
