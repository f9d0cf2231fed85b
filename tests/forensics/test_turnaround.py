"""Turnaround without the days on which the clock stood, and the backlog at the end of each month."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headstamp.forensics.turnaround import Month, Stay, Stop, backlog, days_taken, median_days

MARCH = date(2024, 3, 1)


def day(number: int) -> date:
    return MARCH + timedelta(days=number)


@pytest.mark.parametrize(
    ("stops", "days"),
    [
        ((), 30),
        ((Stop(day(5), day(10)),), 25),
        ((Stop(day(5), day(10)), Stop(day(8), day(12))), 23),
        ((Stop(day(8), day(12)), Stop(day(5), day(20))), 15),
        ((Stop(day(25)),), 25),
        ((Stop(day(-5), day(2)), Stop(day(28), day(40))), 26),
        ((Stop(day(5), day(5)),), 30),
    ],
)
def test_days_on_which_the_clock_stood_count_once_and_not(stops: tuple[Stop, ...], days: int) -> None:
    assert days_taken(day(0), day(30), stops) == days


def test_a_report_before_the_receipt_is_an_error() -> None:
    with pytest.raises(ValueError, match="before"):
        days_taken(day(1), day(0))


SPANS = st.lists(st.tuples(st.integers(-5, 40), st.none() | st.integers(-5, 45)), max_size=6)


@given(length=st.integers(0, 30), spans=SPANS)
def test_it_equals_counting_day_by_day(length: int, spans: list[tuple[int, int | None]]) -> None:
    stops = [Stop(day(start), None if end is None else day(end)) for start, end in spans]
    running = [
        at
        for at in range(length)
        if not any(start <= at < (length if end is None else end) for start, end in spans)
    ]
    assert days_taken(day(0), day(length), stops) == len(running)


def test_the_median_of_nothing_is_not_nought() -> None:
    assert median_days([]) is None
    assert median_days([3, 9, 4]) == 4
    assert median_days([3, 4]) == 3.5


def test_the_backlog_tells_what_came_went_and_lies_there() -> None:
    stays = [
        Stay(date(2024, 1, 31), date(2024, 3, 1)),
        Stay(date(2024, 2, 1)),
        Stay(date(2024, 2, 2), date(2024, 2, 29)),
    ]
    assert backlog(stays, date(2024, 3, 15), 3) == [
        Month(date(2024, 1, 1), 1, 0, 1),
        Month(date(2024, 2, 1), 2, 1, 2),
        Month(date(2024, 3, 1), 0, 1, 1),
    ]


def test_the_backlog_goes_back_over_the_turn_of_the_year() -> None:
    assert [each.first.isoformat() for each in backlog([], date(2024, 1, 31), 3)] == [
        "2023-11-01",
        "2023-12-01",
        "2024-01-01",
    ]
