"""All that may be done to stores and parcels: permission, validation, lines of the ledger and log entry, in one transaction."""

from headstamp.custody.actions.counting import correct_count, use
from headstamp.custody.actions.deciding import decide_disposal
from headstamp.custody.actions.disposing import offer_destruction, retain, return_parcel, transfer_parcel
from headstamp.custody.actions.handing import bring_back, hand_out, offer_parcel
from headstamp.custody.actions.inspecting import mend_finding, record_inspection
from headstamp.custody.actions.moving import move, reseal, split
from headstamp.custody.actions.offers import accept, refuse, withdraw
from headstamp.custody.actions.receiving import receive
from headstamp.custody.actions.stocktaking import (
    begin_stocktake,
    close_stocktake,
    explain_difference,
    see_parcel,
)
from headstamp.custody.actions.stores import add_place, add_room, make_store

__all__ = [
    "accept",
    "add_place",
    "add_room",
    "begin_stocktake",
    "bring_back",
    "close_stocktake",
    "correct_count",
    "decide_disposal",
    "explain_difference",
    "hand_out",
    "make_store",
    "mend_finding",
    "move",
    "offer_destruction",
    "offer_parcel",
    "receive",
    "record_inspection",
    "refuse",
    "reseal",
    "retain",
    "return_parcel",
    "see_parcel",
    "split",
    "transfer_parcel",
    "use",
    "withdraw",
]
