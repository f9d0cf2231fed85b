"""Numbers with unread signs: which count as the number of a list, and which would fit too many guns."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headstamp.marks.alphabet import FOLDED_SIGNS
from headstamp.matching.open_numbers import SURE, are_one, is_read, tells_enough

WHOLE = st.text(st.sampled_from(FOLDED_SIGNS[:-1]), min_size=SURE + 1, max_size=12)
WRITTEN = st.lists(
    st.sampled_from([*"0123456789ABKX", "?", "*", "[8B]", "[37]", "[", " ", "-", "В", "Р"]),
    min_size=1,
    max_size=14,
).map("".join)


@pytest.mark.parametrize(
    ("listed", "recorded"),
    [
        ("B-778812", "8 778 8I2"),  # look-alikes
        ("B-7788?2", "B-778812"),
        ("B-778812", "B-7788?2"),
        ("B-77[38]812", "B-773812"),
        ("B-7[8B]8812", "B-7B8812"),
        ("*778812", "B-778812"),
        ("B-778812", "*778812"),
        ("*778812", "*778812"),
        ("B-7788?2", "B-7788?2"),
        ("[8B]-[8B][0O]88", "8-80B8"),  # look-alikes are one: nothing of it was unread
        ("1234", "1234"),
        ("АВС 123", "ABC 123"),  # letters of another script were read
        ("00482913", "482913"),
        ("M57 482913", "482913"),
        ("482913; 999888", "999888"),
    ],
)
def test_what_was_read_agrees_and_tells_enough(listed: str, recorded: str) -> None:
    assert are_one(listed, recorded)


@pytest.mark.parametrize(
    ("listed", "recorded"),
    [
        ("B-7788?2", "B-778813"),
        ("B-778812", "B-77881"),
        ("B-7788??", "B-778812"),  # two signs
        ("00482", "482"),  # without the noughts it tells too little
        ("M57 482913", "M70 482913"),
        ("B-77881*", "B-778812"),  # the end
        ("B-77*812", "B-778812"),  # the middle
        ("*B-7788?2", "B-778812"),  # a beginning and a sign
        ("B-778?2", "B-77812"),  # five signs
        ("*78812", "B-778812"),
        ("B-7788?2", "B-77?812"),  # two places between them
        ("*778812", "B778812*"),
        ("*123456", "*456"),
        ("123?", "1234"),
        ("*", "B-778812"),
        ("B-77[38]812", "B-774812"),
    ],
)
def test_what_differs_or_would_fit_too_many_guns_is_not_found(listed: str, recorded: str) -> None:
    assert not are_one(listed, recorded)


@given(WRITTEN, WRITTEN)
def test_it_makes_no_difference_which_of_the_two_is_on_the_list(one: str, other: str) -> None:
    assert are_one(one, other) == are_one(other, one)


@given(WRITTEN, WRITTEN)
def test_what_is_one_number_would_have_been_looked_for(one: str, other: str) -> None:
    if are_one(one, other):
        assert tells_enough(one)
        assert tells_enough(other)


@given(WHOLE, st.data())
def test_a_whole_number_is_found_with_any_one_sign_unread(number: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(number) - 1))
    opened = number[:at] + "?" + number[at + 1 :]
    assert is_read(number)
    assert not is_read(opened)
    assert are_one(opened, number)
    assert are_one("*" + number[1:], number)


@given(WHOLE, st.data())
def test_another_sign_where_one_was_read_is_another_number(number: str, data: st.DataObject) -> None:
    at, wrong = data.draw(st.lists(st.integers(0, len(number) - 1), min_size=2, max_size=2, unique=True))
    other = data.draw(st.sampled_from(sorted(set(FOLDED_SIGNS[:-1]) - {number[wrong]})))
    opened = number[:at] + "?" + number[at + 1 :]
    assert not are_one(opened, number[:wrong] + other + number[wrong + 1 :])
