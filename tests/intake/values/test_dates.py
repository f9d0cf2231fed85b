"""Dates as offices write them; never a guess between two readings."""

from datetime import date, datetime, time, timedelta

import pytest

from headstamp.intake.values import Cell, Flag, Options, parse

TODAY = Options(today=date(2024, 6, 30))


def _date(cell: Cell, order: str = "") -> object:
    parsed = parse("date", cell, Options(order=order, today=TODAY.today))
    return parsed.value if not parsed.problems else parsed.problems[0].code


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        (date(2021, 3, 5), "2021-03-05"),
        (datetime.fromisoformat("2021-03-05 00:00"), "2021-03-05"),
        ("2021-03-05", "2021-03-05"),
        ("2021-03-05 00:00:00", "2021-03-05"),
        ("2021-03-05T12:00:00Z", "2021-03-05"),
        ("2021/3/5", "2021-03-05"),
        ("20210305", "2021-03-05"),
        (20210305, "2021-03-05"),
        ("05.03.2021", "2021-03-05"),
        ("5. 3. 2021.", "2021-03-05"),
        ("05.03.2021. godine", "2021-03-05"),
        ("05.03.2021 г.", "2021-03-05"),
        ("25/03/2021", "2021-03-25"),
        ("03/25/2021", "2021-03-25"),
        ("04/04/2021", "2021-04-04"),
        ("5 mars 2021", "2021-03-05"),
        ("5 nëntor 2021", "2021-11-05"),
        ("5. marta 2021. godine", "2021-03-05"),
        ("5. марта 2021", "2021-03-05"),
        ("5 јуни 2021", "2021-06-05"),
        ("5. ožujka 2021.", "2021-03-05"),
        ("5 de março de 2021", "2021-03-05"),
        ("March 5, 2021", "2021-03-05"),
        ("5-Mar-21", "2021-03-05"),
        ("12/2021", "2021-12"),
        ("12.2021", "2021-12"),
        ("2021-12", "2021-12"),
        ("dhjetor 2021", "2021-12"),
        ("Септември 2021", "2021-09"),
        ("2021", "2021"),
        (2021, "2021"),
        (2021.0, "2021"),
        ("2021.", "2021"),
        ("5.3.21", "2021-03-05"),
        ("5.3.98", "1998-03-05"),
        (44260, "2021-03-05"),
        ("44260", "2021-03-05"),
    ],
)
def test_it_reads(cell: Cell, value: str) -> None:
    assert _date(cell) == value


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("03/04/2021", "ambiguous_date"),
        ("3-4-21", "ambiguous_date"),
        ("31.02.2021", "impossible_date"),
        ("13/2021", "impossible_date"),
        ("2021-13-01", "impossible_date"),
        ("2024-07-01", "future_date"),
        ("2099", "bad_date"),
        ("01.01.1812", "old_date"),
        ("yesterday", "bad_date"),
        ("5 foo 2021", "bad_date"),
        (7, "bad_date"),
        (True, "bad_date"),
        (time(3, 4), "bad_date"),
        (timedelta(days=3), "bad_date"),
        (float("nan"), "bad_date"),
        (float("inf"), "bad_date"),
    ],
)
def test_it_says_what_is_wrong(cell: Cell, code: str) -> None:
    assert _date(cell) == code


@pytest.mark.parametrize(("order", "value"), [("dmy", "2021-04-03"), ("mdy", "2021-03-04")])
def test_the_layout_says_the_order(order: str, value: str) -> None:
    assert _date("03/04/2021", order) == value


@pytest.mark.parametrize("order", ["", "dmy", "mdy", "mdy dmy", "/mdy"])
def test_points_part_day_and_month_whatever_the_order_of_slashes(order: str) -> None:
    assert _date("03.04.2021", order) == "2021-04-03"


def test_a_sign_can_have_an_order_of_its_own() -> None:
    order = "/mdy -ymd .mdy dmy"
    assert _date("03/04/2021", order) == "2021-03-04"
    assert _date("21-03-04", order) == "2021-03-04"
    assert _date("03.04.2021", order) == "2021-03-04"
    assert _date("03 04 2021", order) == "2021-04-03"


@pytest.mark.parametrize(
    ("text", "value", "is_flagged"),
    [
        ("03/04/2021", "2021-04-03", True),  # either
        ("04/13/2021", "2021-04-13", True),  # the second order only
        ("13/04/2021", "2021-04-13", False),  # the first only
        ("04/04/2021", "2021-04-04", False),  # the same day in both
        ("03.04.2021", "2021-04-03", False),  # points are read in one way
    ],
)
def test_what_several_orders_read_otherwise_is_flagged(text: str, value: str, is_flagged: bool) -> None:
    parsed = parse("date", text, Options(order="dmy mdy", today=TODAY.today))
    assert (parsed.value, Flag.ORDER_OF_DATE in parsed.flags) == (value, is_flagged)


def test_a_date_that_does_not_fit_the_order_is_not_quietly_swapped() -> None:
    assert _date("03/25/2021", "dmy") == "impossible_date"
    assert _date("03/25/2021", "dmy mdy") == "2021-03-25"


def test_the_message_for_an_ambiguous_date_says_what_to_do() -> None:
    assert "Say in the layout" in parse("date", "03/04/2021").problems[0].message.text()


def test_the_time_of_day_is_kept_apart() -> None:
    assert parse("date", "05.03.2021 14:30").also == {"time": "14:30"}
    assert parse("date", datetime.fromisoformat("2021-03-05 14:30")).also == {"time": "14:30"}
    assert parse("date", "3/25/2021 2:30 PM").also == {"time": "14:30"}
    assert parse("date", "05.03.2021 00:00:00").also == {}
    assert parse("date", 44260.5).also == {"time": "12:00"}


def test_two_digit_years_and_excel_s_numbers_are_flagged() -> None:
    assert parse("date", "5.3.21").flags == (Flag.TWO_DIGIT_YEAR,)
    assert parse("date", "44260").flags == (Flag.EXCEL_NUMBER,)


@pytest.mark.parametrize(
    ("cell", "value"),
    [("14:30", "14:30"), ("9.05", "09:05"), ("14h30", "14:30"), (0.5, "12:00"), (time(7, 8), "07:08")],
)
def test_it_reads_times(cell: Cell, value: str) -> None:
    assert parse("time", cell).value == value


@pytest.mark.parametrize("cell", ["25:00", "noon", 3, True])
def test_it_refuses_what_is_no_time(cell: Cell) -> None:
    assert parse("time", cell).problems[0].code == "bad_time"


@pytest.mark.parametrize(
    ("cell", "value"),
    [("1987", 1987), (1987, 1987), (1987.0, 1987), ("1898.", 1898), (date(1987, 1, 1), 1987)],
)
def test_it_reads_years(cell: Cell, value: int) -> None:
    assert parse("year", cell).value == value


@pytest.mark.parametrize("cell", ["87", "3021", "old", 12])
def test_it_refuses_what_is_no_year(cell: Cell) -> None:
    assert parse("year", cell).problems[0].code == "bad_year"
