"""Tables of custody, one file a noun."""

from headstamp.custody.models.decision import Decision, Outcome
from headstamp.custody.models.inspection import Answer, Inspection
from headstamp.custody.models.ledger import Balance, Movement
from headstamp.custody.models.offer import Offer, OfferState
from headstamp.custody.models.parcel import Parcel
from headstamp.custody.models.stocktake import Stocktake, StocktakeLine
from headstamp.custody.models.store import Owner, Place, Room, Store

__all__ = [
    "Answer",
    "Balance",
    "Decision",
    "Inspection",
    "Movement",
    "Offer",
    "OfferState",
    "Outcome",
    "Owner",
    "Parcel",
    "Place",
    "Room",
    "Stocktake",
    "StocktakeLine",
    "Store",
]
