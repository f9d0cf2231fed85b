"""Stores, places, and what lies in them by class and unit; unlike units are never added."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from headstamp.accounts.models import User
from headstamp.accounts.permissions import Permission
from headstamp.custody.amounts import in_units
from headstamp.custody.models import Parcel, Place, Store
from headstamp.custody.queries.parcels import parcels_visible_to
from headstamp.custody.states import State
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import NotFound
from headstamp.kernel.text import say
from headstamp.registry.actions.finding import NO_SUCH_RECORD

MOST = 20_000
"""Parcels that are added up on a page."""


@dataclass(frozen=True, slots=True)
class Held:
    """How much of one class, in one unit, lies in a store."""

    store: int
    item_class: str
    unit: str
    parcels: int
    amount: Decimal


def stores_visible_to(asker: Asker) -> QuerySet[Store]:
    """The stores of the asker's jurisdiction, for who reads records."""
    if not asker.may(Permission.SEE_RECORDS) or not asker.jurisdiction:
        return Store.objects.none()
    found = Store.objects.filter(jurisdiction=asker.jurisdiction, deleted_at__isnull=True)
    return found.select_related("unit__agency").order_by("name", "id")


def store_known(asker: Asker, uid: str) -> Store:
    found = stores_visible_to(asker).filter(uid=uid).first()
    if found is None:
        raise NotFound(say(NO_SUCH_RECORD))
    return found


def keeps(asker: Asker, store: Store) -> bool:
    """Whether the asker is a keeper of the store."""
    return asker.may(Permission.KEEP_STORE) and store.unit_id == asker.unit


def contents_of_stores(asker: Asker) -> list[Held] | None:
    """What lies in each store, of what the asker may know of; None where that is too much to add up at every visit."""
    if Parcel.objects.filter(state=State.STORED).order_by().values("pk")[: MOST + 1].count() > MOST:
        return None
    found = (
        parcels_visible_to(asker)
        .filter(state="stored")
        .values("store_id", "item__item_class", "unit")
        .annotate(parcels=Count("id"), amount=Sum("thousandths"))
        .order_by("store_id", "item__item_class", "unit")
    )
    return [
        Held(row["store_id"], row["item__item_class"], row["unit"], row["parcels"], in_units(row["amount"]))
        for row in found
    ]


def places_of(asker: Asker, store: Store) -> QuerySet[Place]:
    """The places of a store with how many parcels lie there, whoever may know of them: `full` is a fact of the shelf."""
    at_place = Parcel.objects.filter(place=OuterRef("pk"), state=State.STORED).order_by().values("place")
    lying = Coalesce(Subquery(at_place.annotate(number=Count("pk")).values("number")), 0)
    found = Place.objects.filter(room__store__in=stores_visible_to(asker).filter(pk=store.pk))
    return found.select_related("room").annotate(lying=lying).order_by("room__name", "room_id", "name", "id")


def places_to_fill(asker: Asker) -> QuerySet[Place]:
    """The places of the stores that the asker keeps, to choose from."""
    if not asker.may(Permission.KEEP_STORE):
        return Place.objects.none()
    found = Place.objects.filter(room__store__unit=asker.unit, room__store__deleted_at__isnull=True)
    return found.select_related("room__store").order_by("room__store__name", "room__name", "name", "id")


def colleagues_of(asker: Asker) -> QuerySet[User]:
    """Open accounts of the asker's jurisdiction that read records, without his own: to whom a parcel can be offered."""
    if not asker.may(Permission.SEE_RECORDS) or not asker.jurisdiction:
        return User.objects.none()
    found = User.objects.filter(is_active=True, unit__agency__jurisdiction=asker.jurisdiction)
    return (
        found.exclude(pk=int(asker.id)).select_related("unit").order_by("last_name", "first_name", "username")
    )
