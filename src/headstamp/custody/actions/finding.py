"""The parcel or place that somebody acts on: of an item that he may know of, in a store that he keeps."""

from django.db import connection
from django.db.models import Exists, OuterRef

from headstamp.accounts.permissions import Permission
from headstamp.custody.labels import as_scanned
from headstamp.custody.models import Balance, Offer, OfferState, Parcel, Place, Store
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Conflict, NotAllowed, NotFound
from headstamp.kernel.text import gettext_noop, say
from headstamp.registry.actions.finding import NO_SUCH_RECORD
from headstamp.registry.queries import items_visible_to

OFFERED = gettext_noop(
    "This parcel is offered to somebody who has not accepted it yet. Withdraw the offer first, or wait."
)


def parcel_to_move(asker: Asker, code: str, *, offered: bool = False) -> tuple[Parcel, Balance]:
    """The parcel with this label and the balance of its item, both locked until the transaction ends.

    Conflict while it is offered to somebody, unless that offer is what is being answered.
    """
    check_keys_at_once()
    known = Exists(items_visible_to(asker).filter(pk=OuterRef("item_id")))
    found = Parcel.objects.filter(known, code=as_scanned(code)).values_list("pk", "item_id").first()
    if found is None:
        raise NotFound(say(NO_SUCH_RECORD))
    balance = Balance.objects.select_for_update(no_key=True).get(pk=found[1])
    parcel = (
        Parcel.objects.select_for_update(of=("self",), no_key=True)
        .select_related("item", "place", "home")
        .get(pk=found[0])
    )
    if not offered and Offer.objects.filter(parcel=parcel, state=OfferState.OPEN).exists():
        raise Conflict(say(OFFERED))
    return parcel, balance


def check_keys_at_once() -> None:
    """Have PostgreSQL look up foreign keys when a row is written, not at commit.

    At commit the head of the log is held: who then waited for an item that somebody is editing would wait for one who
    waits for the head.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def place_to_fill(asker: Asker, code: str) -> Place:
    """The place with this label, in a store of the asker's unit."""
    found = Place.objects.select_related("room__store").filter(
        code=as_scanned(code),
        room__store__jurisdiction=asker.jurisdiction,
        room__store__deleted_at__isnull=True,
    )
    place = found.first()
    if place is None:
        raise NotFound(say(gettext_noop("There is no place with this label. Scan the label of a shelf.")))
    must_keep(asker, place.room.store)
    return place


def store_to_change(asker: Asker, uid: str) -> Store:
    """The store, if the asker keeps it; locked until the transaction ends."""
    asker.must(Permission.KEEP_STORE)
    found = Store.objects.select_for_update(no_key=True).filter(
        uid=uid, jurisdiction=asker.jurisdiction, deleted_at__isnull=True
    )
    store = found.first()
    if store is None:
        raise NotFound(say(NO_SUCH_RECORD))
    must_keep(asker, store)
    return store


def must_keep(asker: Asker, store: Store | None) -> None:
    """NotAllowed unless the asker keeps this store: has the right, and is of its unit."""
    asker.must(Permission.KEEP_STORE)
    if store is None or store.unit_id != asker.unit:
        raise NotAllowed(
            say(
                gettext_noop(
                    "Another unit keeps this store. Ask its keeper, or have the parcel handed over to you."
                )
            ),
            permission=str(Permission.KEEP_STORE),
        )
