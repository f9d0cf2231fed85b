"""Periods are typed as people write them, come back unchanged, and every partial date lies in the right ones."""

import pytest

from headstamp.indicators.period import Every, Period, between, periods_of
from tests.indicators.oracle import lies_in

NAMES = ["2022", "2022-H1", "2022-H2", "2022-Q1", "2022-Q4", "2022-01", "2022-12", "2021/2022", "all"]
DATES = ["", "2021", "2022", "2022-01", "2022-06-30", "2022-07-01", "2022-12-31", "2023-01-01"]


@pytest.mark.parametrize("name", NAMES)
def test_a_period_is_its_name(name: str) -> None:
    assert Period.parse(name).name == name


@pytest.mark.parametrize(
    "text", ["", "22", "2022-13", "2022-Q5", "2022-H3", "2021/2023", "2022-1", "２０２２", "ever"]
)
def test_what_is_no_period_is_turned_away(text: str) -> None:
    with pytest.raises(ValueError, match="a period is"):
        Period.parse(text)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("iso", DATES)
def test_a_date_lies_where_a_plain_reading_says(name: str, iso: str) -> None:
    assert Period.parse(name).holds(iso) == lies_in(iso, name)


def test_a_year_only_date_is_unknown_among_the_months_of_its_year() -> None:
    assert [period.name for period in periods_of("2022", Every.MONTH)] == ["2022-unknown"]
    assert [period.name for period in periods_of("", Every.MONTH)] == ["unknown"]
    assert [period.name for period in periods_of("2022", Every.YEAR)] == ["2022"]


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("2022", "2022-01-01", "2022-12-31"),
        ("2022-H2", "2022-07-01", "2022-12-31"),
        ("2024-Q1", "2024-01-01", "2024-03-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2021/2022", "2021-01-01", "2022-12-31"),
    ],
)
def test_it_knows_its_first_and_last_day(name: str, first: str, last: str) -> None:
    period = Period.parse(name)
    assert (str(period.first), str(period.last)) == (first, last)


def test_periods_follow_each_other_without_a_gap() -> None:
    assert [period.name for period in between(2021, 2022, Every.HALF_YEAR)] == [
        "2021-H1", "2021-H2", "2022-H1", "2022-H2"
    ]  # fmt: skip
    assert [period.name for period in between(2020, 2022, Every.TWO_YEARS)] == ["2020/2021", "2021/2022"]
