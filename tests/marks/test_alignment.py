"""Laying numbers side by side: fewest errors, likeliest reading, the same from both sides."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headstamp.marks.alignment import align, errors_between
from headstamp.marks.alphabet import plain
from headstamp.marks.numbers import neighbours, why_alike
from headstamp.marks.pattern import ANY, Pattern, literal, parse
from tests.marks.test_pattern import PATTERNS

NUMBERS = st.text("0123456789ABCX", min_size=3, max_size=9).filter(lambda text: not literal(text).others)


@pytest.mark.parametrize(
    ("one", "other", "errors", "words"),
    [
        ("AB1234", "AB-1234", 0, "same number"),
        ("A81234", "AB1234", 0, "same number but for signs that look alike (8/B)"),
        ("A1234", "A1284", 1, "one sign differs: 3 read as 8"),
        ("A12334", "A1234", 1, "one sign differs: 3 left out"),
        ("A1234", "A1243", 1, "two neighbours are swapped: 3 and 4"),
        ("A1?34", "A1234", 0, "what can be read of the number fits"),
        ("A1*", "A1234", 0, "what can be read of the number fits"),
        ("*34", "A1234", 0, "what can be read of the number fits"),
        ("A12345", "A12987", 3, "other number: 3 signs differ"),
    ],
)
def test_it_says_what_differs(one, other, errors, words):
    found = align(parse(one), parse(other))
    assert found.errors == errors
    assert str(why_alike(found)) == words


@given(PATTERNS.map(literal), PATTERNS.map(literal))
def test_it_is_as_likely_from_both_sides(one, other):
    there, back = align(one, other), align(other, one)
    assert (there.weight, there.errors) == (back.weight, back.errors)


@given(NUMBERS, NUMBERS)
def test_it_never_finds_fewer_errors_than_there_are(one, other):
    assert align(literal(one), literal(other)).errors >= errors_between(plain(one), plain(other))


@given(NUMBERS, st.data())
def test_adding_certainty_never_lowers_the_true_match(number, data):
    """A sign that is read as it is says at least as much as the same sign left open."""
    true = literal(number)
    open_at = data.draw(st.sets(st.integers(0, len(number) - 1)))
    half = data.draw(st.sets(st.integers(0, len(number) - 1)))
    blurred = [
        ANY if at in open_at else position | frozenset("8B") if at in half else position
        for at, position in enumerate(true.positions)
    ]
    before = align(Pattern(tuple(blurred)), true).weight
    for at in open_at | half:
        surer = [*blurred[:at], true.positions[at], *blurred[at + 1 :]]
        assert align(Pattern(tuple(surer)), true).weight >= before


@pytest.mark.parametrize(
    ("one", "other", "follow"),
    [
        ("A1234", "A1235", True),
        ("A1299", "A1301", True),
        ("A1234", "A9234", False),
        ("A1234", "B1234", False),
        ("A123", "A1234", False),
    ],
)
def test_it_knows_guns_of_one_delivery(one, other, follow):
    assert neighbours(parse(one), parse(other)) is follow
