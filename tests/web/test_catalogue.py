"""The page of a model: its facts, its look-alike beside it, signs of conversion."""

import pytest

from headstamp.vocabulary import catalogue
from tests.plugins.staff import ClientOf


def page_of(client_of: ClientOf, url: str) -> str:
    answer = client_of("reader").get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_model_stands_beside_the_first_that_it_is_taken_for(client_of: ClientOf) -> None:
    page = page_of(client_of, "/lists/catalogue/zastava_m57/")
    assert "Zastava M57 (pistol)" in page
    assert 'href="/lists/catalogue/tokarev_tt33/"' in page
    assert "ninth round" in page


def test_any_look_alike_can_be_put_beside_it(client_of: ClientOf) -> None:
    page = page_of(client_of, "/lists/catalogue/zastava_m76/?beside=psl")
    assert 'href="/lists/catalogue/psl/"' in page
    assert '<a href="?beside=psl" aria-current="true">' in page


@pytest.mark.parametrize("beside", ["", "none-such", "%00"])
def test_an_unknown_model_beside_it_leaves_the_page_whole(client_of: ClientOf, beside: str) -> None:
    answer = client_of("reader").get(f"/lists/catalogue/zastava_m57/?beside={beside}")
    assert answer.status_code in (200, 400)


def test_a_gas_pistol_shows_the_signs_of_its_conversion(client_of: ClientOf) -> None:
    assert "rifling" in page_of(client_of, "/lists/catalogue/ekol_p29/")
    assert "rifling" not in page_of(client_of, "/lists/catalogue/zastava_m57/")


def test_what_its_facts_suggest_and_lack_is_told(client_of: ClientOf) -> None:
    assert "A2" in page_of(client_of, "/lists/catalogue/zastava_m70/")
    assert "lacks:" in page_of(client_of, "/lists/catalogue/izh_27/")


def test_every_model_has_a_page(client_of: ClientOf) -> None:
    client = client_of("reader")
    assert [m for m in catalogue.models() if client.get(f"/lists/catalogue/{m}/").status_code != 200] == []


def test_an_unknown_model_is_not_found(client_of: ClientOf) -> None:
    assert client_of("reader").get("/lists/catalogue/none-such/").status_code == 404


def test_the_list_leads_to_each_model(client_of: ClientOf) -> None:
    assert 'href="/lists/catalogue/zastava_m57/"' in page_of(client_of, "/lists/catalogue/?q=M57")
