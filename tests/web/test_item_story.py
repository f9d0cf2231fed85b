"""The life of an item on one page: what each room tells, in order, for who may know of it, with the same number of queries."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from headstamp.custody import actions
from headstamp.desk.item_story import story_of_item
from headstamp.kernel.story import Tense
from headstamp.matching.kept import check_item
from headstamp.procedures.steps import Standing
from headstamp.registry.queries import open_item
from tests.cast import Cast
from tests.custody.office import FOUND, PATROL, Storage
from tests.web.test_storage_pages import browser, page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("without_second_factor")]


@pytest.fixture
def office(cast: Cast) -> Storage:
    return Storage(cast)


def test_rooms_tell_one_life_in_order(office: Storage) -> None:
    item = office.seized()
    story = story_of_item(office.cast.registrar, open_item(office.cast.registrar, item.uid))
    assert [str(each.words) for each in story.missing] == [
        "No store has received it",
        "No decision on what becomes of it",
        "No laboratory was asked to examine it",
        "No trace request",
    ]
    parcel = actions.receive(
        office.keeper, item=item.uid, place=office.places[0].code, quantity=item.quantity, given_by=PATROL, paper=FOUND
    )  # fmt: skip
    office.decided(parcel)
    check_item(office.cast.registrar, uid=item.uid, number="ZX-123456")
    told = story_of_item(office.cast.registrar, open_item(office.cast.registrar, item.uid))
    assert [each.room for each in told.past][:2] == ["registry", "custody"]
    assert {each.room for each in told.past} == {"registry", "custody", "matching"}
    assert [each.on for each in told.past] == sorted(each.on for each in told.past)
    assert [each.room for each in told.missing] == ["forensics", "tracing"]
    states = {each.step.code: each.standing for each in told.steps}
    assert states["recovery-1-check"] is Standing.DONE
    assert states["recovery-1-collect"] is Standing.DONE
    assert states["recovery-1-prints"] is Standing.LATE


def test_what_is_due_stands_by_day(office: Storage) -> None:
    parcel = office.received()
    actions.offer_parcel(
        office.keeper, parcel=parcel.code, to_account=office.second.id, to_store="", due_on=None, paper=FOUND
    )
    told = story_of_item(office.keeper, open_item(office.keeper, parcel.item.uid))
    assert told.next is not None
    assert (told.next.tense, told.next.by) == (Tense.DUE, office.second.id)


def test_the_page_tells_it_and_a_step_is_noted_there(office: Storage) -> None:
    item = office.received().item
    address = f"/items/{item.uid}/story/"
    assert "Received into the store" in page(office.cast.reader, address)
    client = browser(office.cast.registrar)
    assert client.get(f"{address}recovery-1-prints/").status_code == 200
    answer = client.post(
        f"{address}recovery-1-prints/",
        {"step": "recovery-1-prints", "word": "done", "done_on": "", "evidence": "report 1"},
    )
    assert answer.status_code == 422
    client.post(
        f"{address}recovery-1-prints/",
        {
            "step": "recovery-1-prints",
            "word": "done",
            "done_on": date(2024, 3, 6).isoformat(),
            "evidence": "report 1",
        },
    )
    assert "report 1" in page(office.cast.reader, address)
    assert browser(office.cast.reader).get(f"{address}recovery-1-prints/").status_code == 403
    part = browser(office.cast.reader).get(address, headers={"HX-Request": "true"}).content.decode()
    assert part.startswith('\n<div id="item-story">') or part.lstrip().startswith('<div id="item-story">')


def test_a_longer_life_costs_no_more_queries(office: Storage) -> None:
    parcel = office.received()
    few = _queries(office, parcel.item.uid)
    for at in (1, 0, 1):
        actions.move(office.keeper, parcel=parcel.code, place=office.places[at].code, reason="x")
    assert _queries(office, parcel.item.uid) == few


def _queries(office: Storage, uid: str) -> int:
    client = browser(office.cast.reader)
    client.get(f"/items/{uid}/story/")
    with CaptureQueriesContext(connection) as asked:
        client.get(f"/items/{uid}/story/")
    return len(asked)
