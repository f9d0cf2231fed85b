"""The store's part of an item's life: lines of the ledger, what is due back, and that no store or no decision has it."""

from headstamp.custody.queries.parcels import chain_of, decisions_on, open_offers_of, parcels_of
from headstamp.custody.states import words_of
from headstamp.kernel.asker import Asker
from headstamp.kernel.story import Event, Tense
from headstamp.kernel.text import gettext_noop, say
from headstamp.registry.models import Item

ROOM, KIND = "custody", "parcel"
_WAITS = ("", "found", "surrendered", "seized", "confiscated")
_STORED = ("firearm", "component", "ammunition", "explosive", "precursor", "pyrotechnic")
_DUE_BACK = say(gettext_noop("Due back in the store"))
_OFFERED = say(gettext_noop("Hand-over waits to be accepted"))
_DECIDED = gettext_noop("Decision on the item: %(outcome)s")
_NO_STORE = say(gettext_noop("No store has received it"))
_NO_DECISION = say(gettext_noop("No decision on what becomes of it"))


def events_of(asker: Asker, item: Item) -> list[Event]:
    """What the stores tell of an item that the asker may know of. Four queries."""
    lines = list(chain_of(asker, item.pk))
    events = [
        Event(
            ROOM,
            words_of(line.act),
            line.at.isoformat(),
            by=line.by,
            note=line.reason,
            kind=KIND,
            key=line.parcel.uid,
            proves=ROOM,
        )
        for line in lines
    ]
    decisions = list(decisions_on(asker, item.pk))
    events += [
        Event(
            ROOM,
            say(_DECIDED, outcome=str(each.get_outcome_display())),
            each.decided_on.isoformat(),
            by=each.authority,
            note=each.reference,
        )
        for each in decisions
    ]
    events += _due(asker, item) if lines else []
    if item.item_class in _STORED and item.legal_status in _WAITS:
        events += [] if lines else [Event(ROOM, _NO_STORE, tense=Tense.MISSING)]
        events += [] if decisions else [Event(ROOM, _NO_DECISION, tense=Tense.MISSING)]
    return events


def _due(asker: Asker, item: Item) -> list[Event]:
    out = [
        Event(
            ROOM,
            _DUE_BACK,
            each.due_on.isoformat(),
            Tense.DUE,
            by=each.holder or each.holder_name,
            kind=KIND,
            key=each.uid,
        )
        for each in parcels_of(asker, item.pk)
        if each.state == "out" and each.due_on
    ]
    offered = [
        Event(
            ROOM,
            _OFFERED,
            "",
            Tense.DUE,
            by=each.to_account or (each.to_store.name if each.to_store else ""),
            kind=KIND,
            key=each.parcel.uid,
        )
        for each in open_offers_of(asker, item.pk)
    ]
    return out + offered
