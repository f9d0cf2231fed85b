"""The work list of pairs of occurrences, a pair side by side, and where an event is told also: to whom, at what cost."""

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from headstamp.audit.models import Entry
from headstamp.desk.dashboard.waiting import What, waiting_for
from headstamp.matching.models import Candidate, EventCandidate
from headstamp.registry.actions import set_visibility
from headstamp.snapshot.actions import refresh
from tests.cast import Cast
from tests.matching.happenings import compare_all, happening, judged, numbered, told_twice
from tests.web.test_same_gun_pages import client_of, page_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("without_second_factor")]


def sent(client: Client, found: EventCandidate, **typed: object) -> HttpResponse:
    given = {"word": "same", "reason": "both read", "seen": 0} | typed
    return client.post(f"/same-event/{found.uid}/", given)  # type: ignore[return-value]


def test_the_list_says_what_is_compared_and_what_waits(cast: Cast) -> None:
    assert "Nothing waits for a judgement" in page_of(cast.reader, "/same-event/")
    happening(cast.registrar, numbered("C-128765"))
    happening(cast.officer, numbered("C-128765"))
    assert "Still comparing" in page_of(cast.reader, "/same-event/")
    compare_all()
    page = page_of(cast.reader, "/same-event/")
    assert "Still comparing" not in page
    assert "Probably one event" in page
    assert "a gun with the same number" in page
    assert "Begin with the first" not in page
    assert "Begin with the first" in page_of(cast.analyst, "/same-event/")


def test_a_pair_shows_both_records_what_agrees_and_the_guns_of_both(cast: Cast) -> None:
    happening(cast.registrar, numbered("C-128765"), narrative="seen by the patrol")
    happening(cast.officer, numbered("C-128765"), narrative="as the paper told")
    compare_all()
    found, gun = EventCandidate.objects.get(), Candidate.objects.get()
    page = page_of(cast.reader, f"/same-event/{found.uid}/")
    for text in (
        "seen by the patrol",
        "as the paper told",
        "same day",
        "same place",
        "Guns that may stand in both",
    ):
        assert text in page
    assert f'href="/same-gun/{gun.uid}/"' in page
    assert Entry.objects.filter(verb="compare_occurrence").count() == 2


def test_a_pair_with_a_hidden_record_looks_as_one_that_does_not_exist(cast: Cast) -> None:
    found = told_twice(cast.registrar, cast.officer)
    set_visibility(cast.registrar, uid=found.one.uid, version=1, visibility="unit")
    client = client_of(cast.officer)
    hidden, none = client.get(f"/same-event/{found.uid}/"), client.get(f"/same-event/{'0' * 26}/")
    assert hidden.status_code == none.status_code == 404
    assert found.uid not in page_of(cast.officer, "/same-event/")
    assert "same-event/" + found.uid not in page_of(cast.officer, f"/occurrences/{found.other.uid}/")
    assert What.EVENT not in [each.what for each in waiting_for(cast.officer)]


def test_a_judgement_leads_to_the_next_pair_and_back(cast: Cast) -> None:
    first, second = (
        told_twice(cast.registrar, cast.officer),
        told_twice(cast.registrar, cast.officer, on="2020-02-03"),
    )
    answer = sent(client_of(cast.analyst), first)
    assert answer.url == f"/same-event/{second.uid}/?before={first.uid}"  # type: ignore[attr-defined]
    page = page_of(cast.analyst, answer.url)  # type: ignore[attr-defined]
    assert f'href="/same-event/{first.uid}/#judgements"' in page
    assert sent(client_of(cast.reader), second).status_code == 403


def test_an_event_is_told_on_the_page_of_each_of_its_records_to_who_may_see_the_other(cast: Cast) -> None:
    found = told_twice(cast.registrar, cast.officer)
    address = f"/occurrences/{found.other.uid}/"
    assert "1 other record may tell of this event" in page_of(cast.reader, address)
    judged(cast.analyst, found)
    page = page_of(cast.reader, address)
    assert "Told also in" in page
    assert f'href="/occurrences/{found.one.uid}/"' in page
    set_visibility(cast.registrar, uid=found.one.uid, version=1, visibility="unit")
    page = page_of(cast.officer, address)
    assert "Told also in" not in page
    assert found.one.uid not in page


def test_it_says_what_is_wrong_and_keeps_what_was_typed(cast: Cast) -> None:
    answer = sent(client_of(cast.analyst), told_twice(cast.registrar, cast.officer), reason="")
    assert answer.status_code == 422
    assert "hs-field has-error" in answer.content.decode()


def test_what_was_judged_can_be_taken_back(cast: Cast) -> None:
    found = told_twice(cast.registrar, cast.officer)
    made = judged(cast.head, found)
    assert "Taken back" in page_of(cast.analyst, f"/same-event/{found.uid}/")
    sent(client_of(cast.analyst), found, word="withdrawn", reason="wrong pair", seen=made.pk)
    assert "wrong pair" in page_of(cast.analyst, f"/same-event/{found.uid}/")
    assert found.uid in page_of(cast.analyst, "/same-event/")


def test_home_counts_the_open_pairs_for_who_judges(cast: Cast) -> None:
    told_twice(cast.registrar, cast.officer)
    waits = {each.what: each for each in waiting_for(cast.analyst)}
    assert (waits[What.EVENT].number, waits[What.EVENT].lead.address) == (1, "/same-event/")
    refresh()
    assert "may be one event" in page_of(cast.analyst, "/")
    assert What.EVENT not in [each.what for each in waiting_for(cast.registrar)]


def test_the_list_leaves_as_a_file(cast: Cast) -> None:
    found = told_twice(cast.registrar, cast.officer)
    judged(cast.analyst, found)
    answer = client_of(cast.analyst).get("/same-event/export.csv", {"judged": "any", "reason": "case 12"})
    content = b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]
    assert found.uid in content
    assert found.one.uid in content
    assert client_of(cast.reader).get("/same-event/export.csv").status_code == 403


def test_many_pairs_ask_no_more_than_few(cast: Cast) -> None:
    costs = []
    for numbers in (range(2), range(2, 10)):
        for number in numbers:
            told_twice(cast.registrar, cast.officer, on=f"20{number + 10}-05-06")
        client = client_of(cast.reader)
        client.get("/same-event/")
        with CaptureQueriesContext(connection) as asked:
            client.get("/same-event/")
        costs.append(len(asked.captured_queries))
    assert costs[0] == costs[1]
