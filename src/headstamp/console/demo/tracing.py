"""An invented request desk: firearms whose hands others were asked for, an answer with its chain, one that is late, one that came in."""

import io
from datetime import timedelta

from django.utils import timezone
from PIL import Image, ImageDraw

from headstamp.kernel.asker import Asker
from headstamp.registry.actions import attach_file
from headstamp.registry.models import Item
from headstamp.registry.queries import items_visible_to
from headstamp.tracing import actions
from headstamp.tracing.facts import IncomingFacts, OutcomeFacts, RequestFacts, TransferFacts
from headstamp.tracing.models import TraceRequest
from headstamp.tracing.queries.content import serial_of

_YEAR = "2022"
_HANDS = (
    TransferFacts("made", "maker", "record", "1985", "SFRY", "Invented works", "TEST register 1985"),
    TransferFacts("sold", "dealer", "record", "2020-11-03", "RS", "Invented Arms", "TEST book 11/2020"),
    TransferFacts("last_legal_holder", "private_person", "document", "2020-12-14", "RS", "Invented Holder", "TEST permit 77"),
)  # fmt: skip
_LEFT = OutcomeFacts("traced", "RS", "2021", left_by="private_sale", left_evidence="statement", left_reference="TEST statement 3")  # fmt: skip
_ASKED_OF = (
    ("maker", ""),
    ("own_registry", ""),
    ("maker", "RS"),
    ("own_registry", "XK"),
    ("maker", "RS"),
    ("maker", ""),
)


def trace_some(clerk: Asker, second: Asker, exchange: Asker) -> None:
    """Six requests in all the states that a desk has, and one that came in."""
    found = items_visible_to(clerk).filter(
        unit=clerk.unit, item_class="firearm", occurred_on__startswith=_YEAR, marks__state="clear"
    )
    found = (
        found.exclude(make="").exclude(model="").exclude(calibre="").filter(marks__kind="serial", quantity=1)
    )
    items = list(found.order_by("occurred_on", "id").distinct()[: len(_ASKED_OF)])
    requests = [
        actions.draft_trace(clerk, item=item.uid, facts=_facts(at, channel, partner))
        for at, (item, (channel, partner)) in enumerate(zip(items, _ASKED_OF, strict=False), 1)
    ]
    for request in requests[1:]:
        _verify(clerk, second, request)
    for request in requests[2:]:
        actions.send_trace(exchange, request=request.uid)
    for request in requests[3:5]:
        _answer(exchange, request)
    for request in requests[5:]:
        actions.acknowledge_trace(exchange, request=request.uid, their_reference="TEST 42")
    _came_in(exchange)


def _facts(number: int, channel: str, partner: str) -> RequestFacts:
    told = {"addressee": "Invented addressee", "language": "sr-latn" if partner == "RS" else "en"}
    return RequestFacts(
        channel, "Invented case, for demonstration", partner=partner, our_reference=f"TEST-T{number}", **told
    )


def _verify(clerk: Asker, second: Asker, request: TraceRequest) -> None:
    """A drawn photo of the number, which the second person reads."""
    assert request.item is not None
    item = Item.objects.prefetch_related("marks").get(pk=request.item.pk)
    mark = serial_of(item)
    number = mark.as_read if mark else ""
    photo = attach_file(clerk, target=item, stream=_photo(number), name="invented-number.png")
    actions.check_trace(second, request=request.uid, photo=photo.pk, read_number=number)


def _photo(number: str) -> io.BytesIO:
    picture = Image.new("RGB", (480, 160), (92, 96, 102))
    draw = ImageDraw.Draw(picture)
    draw.text((20, 20), "INVENTED, for demonstration", fill=(220, 220, 220))
    draw.text((20, 80), number, fill=(245, 245, 245), font_size=40)
    stream = io.BytesIO()
    picture.save(stream, "PNG")
    stream.seek(0)
    return stream


def _answer(exchange: Asker, request: TraceRequest) -> None:
    actions.answer_trace(exchange, request=request.uid, answer="found", text="Invented answer.")
    for hand in _HANDS:
        actions.add_transfer(exchange, request=request.uid, facts=hand)
    actions.close_trace(exchange, request=request.uid, facts=_LEFT)


def _came_in(exchange: Asker) -> None:
    """One that waits past its day."""
    today = timezone.localdate()
    actions.receive_trace(
        exchange,
        facts=IncomingFacts(
            "ffp", "Invented inspector, Invented Focal Point", "Invented case abroad", partner="AL", make="Zastava", model="M57",
            serial="TEST-123456", their_reference="TEST-AL-9", language="sq", received_on=today - timedelta(40),
            due_on=today - timedelta(10),
        ),
    )  # fmt: skip
