"""Labels of parcels and places to print, for those who keep the store; that they were printed is noted in the log."""

from collections.abc import Iterable

from django.conf import settings
from django.utils.translation import gettext as _

from headstamp.accounts.permissions import Permission
from headstamp.audit.actions import recording
from headstamp.custody.labels import spaced
from headstamp.custody.models import Parcel, Place
from headstamp.custody.queries import parcel_known, parcels_visible_to, places_of, store_known
from headstamp.documents.labels import Label, labels_pdf
from headstamp.kernel.asker import Asker
from headstamp.registry.naming import make_of
from headstamp.registry.queries import shut
from headstamp.vocabulary import codes

MOST = 480
"""Labels at once: 20 pages. A store's newest parcels come first."""


def labels_of_places(asker: Asker, uid: str) -> bytes:
    """Every place of a store. NotFound, NotAllowed."""
    asker.must(Permission.KEEP_STORE)
    store = store_known(asker, uid)
    return _printed(asker, "store", store.pk, [_of_place(place) for place in places_of(asker, store)[:MOST]])


def labels_of_store(asker: Asker, uid: str) -> bytes:
    """The parcels of a store whose items the asker may know of, the newest first. NotFound, NotAllowed."""
    asker.must(Permission.KEEP_STORE)
    store = store_known(asker, uid)
    lying = (
        parcels_visible_to(asker).filter(store=store, state="stored").select_related("item").order_by("-id")
    )
    return _printed(asker, "store", store.pk, _of_parcels(asker, list(lying[:MOST])))


def label_of_parcel(asker: Asker, uid: str) -> bytes:
    """One parcel's. NotFound, NotAllowed."""
    asker.must(Permission.KEEP_STORE)
    parcel = parcel_known(asker, uid)
    return _printed(asker, "parcel", parcel.pk, _of_parcels(asker, [parcel]))


def _printed(asker: Asker, kind: str, pk: int, labels: list[Label]) -> bytes:
    with recording(asker) as log:
        log.disclosure(kind, str(pk), "print_labels", recipient="print")
    banner = _("Demonstration: all records are invented") if settings.HEADSTAMP_DEMO else ""
    return labels_pdf(labels, language=asker.language.partition("-")[0], banner=banner)


def _of_place(place: Place) -> Label:
    return Label(place.code, spaced(place.code), (place.name, place.room.name))


def _of_parcels(asker: Asker, parcels: Iterable[Parcel]) -> list[Label]:
    """Of a restricted item that was not opened, a label says its code and no more."""
    listed = list(parcels)
    shut(asker, [parcel.item for parcel in listed])
    return [Label(parcel.code, spaced(parcel.code), _lines(asker, parcel)) for parcel in listed]


def _lines(asker: Asker, parcel: Parcel) -> tuple[str, ...]:
    item = parcel.item
    if getattr(item, "is_closed", False):
        return ()
    kind = codes.label("item_kinds", item.kind, asker.language)
    named = f"{make_of(item, asker.language)} {item.model}".strip()
    return kind, named, _("Seal %(number)s") % {"number": parcel.seal} if parcel.seal else ""
