"""Places in every inflected form, both languages, and dates as offices and newspapers write them."""

import pytest

from headstamp.intake.reading import read
from headstamp.vocabulary import codes


def places(text: str) -> list[str | None]:
    return [place.code for place in read(text).places]


def dates(text: str) -> list[tuple[str, str]]:
    return [(day.value, text[day.start : day.end]) for day in read(text).dates]


@pytest.mark.parametrize("code", list(codes.codes("municipalities")))
def test_every_municipality_is_read_in_both_languages(code: str) -> None:
    labels = codes.codes("municipalities")[code].labels
    for text in (
        f"Policia në {labels['sq']} gjeti një pistoletë.",
        f"Policija je u gradu {labels['sr-Latn']}",
    ):
        assert code in {member for place in read(text).places for member in place.candidates}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Rasti ndodhi afër Prishtinës.", "prishtine"),
        ("Policia e Ferizajt e arrestoi.", "ferizaj"),
        ("në drejtim të Vushtrrisë", "vushtrri"),
        ("në Hanin e Elezit", "hani_i_elezit"),
        ("në Mitrovicën e Veriut", "mitrovice_e_veriut"),
        ("u Suvoj Reci", "suhareke"),
        ("iz Orahovca", "rahovec"),
        ("u Peći", "peje"),
        ("у Новом Брду", "novoberde"),
        ("из Приштине", "prishtine"),
        ("во Приштина", "prishtine"),
        ("u Uroševcu", "ferizaj"),
    ],
)
def test_an_inflected_name_is_the_place(text: str, code: str) -> None:
    assert places(text) == [code]


def test_a_name_that_two_places_bear_stays_open() -> None:
    place = read("u Kosovskoj Mitrovici").places[0]
    assert place.code is None
    assert place.candidates == ("mitrovice_e_jugut", "mitrovice_e_veriut")


def test_a_word_that_is_no_name_there_is_no_place() -> None:
    assert places("Viti 2022 ishte i mirë.") == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("më 12 maj 2023", "2023-05-12"),
        ("më datë 03.04.2020 në Pejë", "2020-04-03"),
        ("dana 5. marta 2022. godine", "2022-03-05"),
        ("Dana 6. travnja u Zagrebu nije bilo.", "--04-06"),
        ("на 3 јуни 2021 година", "2021-06-03"),
        ("у априлу 2019. године", "2019-04"),
        ("on 5 March 2021", "2021-03-05"),
        ("on March 5, 2021", "2021-03-05"),
    ],
)
def test_a_date_is_read(text: str, value: str) -> None:
    assert [day for day, _said in dates(text)] == [value]


def test_a_day_that_no_calendar_has_is_no_date() -> None:
    assert dates("më 31.02.2021") == []
