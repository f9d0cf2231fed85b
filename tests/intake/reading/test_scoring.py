"""Counts, intervals and what a label forgives."""

import pytest

from headstamp.intake.reading.scoring import interval, score_of

RECORD = {
    "id": "a",
    "lang": "sq",
    "text": "U gjetën dy pistoleta 9 mm dhe fishekë.",
    "gold": [
        {"quantity": 2, "category": "pistol", "make": None, "model": None, "calibre": "9mm"},
        {"quantity": None, "category": "ammunition", "make": None, "model": None, "calibre": None},
    ],
}


def test_an_agreement_is_counted_by_field() -> None:
    counts = score_of([RECORD]).all.counts
    assert (counts["gold"], counts["read"], counts["matched"]) == (2, 2, 2)
    assert (counts["quantity"], counts["quantity right"]) == (1, 1)
    assert (counts["calibre"], counts["calibre right"], counts["make null right"]) == (1, 1, 2)


def test_a_wrong_category_is_a_miss_and_an_extra() -> None:
    wrong = {**RECORD, "gold": [{**RECORD["gold"][0], "category": "rifle"}]}  # type: ignore[index]
    counts = score_of([wrong]).all.counts
    assert (counts["gold"], counts["read"], counts["matched"]) == (1, 2, 0)


def test_a_label_may_accept_another_category() -> None:
    other = {**RECORD, "gold": [{**RECORD["gold"][0], "category": "revolver", "alt": ["pistol"]}]}  # type: ignore[index]
    assert score_of([other]).all.counts["matched"] == 1


def test_a_text_without_items_counts_when_it_is_left_empty() -> None:
    counts = score_of([{**RECORD, "text": "Nuk u gjet asgjë.", "gold": []}]).all.counts
    assert (counts["empty"], counts["empty right"]) == (1, 1)


def test_the_interval_is_that_of_the_published_example() -> None:
    # Newcombe (1998), table I: 81 of 263 gives 0.2553 to 0.3662.
    assert interval(81, 263) == pytest.approx((0.2553, 0.3662), abs=5e-5)


def test_the_table_names_every_language_and_field() -> None:
    table = score_of([RECORD]).table()
    assert "sq " in table
    assert "calibre  1/1 = 1.000" in table
