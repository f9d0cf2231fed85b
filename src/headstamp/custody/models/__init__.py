"""Tables of custody, one file a noun."""

from headstamp.custody.models.decision import Decision, Outcome
from headstamp.custody.models.ledger import Balance, Movement
from headstamp.custody.models.offer import Offer, OfferState
from headstamp.custody.models.parcel import Parcel
from headstamp.custody.models.store import Owner, Place, Room, Store

__all__ = [
    "Balance",
    "Decision",
    "Movement",
    "Offer",
    "OfferState",
    "Outcome",
    "Owner",
    "Parcel",
    "Place",
    "Room",
    "Store",
]
