"""Chunks follow the machine's pace, and hold the lock longer while nobody waits for it."""

import pytest
from django.db import connection

from headstamp.intake.pacing import HOLD, HOLD_ALONE, Pacer


@pytest.fixture(autouse=True)
def others(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Who waits to write."""
    waiting = {"somebody"}
    monkeypatch.setattr(Pacer, "_is_wanted", lambda _pacer: bool(waiting))
    return waiting


def grown(pacer: Pacer, rows_in_a_second: int) -> int:
    for _ in range(20):
        pacer.wrote(pacer.rows, pacer.rows / rows_in_a_second)
    return pacer.rows


@pytest.mark.django_db
def test_chunks_grow_and_shrink_to_hold_the_lock_as_long_as_agreed() -> None:
    pacer = Pacer(200)
    assert grown(pacer, 5_000) == pytest.approx(HOLD * 5_000, rel=0.02)
    pacer.wrote(pacer.rows, pacer.rows / 1_000)
    assert pacer.rows == pytest.approx(HOLD * 1_000, rel=0.05)


@pytest.mark.django_db
def test_a_chunk_never_grows_at_one_stroke_or_shrinks_to_nothing() -> None:
    pacer = Pacer(100)
    pacer.wrote(100, 0.0001)
    assert pacer.rows == 140
    pacer.wrote(140, 60)
    assert pacer.rows == 100


@pytest.mark.django_db
def test_while_nobody_waits_a_chunk_holds_the_lock_longer(others: set[str]) -> None:
    others.clear()
    pacer = Pacer(200)
    assert grown(pacer, 2_000) == pytest.approx(HOLD_ALONE * 2_000, rel=0.02)
    others.add("somebody")
    pacer.wrote(pacer.rows, pacer.rows / 2_000)
    assert pacer.rows == pytest.approx(HOLD * 2_000, rel=0.02)
    others.clear()
    pacer.wrote(pacer.rows, pacer.rows / 2_000)
    assert pacer.rows == pytest.approx(HOLD * 2_000, rel=0.02), "they will come again"


@pytest.mark.django_db
def test_a_chunk_fits_into_memory_however_quick_the_machine(others: set[str]) -> None:
    others.clear()
    assert grown(Pacer(200), 1_000_000) == 1_000


@pytest.mark.django_db(transaction=True)
@pytest.mark.sqlite  # PostgreSQL keeps its own memory
def test_while_rows_are_written_the_connection_keeps_less_and_afterwards_as_before() -> None:
    before = kept()
    with Pacer():
        assert kept() == (0, -32_768)
    assert kept() == before


def kept() -> tuple[int, int]:
    """How much of the database's file is mapped, and how many pages (or, below 0, kB) are kept."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA mmap_size")
        (mapped,) = cursor.fetchone()
        cursor.execute("PRAGMA cache_size")
        (pages,) = cursor.fetchone()
    return mapped, pages
