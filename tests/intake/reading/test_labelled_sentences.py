"""Every sentence of our own is read as labelled; the goal is an F1 of 0.97 in every language, and no item in none."""

from collections.abc import Iterable
from typing import Any

import pytest

from headstamp.intake.reading.scoring import Score, score_of
from tests.intake.reading.labelled import LANGUAGES, records

GOAL = 0.97


def all_records() -> list[dict[str, Any]]:
    return [record for language in LANGUAGES for record in records(language)]


def scored(of: Iterable[dict[str, Any]]) -> Score:
    return score_of(of)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_items_of_a_language_are_found(language: str) -> None:
    assert scored(records(language)).all.f1 >= GOAL


@pytest.mark.parametrize("field", ["quantity", "make", "model", "calibre", "serial"])
def test_a_field_is_right_where_it_is_said(field: str) -> None:
    counts = scored(all_records()).all.counts
    assert counts[f"{field} right"] >= GOAL * counts[field] > 0


@pytest.mark.parametrize("field", ["make", "model", "calibre", "serial"])
def test_a_field_stays_empty_where_it_is_not_said(field: str) -> None:
    counts = scored(all_records()).all.counts
    assert counts[f"{field} null right"] >= 0.99 * counts[f"{field} null"] > 0


def test_a_text_without_an_item_is_left_empty() -> None:
    counts = scored(all_records()).all.counts
    assert counts["empty right"] == counts["empty"] > 10


def test_there_are_enough_sentences_to_tell() -> None:
    assert len(all_records()) >= 120
