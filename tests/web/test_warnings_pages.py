"""The work list of signals, one signal, its verdicts and its export: what they show, to whom, at what cost."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from headstamp.analysis.models import Signal, Verdict
from headstamp.analysis.watching import count_watches
from headstamp.audit.models import Entry
from headstamp.kernel.asker import Asker
from headstamp.snapshot.actions import refresh
from tests.analysis.office import history, recorded
from tests.cast import Cast

READERS = {"registrar", "analyst", "head", "reader", "officer", "partner"}


@pytest.fixture(autouse=True)
def _without_second_factor(settings) -> None:  # type: ignore[no-untyped-def]
    settings.HEADSTAMP_REQUIRE_MFA = False


def client_of(asker: Asker) -> Client:
    client = Client()
    if asker.id != "0":
        client.force_login(Cast.user_of(asker), backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def signal(cast: Cast) -> Signal:
    history(cast.unit, surge=15)
    counted()
    return Signal.objects.get()


def counted() -> None:
    refresh(full=True)
    count_watches(date(2022, 12, 6), anew=True)


def test_the_list_is_for_who_may_see_records(cast: Cast) -> None:
    allowed = {
        name for name, asker in cast.everybody() if client_of(asker).get("/warnings/").status_code == 200
    }
    assert allowed == READERS


def test_an_empty_list_says_why_and_what_to_do(cast: Cast) -> None:
    page = client_of(cast.reader).get("/warnings/").content.decode()
    assert "Nothing was counted yet" in page
    recorded(cast.unit, ["2022-11-20"])
    counted()
    assert (
        "No series is long enough to be watched" in client_of(cast.reader).get("/warnings/").content.decode()
    )
    history(cast.unit)
    counted()
    assert "Nothing stands out" in client_of(cast.reader).get("/warnings/").content.decode()


def test_a_signal_tells_count_range_and_way_to_its_records(cast: Cast, signal: Signal) -> None:
    client = client_of(cast.reader)
    assert f"/warnings/{signal.uid}/" in client.get("/warnings/").content.decode()
    page = client.get(f"/warnings/{signal.uid}/").content.decode()
    assert f"20 records; {signal.low} to {signal.high} are usual" in page
    assert "11 more series stood out with it" in page
    assert "November 2022" in page
    assert "style=" not in page.split("<body", 1)[1]
    link = page.split('href="/occurrences/?')[1].split('"')[0].replace("&amp;", "&")
    assert "20 occurrences" in client.get(f"/occurrences/?{link}").content.decode()


def test_everybody_gets_the_page_of_a_signal_or_is_told_that_there_is_none(
    cast: Cast, signal: Signal
) -> None:
    codes = {
        name: client_of(asker).get(f"/warnings/{signal.uid}/").status_code for name, asker in cast.everybody()
    }
    assert {name for name, code in codes.items() if code == 200} == READERS - {"partner"}
    assert codes["partner"] == 404
    assert codes["nobody"] == 302
    assert codes["donor"] == codes["auditor"] == codes["administrator"] == 403


def test_a_verdict_is_given_on_the_page_and_the_one_before_stays(cast: Cast, signal: Signal) -> None:
    client, address = client_of(cast.analyst), f"/warnings/{signal.uid}/"
    assert client.post(address, {"word": "follow_up", "reason": "Ask Prizren"}).status_code == 302
    assert client_of(cast.head).post(address, {"word": "noise", "reason": "Old files"}).status_code == 302
    page = client.get(address).content.decode()
    assert page.index("Old files") < page.index("superseded") < page.index("Ask Prizren")
    assert "Noise" in client.get("/warnings/?verdict=noise").content.decode()


def test_who_may_not_judge_changes_nothing(cast: Cast, signal: Signal) -> None:
    for name, asker in cast.everybody():
        if name not in ("analyst", "head"):
            answer = client_of(asker).post(
                f"/warnings/{signal.uid}/", {"word": "noise", "reason": "Old files"}
            )
            assert answer.status_code in (302, 403, 404), name
    assert not Verdict.objects.exists()
    assert (
        'name="reason"'
        not in client_of(cast.reader).get(f"/warnings/{signal.uid}/").content.decode().split("<main")[1]
    )


def test_a_verdict_without_a_reason_is_sent_back(cast: Cast, signal: Signal) -> None:
    answer = client_of(cast.analyst).post(f"/warnings/{signal.uid}/", {"word": "noise", "reason": ""})
    assert answer.status_code == 422
    assert not Verdict.objects.exists()


def test_a_new_thing_leads_to_its_item(cast: Cast) -> None:
    history(cast.unit)
    (strange,) = recorded(cast.unit, ["2022-11-20"], origin="RS", destination="AT")
    counted()
    client, new = client_of(cast.officer), Signal.objects.get()
    assert "Route: Serbia → Austria" in client.get("/warnings/").content.decode()
    assert f"/items/{strange.items.get().uid}/" in client.get(f"/warnings/{new.uid}/").content.decode()


def test_the_export_holds_what_the_list_shows_and_is_a_disclosure(cast: Cast, signal: Signal) -> None:
    answer = client_of(cast.analyst).get("/warnings/export.csv?what=above&reason=briefing")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    assert signal.uid in text
    assert Entry.objects.filter(verb="export_signals", kind="disclosure").count() == 1
    assert client_of(cast.reader).get("/warnings/export.csv").status_code == 403


def test_more_signals_cost_no_more_queries(cast: Cast, django_assert_max_num_queries: Any) -> None:
    history(cast.unit, surge=15)
    counted()
    client = client_of(cast.analyst)
    client.get("/warnings/")
    with django_assert_max_num_queries(16):
        client.get("/warnings/")
    for make in ("glock", "beretta", "walther", "norinco"):
        recorded(cast.unit, ["2022-11-20"], make_code=make)
    counted()
    client.get("/warnings/")
    with django_assert_max_num_queries(16):
        assert "5 signals" in client.get("/warnings/").content.decode()
