"""Numbers as they are read: certainty of each position, written and read back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headstamp.kernel.errors import Invalid
from headstamp.marks.pattern import ANY, RUN, State, literal, parse

PATTERNS = st.lists(
    st.sampled_from([*"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", "?", "*", "[8B]", "[1I7]", " ", "-", "Р"]),
    min_size=1,
    max_size=16,
).map("".join)


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("AB-123 456", "AB123456"),
        ("ab?23[8B]*", "AB?23[8B]*"),
        ("12**3", "12*3"),
        ("№ 4711/a", "4711A"),
        ("Nr. 12 345", "12345"),
        ("NR 12345", "12345"),
        ("NR12345", "NR12345"),
        ("АВС 123", "A[BV][CS]123"),  # Cyrillic
        ("ΑΒ12", "AB12"),  # Greek
        ("１２３", "123"),
        ("Č-77", "C77"),
        ("[BVB]1", "[BV]1"),
        ("序12", "~12"),
    ],
)
def test_it_reads_what_people_write(written, printed):
    assert str(parse(written)) == printed


@pytest.mark.parametrize(
    ("written", "word"),
    [
        ("12[8B", "not closed"),
        ("128]B", "not closed"),
        ("12[]", "Between brackets"),
        ("12[?]", "Between brackets"),
        ("12[0-9]", "Between brackets"),
        ("", "Nothing of this"),
        ("??*", "Nothing of this"),
        ("--- .", "Nothing of this"),
        ("1" * 121, "at most 120"),
    ],
)
def test_it_refuses_with_a_word_on_what_to_do(written, word):
    with pytest.raises(Invalid, match=word):
        parse(written)


def test_a_gun_without_a_number_has_none_to_type():
    assert parse("", State.ABSENT).positions == ()
    with pytest.raises(Invalid, match="no number to type"):
        parse("123", State.ABSENT)


@given(PATTERNS)
def test_what_is_printed_is_read_as_the_same(written):
    pattern = literal(written)
    assert literal(str(pattern)).positions == pattern.positions


@given(st.text(max_size=130))
def test_no_text_of_a_record_is_refused(text):
    assert all(position == RUN or position <= ANY for position in literal(text).positions)
