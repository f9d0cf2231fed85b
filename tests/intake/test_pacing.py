"""Chunks follow the machine's pace."""

import pytest

from headstamp.intake.pacing import HOLD, Pacer


@pytest.mark.django_db
def test_chunks_grow_and_shrink_to_hold_the_lock_as_long_as_agreed() -> None:
    pacer = Pacer(200)
    for _ in range(20):
        pacer.wrote(pacer.rows, pacer.rows / 5_000)
    assert pacer.rows == pytest.approx(HOLD * 5_000, rel=0.02)
    pacer.wrote(pacer.rows, pacer.rows / 500)
    assert pacer.rows == pytest.approx(HOLD * 500, rel=0.05)


@pytest.mark.django_db
def test_a_chunk_never_grows_at_one_stroke_or_shrinks_to_nothing() -> None:
    pacer = Pacer(100)
    pacer.wrote(100, 0.0001)
    assert pacer.rows == 140
    pacer.wrote(140, 60)
    assert pacer.rows == 20
