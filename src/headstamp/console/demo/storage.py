"""An invented evidence store: what its keeper took in, what is out, what a court decided, what waits for a second person."""

from datetime import date, timedelta

from django.utils import timezone

from headstamp.audit.actions import recording
from headstamp.custody import actions
from headstamp.custody.actions.inspecting import POINTS, Seen
from headstamp.custody.models import Parcel, Place
from headstamp.custody.parties import Paper, Party
from headstamp.kernel.asker import Asker
from headstamp.registry.models import Item
from headstamp.registry.queries import items_visible_to
from headstamp.vocabulary import codes

_FIREARMS, _ROUNDS, _EXPLOSIVES = 36, 8, 4
_SEEN = 9
_AT_ONCE = 12  # parcels in one transaction: other writers wait for it
_YEAR = "2022"
_PATROL = Party(name="Demo patrol officer, Demo Police")
_COURT = Party(name="Demo clerk, Invented Basic Court")
_DECIDED = date(2023, 2, 1)


def fill_store(keeper: Asker, witness: Asker) -> None:
    """A store of three rooms with the office's items of a year; `witness` is asked to confirm a destruction."""
    store = actions.make_store(keeper, name="Demo evidence store", standard="Invented standard")
    rooms = {
        "Armoury": ("Rack 1", "Rack 2", "Rack 3"),
        "Ammunition room": ("Shelf 1", "Shelf 2"),
        "Magazine": ("Floor",),
    }
    places: dict[str, list[Place]] = {}
    for name, inside in rooms.items():
        room = actions.add_room(keeper, store=store.uid, name=name)
        places[name] = [
            actions.add_place(keeper, store=store.uid, room=room.pk, name=each, capacity=40)
            for each in inside
        ]
    firearms = _receive(keeper, "firearm", _FIREARMS, places["Armoury"])
    _receive(keeper, "ammunition", _ROUNDS, places["Ammunition room"])
    _receive(keeper, "explosive", _EXPLOSIVES, places["Magazine"], kind="bulk_explosive")
    _after(keeper, witness, firearms)
    _check(keeper, store.uid)


def _check(keeper: Asker, store: str) -> None:
    """An inspection with one finding, and a stocktake that has begun."""
    points = codes.codes(POINTS)
    seen = [
        Seen(point, "no", "Invented: damp along the north wall", _DECIDED + timedelta(days=60))
        if point == "climate"
        else Seen(point, "yes")
        for point in points
    ]
    actions.record_inspection(
        keeper, store=store, inspected_on=_DECIDED, inspectors="Two invented inspectors", standard="Invented standard",
        seen=seen, next_on=_DECIDED.replace(year=_DECIDED.year + 1),
    )  # fmt: skip
    taking = actions.begin_stocktake(keeper, store=store)
    for line in taking.lines.select_related("parcel__place").order_by("pk")[:_SEEN]:
        place = line.parcel.place
        assert place is not None
        actions.see_parcel(keeper, stocktake=taking.uid, label=line.parcel.code, place=place.code)


def _receive(keeper: Asker, item_class: str, number: int, places: list[Place], **more: str) -> list[Parcel]:
    found = items_visible_to(keeper).filter(item_class=item_class, occurred_on__startswith=_YEAR, **more)
    seized = found.filter(occurrence__kind="seizure", legal_status="seized")
    items, parcels = list(seized.order_by("occurred_on", "id")[:number]), list[Parcel]()
    for start in range(0, len(items), _AT_ONCE):
        with recording(keeper):
            for at, item in enumerate(items[start : start + _AT_ONCE], start):
                parcels.append(_received(keeper, item, places[at % len(places)], at))
    return parcels


def _received(keeper: Asker, item: Item, place: Place, at: int) -> Parcel:
    return actions.receive(
        keeper,
        item=item.uid,
        place=place.code,
        quantity=item.quantity,
        given_by=_PATROL,
        paper=Paper(
            seal=f"DEMO-{item.item_class[:1].upper()}{at + 1:03}", condition="as recorded", reason="Invented"
        ),
    )


def _after(keeper: Asker, witness: Asker, firearms: list[Parcel]) -> None:
    """Two parcels are out, six are decided upon, and one destruction waits for who was there."""
    for parcel in firearms[:2]:
        actions.hand_out(
            keeper,
            parcel=parcel.code,
            to=_COURT,
            due_on=timezone.localdate() + timedelta(days=14),
            paper=Paper(reason="Invented hearing", reference="TEST receipt 1/2023"),
        )
    for at, parcel in enumerate(firearms[2:8]):
        actions.decide_disposal(
            keeper,
            item=parcel.item.uid,
            outcome="destroy" if at else "retain",
            authority="Invented Basic Court",
            reference=f"TEST P {at + 1}/2023",
            decided_on=_DECIDED,
        )
    actions.retain(keeper, parcel=firearms[2].code, paper=Paper(reason="Invented: for comparison"))
    actions.offer_destruction(
        keeper,
        parcel=firearms[3].code,
        to_account=witness.id,
        paper=Paper(
            reason="Invented", reference="TEST certificate 1/2023", method="Cut and melted",
            witnesses="Two invented witnesses",
        ),
    )  # fmt: skip
