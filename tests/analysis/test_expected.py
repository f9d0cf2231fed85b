"""What is expected of a month: known parameters are found again, and a past surge does not hide the next one."""

import numpy as np
import pytest

from headstamp.analysis.expected import LEAST_MONTHS, Expected, expect

MONTHS = np.arange(60)
ALL = np.ones(60, bool)


def drawn(mean: np.ndarray, series: int = 400, spread: float = 1.0, seed: int = 1) -> np.ndarray:
    draw = np.random.default_rng(seed)
    rows = np.tile(mean, (series, 1))
    made = draw.poisson(rows) if spread == 1 else draw.negative_binomial(rows / (spread - 1), 1 / spread)
    return made.astype(float)


def test_it_finds_season_and_trend_again() -> None:
    truth = 12 * np.exp(0.1 * MONTHS / 12) * (1 + 0.3 * np.sin(2 * np.pi * MONTHS / 12))
    for ahead in (62, 65, 68):
        told = expect(drawn(truth), MONTHS, ALL, ahead).mean.mean()
        real = 12 * np.exp(0.1 * ahead / 12) * (1 + 0.3 * np.sin(2 * np.pi * ahead / 12))
        assert told == pytest.approx(real, rel=0.05)


def test_it_finds_how_widely_months_scatter() -> None:
    assert expect(drawn(np.full(60, 10.0)), MONTHS, ALL, 62).spread.mean() == pytest.approx(1.05, abs=0.1)
    wide = expect(drawn(np.full(60, 10.0), spread=2.5), MONTHS, ALL, 62)
    assert wide.spread.mean() == pytest.approx(2.3, abs=0.3)
    assert (wide.variance > wide.mean).all()


def test_a_past_surge_hides_the_next_one_less_than_it_would() -> None:
    calm = np.full(60, 10.0)
    surged = np.tile(calm, (1, 1))
    surged[0, 50:53] = 60
    told = expect(surged, MONTHS, ALL, 62)
    unweighted = surged[0].mean()
    assert told.mean[0] < unweighted
    assert told.high(0.001)[0] < 40


def test_a_month_that_is_no_data_is_not_nought() -> None:
    counts, known = drawn(np.full(60, 10.0)), ALL.copy()
    counts[:, 20:26], known[20:26] = 0, False
    assert expect(counts, MONTHS, known, 62).mean.mean() == pytest.approx(10, rel=0.05)
    assert (
        expect(counts, MONTHS, ALL, 62).spread.mean() > 1.5 * expect(counts, MONTHS, known, 62).spread.mean()
    )


def test_with_less_than_two_years_nothing_is_expected() -> None:
    few = ALL.copy()
    few[: 60 - LEAST_MONTHS + 1] = False
    assert np.isnan(expect(drawn(np.full(60, 10.0)), MONTHS, few, 62).mean).all()


def test_a_trend_is_not_drawn_on_beyond_reason() -> None:
    steep = drawn(np.exp(np.linspace(-1, 4, 60)), series=50)
    assert (expect(steep, MONTHS, ALL, 75).mean <= 1.5 * steep.max(axis=1)).all()


def test_the_limits_are_as_rare_as_asked() -> None:
    usual = Expected(np.array([3.0, 10.0, 80.0]), np.array([4.0, 20.0, 81.0]), np.array([1.2, 1.9, 1.0]))
    for tail in (0.01, 0.001):
        high, low = usual.high(tail).astype(float), usual.low(tail).astype(float)
        assert (usual.rarity(high + 1)[0] <= tail).all()
        assert (usual.rarity(high)[0] > tail).all()
        assert (usual.rarity(low)[1] > tail).all()
        assert (usual.rarity(np.maximum(low - 1, 0))[1][low > 0] <= tail).all()


def test_part_of_a_month_expects_its_part() -> None:
    whole = expect(drawn(np.full(60, 30.0)), MONTHS, ALL, 62)
    part = whole.scaled(0.25)
    assert part.mean == pytest.approx(whole.mean / 4)
    assert (part.variance >= part.spread * part.mean).all()


def test_a_series_of_noughts_breaks_nothing() -> None:
    told = expect(np.zeros((2, 60)), MONTHS, ALL, 62)
    assert (told.mean < 0.1).all()
    assert np.isfinite(told.variance).all()
