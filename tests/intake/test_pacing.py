"""Chunks follow the machine's pace, and stand back when others write."""

import pytest
from django.db import connection

from headstamp.intake.pacing import HOLD, PAUSE, PROBE, Pacer


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The time, which only sleeping and the test move."""
    now = [1000.0]
    monkeypatch.setattr("headstamp.intake.pacing.time.monotonic", lambda: now[0])
    monkeypatch.setattr(
        "headstamp.intake.pacing.time.sleep", lambda seconds: now.__setitem__(0, now[0] + seconds)
    )
    return now


@pytest.mark.django_db
def test_chunks_grow_and_shrink_to_hold_the_lock_as_long_as_agreed(clock: list[float]) -> None:
    pacer = Pacer(200)
    for _ in range(20):
        pacer.wrote(pacer.rows, pacer.rows / 5_000)
    assert pacer.rows == pytest.approx(HOLD * 5_000, rel=0.02)
    pacer.wrote(pacer.rows, pacer.rows / 500)
    assert pacer.rows == pytest.approx(HOLD * 500, rel=0.05)


class Beside(Pacer):
    """A pacer on SQLite beside writers whose commits the test makes."""

    commits = 0

    def __init__(self) -> None:
        super().__init__()
        self._is_sqlite, self._version = True, 0

    def _asked(self, pragma: str) -> int:
        return self.commits


@pytest.mark.django_db
def test_alone_it_pauses_only_to_let_a_waiting_writer_show_himself(clock: list[float]) -> None:
    pacer, waited = Beside(), 0.0
    for _ in range(100):
        clock[0] += HOLD
        pacer.wrote(100, HOLD)
        waited += pacer.stand_back()
    assert waited == pytest.approx(PAUSE * 100 * HOLD / PROBE, rel=0.2)


@pytest.mark.django_db
def test_beside_other_writers_it_leaves_them_a_pause_after_each_chunk(clock: list[float]) -> None:
    pacer = Beside()
    for _ in range(10):
        pacer.commits += 1
        pacer.wrote(100, HOLD)
        assert pacer.stand_back() == pytest.approx(PAUSE)


@pytest.mark.django_db
def test_the_work_between_two_chunks_counts_as_a_pause(clock: list[float]) -> None:
    pacer = Beside()
    pacer.commits += 1
    pacer.wrote(100, HOLD)
    clock[0] += 0.08
    assert pacer.stand_back() == pytest.approx(PAUSE - 0.08)


@pytest.mark.django_db
def test_on_postgresql_nobody_waits_for_the_other(
    clock: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "vendor", "postgresql")
    pacer = Pacer()
    clock[0] += 10
    assert pacer.stand_back() == 0.0
