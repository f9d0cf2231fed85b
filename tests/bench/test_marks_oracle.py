"""The bound of every ranking rests on the errors that are really made: both ways of reckoning them agree with the making."""

import random
from collections import Counter

from bench.marks_numbers import _with_error
from bench.marks_oracle import _misread, _once
from headstamp.marks.alphabet import folded


def test_the_ways_to_make_one_error_are_all_of_them_and_told_alike_both_ways() -> None:
    for number in map(folded, ("A-12343", "8811", "EV-1234567")):
        ways = _misread(number)
        assert abs(sum(ways.values()) - 1) < 1e-9
        assert all(abs(_once(number, typed) - chance) < 1e-12 for typed, chance in ways.items())


def test_they_come_as_often_as_they_are_made() -> None:
    number, draw, times = folded("A-12343"), random.Random(3), 40_000
    made, told = Counter(_with_error(draw, number) for _ in range(times)), _misread(number)
    assert set(made) <= set(told)
    assert all(abs(made[typed] / times - chance) < 0.01 for typed, chance in told.items())
