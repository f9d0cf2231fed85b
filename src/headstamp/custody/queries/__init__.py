"""All reads of custody: of stores whoever reads records, of parcels whoever may know of their item."""

from headstamp.custody.queries.parcels import (
    ScanFound,
    chain_of,
    chains_of,
    decisions_on,
    found_by_label,
    not_received,
    open_offers_of,
    parcel_known,
    parcels_of,
    parcels_visible_to,
)
from headstamp.custody.queries.stores import (
    Held,
    colleagues_of,
    contents_of_stores,
    keeps,
    places_of,
    places_to_fill,
    store_known,
    stores_visible_to,
)
from headstamp.custody.queries.work import Work, items_never_received, offers_waiting, parcels_in, work_counts

__all__ = [
    "Held",
    "ScanFound",
    "Work",
    "chain_of",
    "chains_of",
    "colleagues_of",
    "contents_of_stores",
    "decisions_on",
    "found_by_label",
    "items_never_received",
    "keeps",
    "not_received",
    "offers_waiting",
    "open_offers_of",
    "parcel_known",
    "parcels_in",
    "parcels_of",
    "parcels_visible_to",
    "places_of",
    "places_to_fill",
    "store_known",
    "stores_visible_to",
    "work_counts",
]
