"""The store's pages: a keeper receives, scans, moves and hands over; everybody sees what he may know of; no query per row."""

import html
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from headstamp.audit.models import Entry
from headstamp.custody import actions
from headstamp.custody.models import Decision, Movement, Offer, Parcel, Place, Store
from headstamp.custody.parties import Paper
from headstamp.custody.queries import Work, not_received, work_counts
from headstamp.desk import storage_labels
from headstamp.documents.labels import Label
from headstamp.kernel.asker import Asker
from headstamp.registry.models import Item, Occurrence
from tests.cast import Cast
from tests.custody.office import COURT, FOUND, Storage, now, tomorrow
from tests.registry import rows

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("without_second_factor")]
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def office(cast: Cast) -> Storage:
    return Storage(cast)


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


def test_a_keeper_makes_a_store_with_its_places(office: Storage) -> None:
    there = send(office.keeper, reverse("storage_new"), name="New hall", owner="police", standard="")
    store = Store.objects.get(name="New hall")
    assert there == reverse("storage_store", args=[store.uid])
    send(office.keeper, reverse("storage_room_new", args=[store.uid]), name="Vault")
    room = store.rooms.get()
    send(
        office.keeper,
        reverse("storage_place_new", args=[store.uid]),
        room=room.pk,
        name="Shelf 1",
        capacity=3,
    )
    assert "Shelf 1" in page(office.keeper, there)
    assert "one of this name" in send(
        office.keeper, reverse("storage_new"), 422, name="New hall", owner="police"
    )


def test_an_item_is_received_from_its_page_and_its_page_tells_where_it_is(office: Storage) -> None:
    item = office.seized("cartridge", 360)
    receive = reverse("item_receive", args=[item.uid])
    assert receive in page(office.keeper, reverse("item", args=[item.uid]))
    told = {
        "place": office.places[0].code,
        "quantity": "358",
        "given_by": "Patrol",
        "seal": "S-1",
        "hazard": "small_arms",
    }
    there = send(office.keeper, receive, **told)
    parcel = Parcel.objects.get()
    assert there == reverse("parcel", args=[parcel.uid])
    text = page(office.cast.reader, reverse("item", args=[item.uid]))
    assert "Invented store · A · 1" in text
    assert "358 rounds" in text
    assert receive not in text


def test_a_scanned_parcel_opens_and_a_scanned_place_then_takes_it(office: Storage) -> None:
    parcel, scan = office.received(), reverse("storage_scan")
    assert send(office.keeper, scan, code=f" {parcel.code.lower()} ") == reverse("parcel", args=[parcel.uid])
    assert send(office.keeper, scan, code=office.places[3].code, parcel=parcel.uid) == scan
    assert now(parcel).place == office.places[3]
    assert "No parcel and no place" in send(office.keeper, scan, 422, code="XXXX")
    assert f"?place={office.places[3].pk}" in send(office.cast.reader, scan, code=office.places[3].code)


def test_what_may_not_lie_together_is_asked_for_a_reason(office: Storage) -> None:
    office.received("bulk_explosive", 1)
    parcel = office.received("detonator", 2, place=2)
    act = reverse("parcel_act", args=[parcel.uid, "move"])
    assert send(office.keeper, reverse("storage_scan"), code=office.places[0].code, parcel=parcel.uid) == act
    assert "may not lie with" in send(office.keeper, act, 422, place=office.places[0].code)
    send(office.keeper, act, place=office.places[0].code, nevertheless="fire next door")
    assert work_counts(office.keeper)[Work.TOGETHER] == 2
    assert parcel.code[:3] in page(office.keeper, reverse("storage_work") + "?show=together")


def test_an_offer_is_answered_by_the_other_one(office: Storage) -> None:
    parcel = office.received()
    offer = reverse("parcel_act", args=[parcel.uid, "offer"])
    send(office.keeper, offer, to_account=office.examiner.id, reason="exam", due_on="2999-01-01")
    answer = reverse("offer_answer", args=[Offer.objects.get().uid])
    assert answer in page(office.examiner, reverse("storage_work"))
    page(office.other_keeper, answer, 404)
    assert "Accept" not in page(office.keeper, answer)
    send(office.examiner, answer, answer="accept")
    assert now(parcel).holder == office.examiner.id
    assert "out, with" in page(office.keeper, reverse("parcel", args=[parcel.uid]))


def test_a_destruction_needs_the_decision_and_the_second_person(office: Storage) -> None:
    parcel = office.received()
    destroy = reverse("parcel_act", args=[parcel.uid, "destroy"])
    told = {"method": "melted", "witnesses": "A, B", "reference": "C-1", "to_account": office.second.id}
    assert "No decision says so" in send(office.keeper, destroy, 422, **told)
    decided = {"outcome": "destroy", "authority": "Court", "reference": "P 1", "decided_on": "2024-05-02"}
    send(office.cast.registrar, reverse("item_decision", args=[parcel.item.uid]), **decided)
    assert Decision.objects.get().authority == "Court"
    send(office.keeper, destroy, **told)
    send(office.second, reverse("offer_answer", args=[Offer.objects.get().uid]), answer="accept")
    assert Item.objects.get(pk=parcel.item_id).legal_status == "destroyed"
    assert "Destroyed" in page(office.keeper, reverse("parcel", args=[parcel.uid]))


def test_the_chain_is_handed_out_to_somebody_named(office: Storage) -> None:
    parcel = office.received()
    url = reverse("item_chain", args=[parcel.item.uid])
    assert url in page(office.cast.reader, reverse("item", args=[parcel.item.uid]))
    given = browser(office.cast.reader).post(url, {"recipient": "Invented court"})
    assert given.headers["Content-Type"] == "application/zip"
    assert browser(office.cast.reader).post(url, {"recipient": " "}).status_code == 422


def test_everybody_of_the_jurisdiction_who_reads_records_sees_the_store_and_nobody_else(
    office: Storage,
) -> None:
    parcel = office.received()
    readers = {"registrar", "analyst", "head", "reader", "officer"}
    for name, asker in office.cast.everybody():
        if name == "nobody":
            continue
        text = page(asker, reverse("storage"), 200 if name in readers | {"partner"} else 403)
        assert ("Invented store" in text) == (name in readers), name
        page(
            asker,
            reverse("parcel", args=[parcel.uid]),
            200 if name in readers else 404 if name == "partner" else 403,
        )


def test_a_parcel_of_a_hidden_item_is_in_no_list_and_no_sum(office: Storage) -> None:
    parcel = office.received("cartridge", 77)
    Item.objects.filter(pk=parcel.item_id).update(visibility="unit")
    stranger = office.other_keeper
    store = reverse("storage_store", args=[office.store.uid])
    for url in (
        reverse("storage"),
        store,
        *(f"{reverse('storage_work')}?show={work.value}" for work in Work),
    ):
        assert parcel.code[:3] not in page(stranger, url)
        assert "77 rounds" not in page(stranger, url)
    send(stranger, reverse("storage_scan"), 422, code=parcel.code)
    assert parcel.code[:3] in page(office.keeper, store)


@pytest.mark.parametrize("name", ["storage", "store", *(work.value for work in Work)])
def test_a_list_costs_the_same_with_more_in_it(office: Storage, name: str) -> None:
    addresses = {"storage": reverse("storage"), "store": reverse("storage_store", args=[office.store.uid])}
    url = addresses.get(name) or f"{reverse('storage_work')}?show={name}"
    client, costs = browser(office.keeper), []
    for more in (2, 5):
        for number in range(more):
            parcel = office.received("cartridge", 5)
            office.seized("rifle")
            if number % 2:
                Offer.objects.create(
                    parcel=parcel, act="handed_out", to_account=office.second.id, offered_by=office.keeper.id,
                    offered_at=parcel.changed_at,
                )  # fmt: skip
        client.get(url)
        with CaptureQueriesContext(
            connection,
        ) as caught:
            assert client.get(url).status_code == 200
        costs.append(len(caught))
    assert costs[0] == costs[1]


def test_the_chain_of_an_item_costs_the_same_with_more_lines(office: Storage) -> None:
    parcel, costs = office.received("cartridge", 50), []
    client, url = browser(office.keeper), reverse("parcel", args=[parcel.uid])
    for more in (1, 6):
        for _ in range(more):
            for place in (1, 0):
                send(
                    office.keeper, reverse("storage_scan"), code=office.places[place].code, parcel=parcel.uid
                )
        client.get(url)
        with CaptureQueriesContext(connection) as caught:
            client.get(url)
        costs.append(len(caught))
    assert costs[0] == costs[1]
    assert Movement.objects.count() == 15
    assert Place.objects.filter(parcels=parcel).count() == 1
    assert Decimal(now(parcel).thousandths) == 50_000


def test_what_was_received_and_used_up_is_not_offered_to_be_received_again(office: Storage) -> None:
    parcel = office.received("cartridge", 36)
    actions.use(office.keeper, parcel=parcel.code, quantity=Decimal(6), paper=Paper(reason="test fire"))
    assert not_received(office.keeper, parcel.item) == 0
    assert (
        not_received(office.cast.nobody, parcel.item) == 36
    )  # who may not know of it learns nothing of the store
    other = office.seized("cartridge", 20)
    assert not_received(office.keeper, other) == 20


def test_labels_are_printed_by_who_keeps_the_store_of_what_he_may_know_of(office: Storage) -> None:
    parcel = office.received()
    addresses = (
        reverse("labels_of_places", args=[office.store.uid]),
        reverse("labels_of_store", args=[office.store.uid]),
        reverse("label_of_parcel", args=[parcel.uid]),
    )
    for address in addresses:
        answer = browser(office.keeper).get(address)
        assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
        assert answer.content.startswith(b"%PDF")
        assert browser(office.cast.registrar).get(address).status_code == 403
    assert Entry.objects.filter(verb="print_labels").count() == 3


def test_the_label_of_a_restricted_item_says_its_code_and_no_more(
    office: Storage, monkeypatch: pytest.MonkeyPatch
) -> None:
    read, closed = office.received(), office.received("rifle", place=1)
    circle = rows.circle()
    narrow = {"visibility": "restricted", "circle": circle}
    Item.objects.filter(pk=closed.item_id).update(**narrow)
    Occurrence.objects.filter(items=closed.item_id).update(**narrow)
    printed: list[Label] = []
    monkeypatch.setattr(storage_labels, "labels_pdf", lambda labels, **_: printed.extend(labels) or b"")
    storage_labels.labels_of_store(Cast.in_circle(office.keeper, circle.pk), office.store.uid)
    assert {label.code: tuple(label.lines)[:1] for label in printed} == {
        read.code: ("Pistol",),
        closed.code: (),
    }
    printed.clear()
    storage_labels.labels_of_store(office.keeper, office.store.uid)
    assert [label.code for label in printed] == [read.code]


def test_too_many_parcels_are_not_added_up_at_every_visit(
    office: Storage, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.received()
    office.received()
    assert "too many parcels" not in page(office.keeper, "/storage/")
    monkeypatch.setattr("headstamp.custody.queries.stores.MOST", 1)
    assert "too many parcels" in page(office.keeper, "/storage/")


def test_what_is_out_stands_by_the_day_on_which_it_is_due(office: Storage) -> None:
    days = (date(2024, 5, 3), date(2024, 5, 1), date(2024, 5, 2))
    for day in days:
        parcel = office.received()
        actions.hand_out(
            office.keeper,
            parcel=parcel.code,
            to=COURT,
            due_on=tomorrow(),
            paper=replace(FOUND, reference="R"),
        )
        Parcel.objects.filter(pk=parcel.pk).update(due_on=day)
    shown = browser(office.keeper).get("/storage/work/?show=overdue").context["page"].rows
    assert [each.due_on for each in shown] == sorted(days)
