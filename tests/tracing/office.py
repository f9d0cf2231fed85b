"""An invented request desk: who drafts, who verifies, who exchanges with partners, and firearms with a photo."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.utils import timezone

from headstamp.kernel.asker import Asker
from headstamp.registry.actions import record_occurrence
from headstamp.registry.facts import ItemFacts, MarkFacts, OccurrenceFacts
from headstamp.registry.models import Attachment, Item
from headstamp.tracing import actions
from headstamp.tracing.facts import IncomingFacts, OutcomeFacts, RequestFacts, TransferFacts
from headstamp.tracing.models import TraceRequest
from tests.cast import Cast, make_asker

NUMBER = "AB-123 456"
ASKED = RequestFacts("ffp", "Invented case 1", partner="RS", addressee="Invented Focal Point", language="sr")
CAME_IN = IncomingFacts(
    "ffp", "Invented inspector", "Invented case abroad", partner="AL", their_reference="AL-1", make="Zastava", serial=NUMBER
)  # fmt: skip
MADE = TransferFacts(
    "made", "maker", "record", on="1978", jurisdiction="SFRY", holder="Invented works", reference="R 1"
)
SOLD = TransferFacts(
    "last_legal_holder", "private_person", "document", on="1990-05-02", jurisdiction="RS", holder="Invented Person",
    reference="D 2",
)  # fmt: skip
TRACED = OutcomeFacts(
    "traced", diverted_in="RS", diverted_on="1999", left_by="theft_from_holder", left_evidence="statement"
)


@dataclass
class Desk:
    """`clerk` enters records, `second` too; `officer` exchanges with partners; `other_officer` abroad."""

    cast: Cast
    clerk: Asker = field(init=False)
    second: Asker = field(init=False)
    exchange: Asker = field(init=False)
    abroad: Asker = field(init=False)

    def __post_init__(self) -> None:
        self.clerk = self.cast.registrar
        self.second = make_asker("second_clerk", self.cast.unit, "registrar")
        self.exchange = make_asker("exchange", self.cast.unit, "exchange_officer")
        self.abroad = make_asker("exchange_abroad", self.cast.partner_unit, "exchange_officer")

    def seized(self, number: str = NUMBER, **more: Any) -> Item:
        """A pistol with a photo."""
        told = {
            "kind": "pistol", "make": "Zastava", "make_code": "zastava", "model": "M57", "calibre": "7.62x25",
            "country_of_manufacture": "SFRY", "marks": (MarkFacts(as_read=number),),
        }  # fmt: skip
        facts = ItemFacts(**(told | more))
        item = record_occurrence(
            self.cast.registrar,
            facts=OccurrenceFacts(kind="seizure", occurred_on="2024-03-01", items=(facts,)),
        ).items.get()
        self.photo_of(item)
        return item

    def photo_of(self, item: Item) -> Attachment:
        found = Attachment.objects.filter(item=item).first()
        return found or Attachment.objects.create(
            item=item, sha256="0" * 64, name="gun.jpg", media_type="image/jpeg", size=1, added_at=timezone.now(),
            added_by=self.clerk.id,
        )  # fmt: skip

    def drafted(self, item: Item | None = None, facts: RequestFacts = ASKED) -> TraceRequest:
        return actions.draft_trace(self.clerk, item=(item or self.seized()).uid, facts=facts)

    def checked(self, request: TraceRequest | None = None) -> TraceRequest:
        request = request or self.drafted()
        number = next((mark.as_read for mark in request.item.marks.all()), "")
        return actions.check_trace(
            self.second, request=request.uid, photo=self.photo_of(request.item).pk, read_number=number.replace("-", "")
        )  # fmt: skip

    def sent(self, request: TraceRequest | None = None) -> TraceRequest:
        return actions.send_trace(self.exchange, request=self.checked(request).uid)

    def answered(
        self, request: TraceRequest | None = None, chain: tuple[TransferFacts, ...] = (MADE, SOLD)
    ) -> TraceRequest:
        found = actions.answer_trace(
            self.exchange, request=self.sent(request).uid, answer="found", text="See the chain."
        )
        for each in chain:
            actions.add_transfer(self.exchange, request=found.uid, facts=each)
        return found

    def closed(self, request: TraceRequest | None = None, facts: OutcomeFacts = TRACED) -> TraceRequest:
        return actions.close_trace(self.exchange, request=self.answered(request).uid, facts=facts)


def now(request: TraceRequest) -> TraceRequest:
    return TraceRequest.objects.get(pk=request.pk)


def later(days: int) -> Any:
    return timezone.localdate() + timedelta(days)
