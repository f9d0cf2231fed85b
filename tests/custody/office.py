"""An invented store with two keepers, an examiner, and items that lie in it."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from headstamp.custody import actions
from headstamp.custody.models import Balance, Movement, Parcel, Place, Store
from headstamp.custody.parties import Paper, Party
from headstamp.kernel.asker import Asker
from headstamp.registry.actions import record_occurrence
from headstamp.registry.facts import ItemFacts, MarkFacts, OccurrenceFacts
from headstamp.registry.models import Item
from tests.cast import Cast, make_asker

PATROL = Party(name="Patrol officer, invented police station")
COURT = Party(name="Clerk, invented court")
FOUND = Paper(seal="S-1", condition="complete", reason="brought in")


def tomorrow() -> date:
    return timezone.localdate() + timedelta(days=1)


@dataclass
class Storage:
    """A store of the cast's first unit with two rooms of two places each, and one of the second unit."""

    cast: Cast
    keeper: Asker = field(init=False)
    second: Asker = field(init=False)
    examiner: Asker = field(init=False)
    other_keeper: Asker = field(init=False)
    store: Store = field(init=False)
    other_store: Store = field(init=False)
    places: list[Place] = field(init=False)
    other_place: Place = field(init=False)

    def __post_init__(self) -> None:
        of = self.cast
        self.keeper = make_asker("keeper", of.unit, "store_keeper")
        self.second = make_asker("second_keeper", of.unit, "store_keeper")
        self.examiner = make_asker("examiner", of.unit, "examiner")
        self.other_keeper = make_asker("other_keeper", of.other_unit, "store_keeper")
        self.store = actions.make_store(self.keeper, name="Invented store")
        self.other_store = actions.make_store(self.other_keeper, name="Another invented store")
        self.places = [
            place for name in ("A", "B") for place in self._places(self.keeper, self.store, name, ("1", "2"))
        ]
        (self.other_place,) = self._places(self.other_keeper, self.other_store, "C", ("1",))

    @staticmethod
    def _places(keeper: Asker, store: Store, name: str, places: tuple[str, ...]) -> list[Place]:
        room = actions.add_room(keeper, store=store.uid, name=name)
        return [actions.add_place(keeper, store=store.uid, room=room.pk, name=each) for each in places]

    def seized(self, kind: str = "pistol", quantity: int | str = 1, **more: Any) -> Item:
        """An item of a new occurrence of the first unit."""
        facts = ItemFacts(
            kind=kind,
            quantity=Decimal(quantity),
            marks=(MarkFacts(as_read="ZX 1"),) if kind == "pistol" else (),
            **more,
        )
        return record_occurrence(
            self.cast.registrar, facts=OccurrenceFacts(kind="seizure", occurred_on="2024-03", items=(facts,))
        ).items.get()

    def received(self, kind: str = "pistol", quantity: int | str = 1, place: int = 0, **more: Any) -> Parcel:
        item = self.seized(kind, quantity)
        return actions.receive(
            self.keeper, item=item.uid, place=self.places[place].code, quantity=Decimal(quantity), given_by=PATROL,
            paper=FOUND, **more,
        )  # fmt: skip

    def decided(self, parcel: Parcel, outcome: str = "destroy") -> None:
        actions.decide_disposal(
            self.keeper, item=parcel.item.uid, outcome=outcome, authority="Invented court", reference="P 1/24",
            decided_on=date(2024, 5, 2),
        )  # fmt: skip


def now(parcel: Parcel) -> Parcel:
    return Parcel.objects.select_related("place__room", "store").get(pk=parcel.pk)


def problems_of_ledger() -> list[str]:
    """What is wrong in the whole ledger, worked out line by line without the code that writes it."""
    wrong = []
    for balance in Balance.objects.all():
        lines = list(Movement.objects.filter(item_id=balance.pk).order_by("number"))
        amounts: dict[int, int] = {}
        places: dict[int, int | None] = {}
        for number, line in enumerate(lines, 1):
            if line.number != number or amounts.get(line.parcel_id, 0) != line.before:
                wrong.append(f"line {number} of {balance.pk} does not follow")
            if places.get(line.parcel_id) != line.from_place_id:
                wrong.append(f"line {number} of {balance.pk} comes from elsewhere")
            amounts[line.parcel_id], places[line.parcel_id] = line.after, line.to_place_id
        held = dict(Parcel.objects.filter(item_id=balance.pk).values_list("pk", "thousandths"))
        if amounts != held or sum(held.values()) != balance.held or balance.lines != len(lines):
            wrong.append(f"parcels of {balance.pk} are not what the lines say")
        if places != dict(Parcel.objects.filter(item_id=balance.pk).values_list("pk", "place_id")):
            wrong.append(f"parcels of {balance.pk} lie elsewhere")
        came = sum(line.thousandths for line in lines if line.act in ("received", "found_more"))
        if balance.received != came or balance.received != balance.held + balance.left:
            wrong.append(f"balance of {balance.pk} does not hold")
    return wrong
