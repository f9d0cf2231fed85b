"""Parcels and their chains: visible exactly where their item is."""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet

from headstamp.custody.amounts import in_units
from headstamp.custody.labels import as_scanned
from headstamp.custody.models import Balance, Decision, Movement, Offer, OfferState, Parcel, Place
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import NotFound
from headstamp.kernel.text import gettext_noop, say
from headstamp.registry.actions.finding import NO_SUCH_RECORD
from headstamp.registry.models import Item
from headstamp.registry.queries import items_visible_to
from headstamp.registry.queries.visibility import is_one_of

NO_LABEL = gettext_noop(
    "No parcel and no place has this label. Scan it again, or type the signs under the bars."
)


@dataclass(frozen=True, slots=True)
class ScanFound:
    """What a label is on: a parcel or a place."""

    parcel: Parcel | None = None
    place: Place | None = None


def parcels_visible_to(asker: Asker) -> QuerySet[Parcel]:
    """Parcels of the items that the asker may know of."""
    return Parcel.objects.filter(is_one_of(asker, items_visible_to(asker), "item_id"))


def parcel_known(asker: Asker, uid: str) -> Parcel:
    """One parcel with what its page shows of it; NotFound where its item is not known to the asker."""
    found = (
        parcels_visible_to(asker)
        .select_related("item", "place__room", "store", "home")
        .filter(uid=uid)
        .first()
    )
    if found is None:
        raise NotFound(say(NO_SUCH_RECORD))
    return found


def found_by_label(asker: Asker, text: str) -> ScanFound:
    """The parcel or place with this label, of those that the asker may know of; NotFound with what to do next."""
    code = as_scanned(text)
    parcel = parcels_visible_to(asker).filter(code=code).first()
    if parcel is not None:
        return ScanFound(parcel=parcel)
    place = Place.objects.select_related("room__store").filter(code=code).first()
    if place is None or place.room.store.jurisdiction != asker.jurisdiction:
        raise NotFound(say(NO_LABEL))
    return ScanFound(place=place)


def parcels_of(asker: Asker, item: int) -> QuerySet[Parcel]:
    """All parcels of an item, those that are gone too."""
    found = parcels_visible_to(asker).filter(item_id=item)
    return found.select_related("place__room", "store", "home").order_by("id")


def not_received(asker: Asker, item: Item) -> Decimal:
    """How much of the item no store has received: what came in and left again was received."""
    known = is_one_of(asker, items_visible_to(asker), "item_id")
    received = Balance.objects.filter(known, pk=item.pk).values_list("received", flat=True).first() or 0
    return max(item.quantity - in_units(received), Decimal(0))


def chain_of(asker: Asker, item: int) -> QuerySet[Movement]:
    """The lines of an item in their order; none for who may not know of the item."""
    known = is_one_of(asker, items_visible_to(asker), "item_id")
    found = Movement.objects.filter(known, item_id=item).order_by("number")
    return found.select_related("parcel", "from_place__room__store", "to_place__room__store")


def chains_of(asker: Asker, items: Collection[int]) -> dict[int, list[Movement]]:
    """The lines of each of these items that has some and that the asker may know of."""
    known = is_one_of(asker, items_visible_to(asker), "item_id")
    found = Movement.objects.filter(known, item_id__in=items).order_by("item_id", "number")
    chains: dict[int, list[Movement]] = {}
    for line in found.select_related("parcel", "from_place__room__store", "to_place__room__store"):
        chains.setdefault(line.item_id, []).append(line)
    return chains


def decisions_on(asker: Asker, item: int) -> QuerySet[Decision]:
    """What was decided about an item, the last first: that one counts."""
    return Decision.objects.filter(
        is_one_of(asker, items_visible_to(asker), "item_id"), item_id=item
    ).order_by("-id")


def open_offers_of(asker: Asker, item: int) -> QuerySet[Offer]:
    """Hand-overs of an item's parcels that wait for the second person."""
    mine = parcels_visible_to(asker).filter(item_id=item).values("id")
    return Offer.objects.filter(state=OfferState.OPEN, parcel__in=mine).select_related("to_store", "parcel")
