"""An invented laboratory: who asks, two examiners, an examiner of another unit, and items of invented occurrences."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from headstamp.custody import actions as custody
from headstamp.custody.models import Parcel
from headstamp.custody.parties import Paper, Party
from headstamp.forensics import actions
from headstamp.forensics.facts import End, ExaminationFacts, ExhibitFacts, Opinion, RequestFacts, SealFacts
from headstamp.forensics.models import Exhibit, LabRequest, Lead
from headstamp.kernel.asker import Asker
from headstamp.registry.actions import record_occurrence
from headstamp.registry.facts import ItemFacts, MarkFacts, OccurrenceFacts
from headstamp.registry.models import Item, Occurrence
from tests.cast import Cast, make_asker

WORKS = ExaminationFacts(date(2024, 4, 2), "works")


def asked(**more: Any) -> RequestFacts:
    told = {
        "laboratory": "Invented laboratory",
        "questions": "Does it fire?",
        "due_on": timezone.localdate() + timedelta(days=30),
    }
    return RequestFacts(**(told | more))


def opinion(basis: str = "microscope", on: date = date(2024, 5, 2)) -> Opinion:
    return Opinion("Invented laboratory", on, basis)


@dataclass
class Laboratory:
    cast: Cast
    asking: Asker = field(init=False)
    first: Asker = field(init=False)
    second: Asker = field(init=False)
    outside: Asker = field(init=False)
    keeper: Asker = field(init=False)

    def __post_init__(self) -> None:
        of = self.cast
        self.asking = of.registrar
        self.first = make_asker("first_examiner", of.unit, "examiner")
        self.second = make_asker("second_examiner", of.unit, "examiner")
        self.outside = make_asker("outside_examiner", of.other_unit, "examiner")
        self.keeper = make_asker("keeper", of.unit, "store_keeper")

    def occurred(self, *items: ItemFacts, kind: str = "seizure", **more: Any) -> Occurrence:
        facts = OccurrenceFacts(kind=kind, occurred_on="2024-03", items=items, **more)
        return record_occurrence(self.asking, facts=facts)

    def item(self, kind: str = "pistol", quantity: int | str = 1, **more: Any) -> Item:
        marks = (MarkFacts(state="removed", part="frame"),) if kind == "pistol" else ()
        facts = ItemFacts(kind=kind, quantity=Decimal(quantity), marks=more.pop("marks", marks))
        return self.occurred(facts, **more).items.get()

    def case(self, **more: Any) -> Item:
        """A cartridge case of a shooting of its own."""
        return self.item("cartridge_case", **more)

    def rounds(self, quantity: int = 10, holder: Asker | None = None) -> Parcel:
        """Rounds in an invented store, or handed out of it to a colleague."""
        store = custody.make_store(self.keeper, name=f"Invented store {Parcel.objects.count()}")
        room = custody.add_room(self.keeper, store=store.uid, name="A")
        place = custody.add_place(self.keeper, store=store.uid, room=room.pk, name="1")
        item = self.item("cartridge", quantity)
        parcel = custody.receive(
            self.keeper,
            item=item.uid,
            place=place.code,
            quantity=Decimal(quantity),
            given_by=Party(name="Invented"),
        )
        if holder is not None:
            paper = Paper(reason="Test fires")
            offer = custody.offer_parcel(self.keeper, parcel=parcel.code, to_account=holder.id, paper=paper)
            custody.accept(holder, offer=offer.uid)
        return parcel

    def drafted(self, *items: Item, seal: str = "S-1", **more: Any) -> LabRequest:
        exhibits = [ExhibitFacts(each.uid, seal=seal) for each in items or (self.item(),)]
        return actions.draft_request(self.asking, facts=asked(**more), exhibits=exhibits)

    def examining(self, *items: Item) -> LabRequest:
        """A request that is in examination."""
        made = self.drafted(*items)
        actions.ask_laboratory(self.asking, request=made.uid)
        seals = {each.number: SealFacts("S-1") for each in made.exhibits.all()}
        actions.receive_exhibits(self.first, request=made.uid, seals=seals)
        return actions.begin_examination(self.first, request=made.uid)

    def reported(self, *items: Item) -> LabRequest:
        made = self.examining(*items)
        for exhibit in made.exhibits.all():
            actions.record_examination(self.first, exhibit=exhibit.uid, facts=WORKS)
        return actions.report_findings(
            self.first, request=made.uid, conclusion="It fires.", number="LAB 1/24"
        )

    def lead(self, one: Item | None = None, other: Item | None = None) -> Lead:
        ends = End((one or self.case()).uid), End((other or self.case()).uid)
        return actions.note_lead(
            self.first, one=ends[0], other=ends[1], opinion=opinion("list"), system="ibis"
        )

    def hit(self, one: Item | None = None, other: Item | None = None) -> Lead:
        lead = self.lead(one, other)
        actions.compare_lead(self.first, lead=lead.uid, opinion=opinion())
        return actions.verify_lead(self.second, lead=lead.uid, opinion=opinion())


def exhibit_of(request: LabRequest) -> Exhibit:
    return Exhibit.objects.select_related("item").get(request=request, number=1)


def version_of(item: Item) -> int:
    return Item.objects.get(pk=item.pk).version
