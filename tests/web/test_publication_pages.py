"""Periods and public statistics on pages: each person gets what the law of the room gives, and nothing hidden shows."""

import re

import pytest
from django.test import Client

from headstamp.desk.publication.making import publish
from headstamp.indicators.actions import freeze
from headstamp.indicators.queries.periods import period_named
from headstamp.kernel.asker import Asker
from headstamp.snapshot.actions import refresh
from tests.cast import Cast
from tests.indicators.office import few_measures, office

__all__ = ["few_measures", "office"]
SMALL = re.compile(r'class="hs-num[^"]*">[1-4]<')


def client_of(asker: Asker) -> Client:
    client = Client()
    client.force_login(Cast.user_of(asker), backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def page(asker: Asker, address: str) -> str:
    answer = client_of(asker).get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


@pytest.fixture
def people(office: Cast, without_second_factor: None) -> Cast:
    return office


def test_a_period_says_what_would_count_and_leads_to_what_nobody_checked(people: Cast) -> None:
    refresh()
    text = page(people.head, "/periods/2022/")
    assert "2 occurrences would be left out" in text
    assert '/occurrences/?status=entered&amp;year=2022"' in text
    assert "/periods/2022/freeze/" in text
    assert "/freeze/" not in page(people.reader, "/periods/2022/")
    assert "What would count" not in page(people.reader, "/periods/2022/")


def test_it_is_frozen_revised_and_counted_again_on_pages(people: Cast) -> None:
    client = client_of(people.head)
    assert client.post("/periods/2022/freeze/").status_code == 302
    assert "edition 1" in page(people.reader, "/periods/2022/")
    assert (
        "Say what the revision is for" in client.post("/periods/2022/freeze/", {"note": " "}).content.decode()
    )
    answer = client.post("/periods/2022/recompute/", follow=True)
    assert "figures are the same" in answer.content.decode()
    text = page(people.head, "/periods/2022/figures/?figure=firearms-seized")
    assert "Firearms seized" in text
    assert "22" in text


@pytest.mark.parametrize("address", ["/periods/none-such/", "/periods/2022-13/", "/periods/all/"])
def test_no_such_period_is_not_found(people: Cast, address: str) -> None:
    assert client_of(people.head).get(address).status_code == 404


def test_before_anything_is_published_the_page_says_so(people: Cast) -> None:
    assert "Nothing has been published yet" in page(people.donor, "/published/")
    assert "No year is frozen" in page(people.head, "/publish/?preview=1")


def test_a_preview_names_what_is_hidden_and_why_and_the_release_hides_it(people: Cast) -> None:
    for year in ("2021", "2022"):
        freeze(people.head, period=period_named(year))
    text = page(people.head, "/publish/?preview=1")
    assert "Hidden because small" in text
    assert "Directorate: Prizren" in text
    client = client_of(people.head)
    answer = client.post("/publish/make/", {"note": "First", "footnotes": ["undp", "eu"]}, follow=True)
    assert "Release 1 is made" in answer.content.decode()
    assert "First" in page(people.donor, "/published/")
    killed = page(people.donor, "/published/persons-killed/")
    assert "hidden" in killed
    assert not SMALL.search(killed)
    assert killed.count("resolution 1244 (1999)") > 1
    archive = client_of(people.donor).get("/published/releases/1/")
    assert archive["Content-Type"] == "application/zip"
    assert archive.content[:2] == b"PK"


def test_a_release_that_is_refused_says_why_and_keeps_what_was_typed(people: Cast) -> None:
    freeze(people.head, period=period_named("2021"))
    publish(people.head)
    answer = client_of(people.head).post("/publish/make/", {"note": "Again", "footnotes": ["undp", "eu"]})
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "Release 1 says this already" in text
    assert "Again" in text
