from datetime import date
from decimal import Decimal

import pytest

from headstamp.kernel.values import PartialDate, Quantity, Unit


def test_a_year_spans_its_days() -> None:
    year = PartialDate.parse("2021")
    assert (year.earliest, year.latest, year.precision) == (date(2021, 1, 1), date(2021, 12, 31), "year")


def test_a_month_spans_its_days() -> None:
    month = PartialDate.parse("2024-02")
    assert (month.earliest, month.latest, month.precision) == (date(2024, 2, 1), date(2024, 2, 29), "month")


@pytest.mark.parametrize("text", ["2021-13", "2021-02-30", "21", "2021-2", "1.2.2021", "", "2021-02-03x"])
def test_it_refuses_what_is_no_date(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        PartialDate.parse(text)


def test_rounds_and_pieces_do_not_add_up() -> None:
    with pytest.raises(ValueError, match="do not add up"):
        Quantity(Decimal(1), Unit.PIECES) + Quantity(Decimal(1), Unit.ROUNDS)
