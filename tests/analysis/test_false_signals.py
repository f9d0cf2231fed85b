"""Simulated years: at most two false signals a month, however counts scatter, and a doubled rate is seen.

What these runs measured is in docs/office/early-warning.md and docs/adr; the seeds are fixed.
"""

import numpy as np
import pytest

from headstamp.analysis.early_warning import Series
from tests.analysis.simulated import Office, months_until_seen, watch_a_year

AT_MOST = 2.0

OFFICES = {
    "small, by chance alone": Office(40),
    "small, in bunches": Office(40, spread=2.5),
    "three years of history": Office(120, spread=1.5, years=3),
    "by chance alone": Office(120),
    "in bunches": Office(120, spread=2.5),
    "rising by 15 % a year": Office(120, spread=1.5, trend=0.15),
    "falling by 15 % a year": Office(120, spread=1.5, trend=-0.15),
    "months that lift all series": Office(120, spread=1.5, bursts=0.15),
    "strong season": Office(120, spread=1.5, season=0.5),
    "large": Office(600, spread=1.5),
}


@pytest.mark.parametrize("name", OFFICES)
def test_at_most_two_false_signals_a_month(name: str) -> None:
    years = [watch_a_year(OFFICES[name], np.random.default_rng(seed)) for seed in (1, 2)]
    months = [len(month) for year in years for month in year.signals]
    assert np.mean(months) <= AT_MOST
    # Not only on average: months with more are the exception.
    assert np.mean(np.array(months) > AT_MOST) <= 0.15
    assert min(year.watched for year in years) >= 5


@pytest.mark.parametrize(
    ("a_month", "doubled", "within", "share"),
    [
        (120, Series("seizure", "pistol"), 1, 0.9),  # 50 a month
        (120, Series("seizure", "pistol", "d0"), 3, 0.6),  # 13 a month
        (600, Series("seizure", "pistol", "d0", "", "house_search"), 3, 0.7),  # 28 a month
    ],
)
def test_a_doubled_rate_is_seen(a_month: float, doubled: Series, within: int, share: float) -> None:
    office = Office(a_month, spread=1.5)
    after = [months_until_seen(office, doubled, np.random.default_rng(seed)) for seed in range(8)]
    assert np.mean([number is not None and number <= within for number in after]) >= share
