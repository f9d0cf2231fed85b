"""Pages that contest a value and settle it."""

import pytest
from django.test import Client

from headstamp.kernel.asker import Asker
from headstamp.registry.actions import record_occurrence, save_statement
from headstamp.registry.facts import ItemFacts, OccurrenceFacts, PlaceFacts
from headstamp.registry.models import Item, Settlement, Statement
from tests.cast import Cast


@pytest.fixture(autouse=True)
def _without_second_factor(without_second_factor: None) -> None:
    pass


def _as(asker: Asker) -> Client:
    client = Client()
    client.force_login(Cast.user_of(asker), backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def _item(cast: Cast) -> Item:
    facts = OccurrenceFacts(
        kind="seizure",
        occurred_on="2024-05-06",
        place=PlaceFacts(municipality="peje"),
        items=(ItemFacts(kind="pistol", make="Zastava", model="M57", calibre="7,62x25"),),
    )
    return record_occurrence(cast.registrar, facts=facts).items.get()


def test_a_value_is_contested_shown_beside_it_and_settled(cast: Cast) -> None:
    item = _item(cast)
    officer, registrar = _as(cast.officer), _as(cast.registrar)
    assert f"/items/{item.uid}/contest/model/" in officer.get(f"/items/{item.uid}/contest/").content.decode()
    answer = officer.post(
        f"/items/{item.uid}/contest/model/",
        {"said_by": "Laboratory", "words": "We read M70 on the slide", "model": "M70"},
    )
    assert answer.status_code == 302
    page = registrar.get(f"/items/{item.uid}/").content.decode()
    assert "contested: M70" in page
    assert "We read M70 on the slide" in page
    said = Statement.objects.get()
    settle = f"/items/{item.uid}/contest/model/{said.pk}/"
    form = registrar.get(settle)
    assert form.context["page"].section("settle").boxes[1].value == "M70"
    sent = {"outcome": "corrected", "model": "M70", "reason": "The photo shows it", "version": "1"}
    assert registrar.post(settle, sent).status_code == 302
    item.refresh_from_db()
    assert item.model == "M70"
    page = registrar.get(f"/items/{item.uid}/").content.decode()
    assert "contested: M70" not in page
    assert "We read M70 on the slide" in page
    assert "The photo shows it" in page
    assert registrar.get(settle).status_code == 404


def test_an_error_says_where_and_loses_nothing(cast: Cast) -> None:
    item, officer = _item(cast), _as(cast.officer)
    answer = officer.post(
        f"/items/{item.uid}/contest/kind/", {"words": "It is a rifle", "kind": "no such kind"}
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'id="box-kind-error"' in page
    assert "It is a rifle" in page
    answer = officer.post(f"/items/{item.uid}/contest/kind/", {"words": "It is a rifle", "kind": "rifle"})
    assert 'id="box-said_by-error"' in answer.content.decode()
    assert not Statement.objects.exists()


def test_every_value_that_is_offered_can_be_contested(cast: Cast) -> None:
    item, client = _item(cast), _as(cast.registrar)
    for kind, record in (("items", item), ("occurrences", item.occurrence)):
        lines = client.get(f"/{kind}/{record.uid}/contest/").context["lines"]
        assert len(lines) > 12
        for line in lines:
            address = f"/{kind}/{record.uid}/contest/{line.field}/"
            answer = client.post(address, {"said_by": "A witness", "words": "It is wrong"})
            assert answer.status_code == 302, line.field
    record_page = client.get(f"/occurrences/{item.occurrence.uid}/").content.decode()
    assert record_page.count("contested: ") >= 10
    assert client.get(f"/items/{item.uid}/contest/none-such/").status_code == 404


def test_each_of_the_cast(cast: Cast) -> None:
    item = _item(cast)
    for name, asker in cast.everybody():
        if asker is cast.nobody:
            continue
        sent = {"said_by": "A witness", "words": "It is wrong", "model": f"M-{name}"}
        status = _as(asker).post(f"/items/{item.uid}/contest/model/", sent).status_code
        assert status == {"registrar": 302, "officer": 302, "partner": 404}.get(name, 403), name
    said = Statement.objects.filter(by=cast.officer.id).get()
    for name, asker in cast.everybody():
        if asker is cast.nobody:
            continue
        sent = {"outcome": "kept", "reason": "It was looked at", "version": "1"}
        status = _as(asker).post(f"/items/{item.uid}/contest/model/{said.pk}/", sent).status_code
        assert status == {"registrar": 302, "partner": 404}.get(name, 403), name
        if status != 302:
            assert Settlement.objects.count() == 0 or name != "registrar"
        Settlement.objects.all().delete()


def test_a_page_with_many_contests_asks_no_more_of_the_database(
    cast: Cast, django_assert_max_num_queries
) -> None:  # type: ignore[no-untyped-def]
    item, client = _item(cast), _as(cast.registrar)

    def contest(number: int) -> None:
        said = {"model": ("wrong", f"M{number}")}
        save_statement(
            cast.officer, subject_kind="item", uid=item.uid, kind="contested", said=said, said_by="X"
        )

    contest(1)
    client.get(f"/items/{item.uid}/")
    with django_assert_max_num_queries(60) as few:
        client.get(f"/items/{item.uid}/")
    for number in range(2, 12):
        contest(number)
    with django_assert_max_num_queries(len(few.captured_queries)):
        client.get(f"/items/{item.uid}/")
