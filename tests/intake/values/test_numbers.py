"""Numbers and quantities: comma or point, never a guess."""

import pytest

from headstamp.intake.values import Cell, Options, parse


@pytest.mark.parametrize(
    ("cell", "decimal", "value"),
    [
        ("12", "", "12"),
        (12.0, "", "12"),
        (2.5, "", "2.5"),
        (2.5, ",", "2.5"),
        (2.2, ",", "2.2"),
        ("2.200", ",", "2200"),
        ("2.200", ".", "2.2"),
        ("2,200", ".", "2200"),
        ("2 200", "", "2200"),
        ("2\u00a0200", "", "2200"),
        ("2'200", "", "2200"),
        ("1.234.567", "", "1234567"),
        ("1.234,50", "", "1234.5"),
        ("1,234.50", "", "1234.5"),
        ("1,5", "", "1.5"),
        ("0.200", "", "0.2"),
        ("-3", "", "-3"),
        ("100", "", "100"),
    ],
)
def test_it_reads_decimals(cell: Cell, decimal: str, value: str) -> None:
    assert parse("decimal", cell, Options(decimal=decimal)).value == value


@pytest.mark.parametrize(
    ("cell", "decimal", "code"),
    [
        ("2.200", "", "ambiguous_number"),
        ("2,200", "", "ambiguous_number"),
        ("1,5", ".", "bad_number"),
        ("1.5", ",", "bad_number"),
        ("twelve", "", "bad_number"),
        ("1 2", "", "bad_number"),
        (1e300, "", "bad_number"),
        (float("nan"), "", "bad_number"),
        (True, "", "bad_number"),
        ("9" * 50, "", "bad_number"),
        ("٣", "", "bad_number"),
    ],
)
def test_it_says_what_is_wrong(cell: Cell, decimal: str, code: str) -> None:
    assert [problem.code for problem in parse("decimal", cell, Options(decimal=decimal)).problems] == [code]


def test_whole_numbers_are_whole() -> None:
    assert parse("integer", "1.000", Options(decimal=",")).value == 1000
    assert parse("integer", 3.0).value == 3
    assert parse("integer", 3.5).problems[0].code == "not_whole"


@pytest.mark.parametrize(
    ("cell", "amount", "unit"),
    [
        ("12 copë", "12", "pieces"),
        ("360 kom", "360", "pieces"),
        ("360 kom.", "360", "pieces"),
        ("25 метака", "25", "rounds"),
        ("2.200 metaka", "2200", "rounds"),
        ("1,5 kg", "1.5", "kg"),
        ("300g", "0.3", "kg"),
        ("20 cm", "0.2", "m"),
        ("0,5 l", "0.5", "l"),
        ("7", "7", "pieces"),
        (7, "7", "pieces"),
    ],
)
def test_it_reads_quantities_with_units(cell: Cell, amount: str, unit: str) -> None:
    parsed = parse("quantity", cell, Options(decimal=",", unit="pieces"))
    assert (parsed.value, parsed.also["unit"]) == (amount, unit)


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("5 boxes", "unknown_unit"),
        ("-5", "negative_quantity"),
        ("many", "bad_number"),
        ("2.200 kom", "ambiguous_number"),
    ],
)
def test_it_refuses_quantities_that_say_nothing_sure(cell: str, code: str) -> None:
    assert parse("quantity", cell).problems[0].code == code


def test_without_a_unit_none_is_invented() -> None:
    assert parse("quantity", "7").also == {}
