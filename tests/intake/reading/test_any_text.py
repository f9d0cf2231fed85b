"""Whatever the text: nothing is raised, and every span lies inside it."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headstamp.intake.reading import Reading, read
from headstamp.intake.reading.normalising import normalise

WORDS = [
    "2",
    "7,62x39",
    "9",
    "mm",
    "kal.",
    ".",
    ",",
    ";",
    ":",
    "(",
    ")",
    "-",
    "–",
    "\n",
    "pištolj",
    "pistoletë",
    "пиштол",
    "rifle",
    "dhe",
    "i",
    "и",
    "and",
    "metaka",
    "fishekë",
    "куршуми",
    "për",
    "za",
    "за",
    "for",
    "me",
    "sa",
    "со",
    "with",
    "marke",
    "„Zastava“",
    "M70",
    "ser.",
    "br.",
    "AB123",
    "nuk",
    "nije",
    "not",
    "bez",
    "pa",
    "od",
    "nga",
    "2.200",
    "15",
    "mijë",
    "e",
    "904",
    "ukupno",
    "sto",
    "кг",
    "gram",
    "12.05.2021",
    "maj",
    "Prishtinë",
    "Peć",
    "Peći",
    "pronađen",
    "sekuestruar",
    "�",
    "\x00",
    "\u200b",
    "́",
    "𝟗",
    "٣",
]
LANGUAGES = ["", "sq", "sr-Latn", "sr-Cyrl", "mk", "en", "sl", "hr", "xx"]


def check(reading: Reading, text: str) -> None:
    for each in (*reading.items, *reading.places, *reading.dates, *reading.passed):
        assert 0 <= each.start < each.end <= len(text)
    json.dumps(reading.as_json())


@given(st.text(st.characters(), max_size=300), st.sampled_from(LANGUAGES))
def test_any_signs_are_read(text: str, language: str) -> None:
    check(read(text, language), text)


@given(st.lists(st.sampled_from(WORDS), max_size=60), st.sampled_from(LANGUAGES))
def test_any_order_of_telling_words_is_read(words: list[str], language: str) -> None:
    text = " ".join(words)
    check(read(text, language), text)


@given(st.sampled_from(["make", "model", "calibre", "kind", "place"]), st.text(st.characters(), max_size=80))
def test_any_wording_is_normalised_or_left_open(field: str, text: str) -> None:
    told = normalise(field, text)
    assert told.code is None or told.code in told.candidates


@pytest.mark.parametrize(
    "text", ["", " ", "\n", "\x00", "\ud800", ".", "9", "9 mm", "(" * 500, "1." * 500, "e " * 500]
)
def test_a_text_without_words_has_no_items(text: str) -> None:
    assert read(text).items == ()
