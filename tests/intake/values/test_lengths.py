"""Lengths: millimetres, whatever unit was written, and never a guess."""

from typing import Any

import pytest

from headstamp.intake.values import Cell, Options, parse


@pytest.mark.parametrize(
    ("cell", "options", "value"),
    [
        ("102", {}, 102),
        (102.0, {}, 102),
        ("102 mm", {}, 102),
        ("102mm.", {}, 102),
        ("10,2 cm", {}, 102),
        ("10.2", {"unit": "cm"}, 102),
        (10.2, {"unit": "cm"}, 102),
        ("4 in", {}, 102),
        ('4"', {}, 102),
        ("4", {"unit": "in"}, 102),
        ("41,5 см", {}, 415),
        ("1.2 m", {}, 1200),
        ("25 mm", {}, 25),
        ("415", {"unit": ""}, 415),
        ("", {}, None),
        ("0", {}, 0),
    ],
)
def test_a_length_is_read_as_millimetres(cell: Cell, options: dict[str, Any], value: int | None) -> None:
    parsed = parse("length", cell, Options(**options))
    assert (parsed.value, parsed.problems) == (value, ())


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("4", "ambiguous_length"),
        (10.2, "ambiguous_length"),
        ("10,2", "ambiguous_length"),
        ("3 feet", "unknown_length_unit"),
        ("2.200 mm", "ambiguous_number"),
        ("long", "bad_number"),
        ("-5 cm", "impossible_length"),
        ("200 m", "impossible_length"),
    ],
)
def test_what_cannot_be_read_in_one_way_is_a_problem(cell: Cell, code: str) -> None:
    assert [problem.code for problem in parse("length", cell).problems] == [code]
