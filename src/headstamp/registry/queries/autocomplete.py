"""What a field completes to from the register itself: only what stands in records that the asker may know of.

Each looks at a bounded number of the newest rows, so that typing stays quick in a large register.
"""

from collections.abc import Iterable

from django.db.models import Q

from headstamp.kernel.asker import Asker
from headstamp.kernel.folding import fold
from headstamp.registry.models import Item, Occurrence, Person, Reference
from headstamp.registry.numbers import begins, reference_key
from headstamp.registry.queries.people import persons_visible_to
from headstamp.registry.queries.visibility import visible

NEWEST = 20_000


def makes_seen(asker: Asker, typed: str, limit: int = 10) -> list[str]:
    """Makes as written in the newest visible items, of which a word begins as typed."""
    newest = Item.objects.filter(visible(asker)).order_by("-id")[:NEWEST]
    return _beginning(newest.values_list("make", flat=True), typed, limit)


def models_seen(asker: Asker, typed: str, make_code: str = "", limit: int = 10) -> list[str]:
    """Models as written in the newest visible items, of one make if said, of which a word begins as typed."""
    of_make = Q(make_code=make_code) if make_code else Q()
    newest = Item.objects.filter(visible(asker), of_make).order_by("-id")[:NEWEST]
    return _beginning(newest.values_list("model", flat=True), typed, limit)


def references_seen(asker: Asker, typed: str, limit: int = 10) -> list[Reference]:
    """References on visible occurrences and items whose number begins as typed, by number."""
    key = reference_key(typed)
    if not key:
        return []
    on_occurrence = Q(occurrence__in=Occurrence.objects.filter(visible(asker)).values("id"))
    on_item = Q(item__in=Item.objects.filter(visible(asker)).values("id"))
    found = Reference.objects.filter(begins("folded", key)).filter(on_occurrence | on_item)
    return list(found.order_by("folded", "id")[:limit])


def persons_seen(asker: Asker, typed: str, limit: int = 10) -> list[Person]:
    """The newest visible persons of whose names each typed word begins one; none without the right to see persons."""
    wanted = fold(typed).split()
    if not wanted:
        return []
    found = []
    for person in persons_visible_to(asker).order_by("-id")[:NEWEST]:
        words = fold(f"{person.family_name} {person.given_name} {person.alias}").split()
        if all(any(word.startswith(part) for word in words) for part in wanted):
            found.append(person)
            if len(found) == limit:
                break
    return found


def _beginning(written: Iterable[str], typed: str, limit: int) -> list[str]:
    wanted = fold(typed)
    found = dict.fromkeys(wording for wording in written if wording and _begins_as(fold(wording), wanted))
    return sorted(found, key=lambda wording: (not fold(wording).startswith(wanted), fold(wording), wording))[
        :limit
    ]


def _begins_as(folded: str, wanted: str) -> bool:
    return folded.startswith(wanted) or f" {wanted}" in folded
