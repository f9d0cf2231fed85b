"""The desk's pages: a request is drafted from a firearm, verified, sent and answered; each sees what he may know of."""

import html
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from headstamp.kernel.asker import Asker
from headstamp.registry.models import Item, Tracing
from headstamp.tracing import actions
from headstamp.tracing.models import TraceRequest
from tests.cast import Cast
from tests.desk.test_trace_papers import replied
from tests.registry import rows
from tests.tracing.office import CAME_IN, Desk, later

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("without_second_factor")]
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def desk(cast: Cast) -> Desk:
    return Desk(cast)


def browser(asker: Asker) -> Client:
    client = Client()
    client.force_login(Cast.user_of(asker), backend=BACKEND)
    return client


def page(asker: Asker, url: str, status: int = 200) -> str:
    answer = browser(asker).get(url)
    assert answer.status_code == status, url
    return html.unescape(answer.content.decode())


def send(asker: Asker, url: str, status: int = 302, **typed: Any) -> str:
    answer = browser(asker).post(url, typed)
    assert answer.status_code == status, html.unescape(answer.content.decode())[-3000:]
    return answer.headers.get("Location", "") or html.unescape(answer.content.decode())


def act(request: TraceRequest, slug: str) -> str:
    return reverse("trace_act", args=[request.uid, slug])


DRAFT = {"channel": "ffp", "partner": "RS", "language": "sr", "priority": "urgent", "purpose": "Invented case", "our_reference": "FFP-1"}  # fmt: skip


def test_an_answer_is_printed_from_its_page_by_who_may_know_what_it_rests_on(desk: Desk) -> None:
    request = replied(desk, "en")
    address = f"/tracing/requests/{request.uid}/"
    client = Client()
    client.force_login(
        Cast.user_of(desk.exchange), backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    assert "Print the answer" in client.get(address).content.decode()
    assert client.post(f"{address}print/").content.startswith(b"%PDF")
    Item.objects.filter(pk=request.item_id).update(visibility="unit", unit=desk.cast.other_unit)
    assert "Print the answer" not in client.get(address).content.decode()
    assert client.post(f"{address}print/").status_code == 404


def test_a_request_lives_from_draft_to_its_outcome(desk: Desk) -> None:
    item = desk.seized()
    there = reverse("item", args=[item.uid])
    assert reverse("item_trace", args=[item.uid]) in page(desk.clerk, there)
    assert reverse("item_trace", args=[item.uid]) not in page(desk.cast.reader, there)
    drafted = send(desk.clerk, reverse("item_trace", args=[item.uid]), **DRAFT)
    request = TraceRequest.objects.get()
    assert drafted == reverse("trace_request", args=[request.uid])
    assert "You wrote this request" in page(desk.clerk, drafted)
    assert act(request, "check") not in page(desk.clerk, drafted)
    photo = {"photo": desk.photo_of(item).pk}
    assert "not the number in the record" in send(
        desk.second, act(request, "check"), 422, **photo, read_number="AB1"
    )
    assert "AB-123" not in page(desk.second, act(request, "check"))
    send(desk.second, act(request, "check"), **photo, read_number="AB 123456")
    assert act(request, "send") not in page(desk.clerk, drafted)
    send(desk.exchange, act(request, "send"), sent_on=later(0).isoformat(), our_reference="FFP-1")
    assert "FFP-1" in page(desk.exchange, reverse("tracing") + "?show=out")
    send(desk.exchange, act(request, "acknowledge"), their_reference="BG-7")
    send(
        desk.exchange,
        act(request, "answer"),
        answer="found",
        answered_on=later(0).isoformat(),
        text="See below",
    )
    sold = {"kind": "last_legal_holder", "on": "1990-05", "jurisdiction": "SFRY", "holder_kind": "private_person", "holder": "Invented Holder", "evidence": "document", "reference": "D-1"}  # fmt: skip
    send(desk.exchange, act(request, "transfer"), **sold)
    told = page(desk.clerk, drafted)
    assert "Invented Holder" in told
    assert "Yugoslavia (SFRY)" in told
    withheld = page(desk.cast.reader, drafted)
    assert "Invented Holder" not in withheld
    assert "name withheld" in withheld
    outcome = {"result": "traced", "diverted_in": "RS", "diverted_on": "1999", "left_by": "theft_from_holder", "left_evidence": "statement"}  # fmt: skip
    assert "Fill this in" in send(
        desk.exchange, act(request, "close"), 422, **(outcome | {"diverted_in": ""})
    )
    send(desk.exchange, act(request, "close"), **outcome)
    assert Tracing.objects.get(item=item).result == "traced"
    assert "Traced to where it left legal hands: Serbia" in page(desk.cast.reader, there)


def test_the_form_offers_only_channels_that_the_office_has(desk: Desk) -> None:
    form = page(desk.clerk, reverse("item_trace", args=[desk.seized().uid]))
    assert "INTERPOL through UNMIK" in form
    assert "iARMS" not in form
    assert "SIENA" not in form
    item = desk.seized()
    assert "Select a valid choice" in send(
        desk.clerk, reverse("item_trace", args=[item.uid]), 422, **(DRAFT | {"channel": "interpol_iarms"})
    )


def test_what_is_missing_is_shown_before_the_check(desk: Desk) -> None:
    request = desk.drafted(desk.seized(model=""))
    told = page(desk.second, reverse("trace_request", args=[request.uid]))
    assert "requires what the record lacks" in told
    assert "This channel requires it: Model." in send(
        desk.second, act(request, "check"), 422, photo=desk.photo_of(request.item).pk, read_number="AB123456"
    )


def test_a_request_that_came_in_is_looked_up_and_answered(desk: Desk) -> None:
    item = desk.seized()
    told = {"channel": "ffp", "partner": "AL", "asked_by": "Invented inspector", "purpose": "case", "serial": "ab 123456", "language": "sq", "priority": "routine"}  # fmt: skip
    there = send(desk.exchange, reverse("trace_receive"), **told)
    request = TraceRequest.objects.get()
    assert "AB-123 456" in page(desk.exchange, act(request, "look-up"))
    send(desk.exchange, act(request, "look-up"), item=item.uid)
    send(desk.exchange, act(request, "reply"), answer="found", text="Seized in 2024.", reason="Agreement")
    send(desk.exchange, act(request, "close"))
    assert "Closed" in page(desk.exchange, there)
    page(desk.clerk, there, 404)
    assert "Invented inspector" not in page(desk.clerk, reverse("item", args=[item.uid]))


def test_the_desk_lists_what_is_overdue(desk: Desk) -> None:
    request = desk.sent()
    TraceRequest.objects.filter(pk=request.pk).update(
        due_on=later(-2), sent_on=later(-40), our_reference="LATE-1"
    )
    assert "LATE-1" in page(desk.cast.reader, reverse("tracing"))
    assert "LATE-1" not in page(desk.abroad, reverse("tracing") + "?show=overdue")
    send(desk.exchange, act(request, "remind"), due_on=later(9).isoformat())
    assert "LATE-1" not in page(desk.exchange, reverse("tracing") + "?show=overdue")
    assert "1 (100" in page(desk.exchange, reverse("trace_success"))


def test_a_request_about_a_restricted_item_is_opened_with_a_reason(desk: Desk) -> None:
    request, circle = desk.sent(), rows.circle(desk.clerk.id)
    Item.objects.filter(pk=request.item_id).update(visibility="restricted", circle=circle)
    TraceRequest.objects.filter(pk=request.pk).update(our_reference="SECRET-1")
    there = reverse("trace_request", args=[request.uid])
    page(desk.second, there, 404)
    listed = page(desk.clerk, reverse("tracing") + "?show=out")
    assert there in listed
    assert "SECRET-1" not in listed
    assert there not in page(desk.second, reverse("tracing") + "?show=out")
    for address in (there, act(request, "cancel")):
        assert "SECRET-1" not in page(desk.clerk, address, 403)


def test_a_list_of_requests_costs_the_same_however_long(desk: Desk) -> None:
    def cost() -> int:
        client = browser(desk.exchange)
        client.get(reverse("tracing") + "?show=out")
        with CaptureQueriesContext(
            connection,
        ) as told:
            client.get(reverse("tracing") + "?show=out")
        return len(told)

    desk.sent()
    few = cost()
    for _ in range(3):
        desk.sent()
        actions.receive_trace(desk.exchange, facts=CAME_IN)
    assert cost() == few


def test_paper_and_file_are_handed_out_by_who_may(desk: Desk) -> None:
    request = desk.checked()
    there = reverse("trace_request", args=[request.uid])
    for name, kind, asker in (("trace_print", "application/pdf", desk.clerk), ("trace_download", "application/json", desk.exchange)):  # fmt: skip
        address = reverse(name, args=[request.uid])
        assert address in page(asker, there)
        answer = browser(asker).post(address)
        assert (answer.status_code, answer["Content-Type"]) == (200, kind)
        assert address not in page(desk.cast.reader, there)
        assert browser(desk.cast.reader).post(address).status_code == 403


def test_patterns_are_shown_with_of_how_many(desk: Desk) -> None:
    for number in ("AB-1001", "AB-1002"):
        desk.closed(desk.drafted(desk.seized(number)))
    told = page(desk.exchange, reverse("trace_patterns"))
    assert "Of 2 firearms whose point of diversion is established" in told
    assert "Invented Person" in told
    assert "AB-1001" in told
    assert "Invented Person" not in page(desk.cast.reader, reverse("trace_patterns"))
