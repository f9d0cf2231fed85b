"""A control chart shows what chance and season do anyway, and marks what they do not."""

import numpy as np

from headstamp.analysis.control_chart import control_chart
from headstamp.analysis.months import Period

START = 2020 * 12


def counts(months: int = 60, mean: float = 20.0, seed: int = 3) -> dict[int, int | None]:
    draw = np.random.default_rng(seed)
    return {START + month: int(number) for month, number in enumerate(draw.poisson(mean, months))}


def test_months_of_mere_chance_are_within_their_limits() -> None:
    outside = [p for seed in range(15) for p in control_chart(counts(seed=seed)) if p.is_above or p.is_below]
    assert len(outside) <= 15 * 24 * 0.012  # 0.0027 by construction, and the error of what is estimated


def test_a_month_that_trebles_is_marked() -> None:
    told = counts() | {START + 59: 60}
    last = control_chart(told)[-1]
    assert last.is_above
    assert last.low is not None
    assert last.high is not None
    assert last.low < 20 < last.high < 60


def test_a_later_month_moves_no_earlier_limit() -> None:
    before = control_chart(counts(59), show=12)
    after = control_chart(counts(59) | {START + 59: 500}, show=13)
    assert after[:12] == before


def test_a_short_history_has_counts_and_no_limits() -> None:
    points = control_chart(counts(20))
    assert len(points) == 20
    assert all(point.centre is None and point.count is not None for point in points)
    assert not any(point.is_above or point.is_below for point in points)


def test_no_data_is_not_nought() -> None:
    told = counts() | {START + 55: None, START + 56: None}
    gap = next(point for point in control_chart(told) if point.period.month == START + 55)
    assert gap.count is None
    assert not gap.is_below


def test_a_running_month_is_compared_with_its_part() -> None:
    told = counts() | {START + 59: 5}
    last = control_chart(told, until=7)[-1]
    assert last.period == Period(START + 59, 7)
    assert last.centre is not None
    assert 3 < last.centre < 6
    assert not last.is_below
    assert control_chart({}) == []
