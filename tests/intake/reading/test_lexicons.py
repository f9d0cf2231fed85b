"""The lexicons are compiled, and every word of them is one that the reader knows what to do with."""

import json
from pathlib import Path

import pytest

from headstamp.intake.reading import build
from headstamp.intake.reading.kindred import category
from headstamp.intake.reading.scan import HANDLERS
from headstamp.intake.reading.words import lexicon

TAGS = {*HANDLERS, "number", "several", "elsewhere", "place"}


@pytest.mark.parametrize("language", build.languages())
def test_what_is_read_is_what_the_lexicon_says(language: str) -> None:
    compiled = (build.COMPILED / f"{language}.json").read_text(encoding="utf-8")
    assert compiled == build.compiled_text(language), "run python -m headstamp.intake.reading.build"


def test_the_forms_of_places_are_compiled() -> None:
    stale = "the lists of places changed: run python -m headstamp.intake.reading.build"
    assert (build.COMPILED / "places.json").read_text(encoding="utf-8") == build.places_text(), stale


def test_the_table_of_kinds_and_the_marks_of_languages_are_compiled() -> None:
    assert (build.COMPILED / "kinds.json").read_text(encoding="utf-8") == build.kinds_text()
    assert (build.COMPILED / "languages.json").read_text(encoding="utf-8") == build.languages_text()


@pytest.mark.parametrize("language", build.languages())
def test_every_word_has_a_meaning_that_the_reader_knows(language: str) -> None:
    senses = set(lexicon(language).phrases.values())
    assert {sense.tag for sense in senses} <= TAGS
    assert all(category(sense.value, frozenset()) for sense in senses if sense.tag == "noun")


def test_cyrillic_and_latin_are_one_lexicon() -> None:
    assert lexicon("sr-Cyrl") is not None
    assert lexicon("sr-Cyrl").phrases.keys() == lexicon("hr").phrases.keys()


def test_a_stale_lexicon_would_be_seen(tmp_path: Path) -> None:
    (tmp_path / "xx.yaml").write_text(
        "order: before\ndecimal: ','\nmarks: []\nclasses: {f: {s: a, p: e}}\nnouns: {rifle: [pušk/f]}\n",
        encoding="utf-8",
    )
    compiled = json.loads(build.compiled_text("xx", tmp_path))
    told = {word: compiled["senses"][number][:3] for word, number in compiled["words"].items()}
    assert told == {"puska": ["noun", "rifle", "s"], "puske": ["noun", "rifle", "p"]}
