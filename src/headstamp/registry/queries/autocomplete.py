"""What a field completes to from the register itself: only what stands in records that the asker reads, so that
a restricted one tells nothing before he has said why.

Each looks at a bounded number of the newest rows, so that typing stays quick in a large register.
"""

from collections.abc import Iterable
from itertools import islice

from django.db.models import Q

from headstamp.kernel.asker import Asker
from headstamp.kernel.folding import fold
from headstamp.registry.filters import VehicleFilter
from headstamp.registry.models import Item, Occurrence, Person, Reference, Vehicle
from headstamp.registry.numbers import begins, mark_key, reference_key
from headstamp.registry.queries.closing import readable
from headstamp.registry.queries.people import persons_named, vehicles_visible_to
from headstamp.registry.queries.visibility import is_one_of, visible

NEWEST = 20_000


def makes_seen(asker: Asker, typed: str, limit: int = 10) -> list[str]:
    """Makes as written in the newest visible items, of which a word begins as typed."""
    newest = Item.objects.filter(visible(asker), readable(asker, Item)).order_by("-id")[:NEWEST]
    return _beginning(newest.values_list("make", flat=True), typed, limit)


def models_seen(asker: Asker, typed: str, make_code: str = "", limit: int = 10) -> list[str]:
    """Models as written in the newest visible items, of one make if said, of which a word begins as typed."""
    of_make = Q(make_code=make_code) if make_code else Q()
    newest = Item.objects.filter(visible(asker), readable(asker, Item), of_make).order_by("-id")[:NEWEST]
    return _beginning(newest.values_list("model", flat=True), typed, limit)


def references_seen(asker: Asker, typed: str, limit: int = 10) -> list[Reference]:
    """References on visible occurrences and items whose number begins as typed, by number."""
    key = reference_key(typed)
    if not key:
        return []
    on_occurrence = is_one_of(asker, Occurrence.objects.filter(visible(asker)), "occurrence")
    on_item = is_one_of(asker, Item.objects.filter(visible(asker), readable(asker, Item)), "item")
    found = Reference.objects.filter(begins("folded", key)).filter(on_occurrence | on_item)
    return list(found.select_related("occurrence", "item__occurrence").order_by("folded", "id")[:limit])


def persons_seen(asker: Asker, typed: str, limit: int = 10) -> list[Person]:
    """The newest visible persons of whose names each typed word begins one; none without the right to see persons."""
    return list(islice(persons_named(asker, typed), limit))


def vehicles_seen(asker: Asker, typed: str, limit: int = 10) -> list[Vehicle]:
    """Visible vehicles whose registration begins as typed; none without the right to see persons."""
    if not mark_key(typed):
        return []
    found = vehicles_visible_to(asker, VehicleFilter(text=typed)).filter(readable(asker, Vehicle))
    return list(found.order_by("folded", "-id")[:limit])


def _beginning(written: Iterable[str], typed: str, limit: int) -> list[str]:
    wanted = fold(typed)
    found = dict.fromkeys(wording for wording in written if wording and _begins_as(fold(wording), wanted))
    return sorted(found, key=lambda wording: (not fold(wording).startswith(wanted), fold(wording), wording))[
        :limit
    ]


def _begins_as(folded: str, wanted: str) -> bool:
    return folded.startswith(wanted) or f" {wanted}" in folded
