"""Totals are added up from their parts, and what does not agree is told with its difference."""

from headstamp.programme.sums import sums_of
from tests.programme.office import TRAINING, number

JOINT = (
    number("attendances", 119), number("attendances", 75, "male"), number("attendances", 24, "female"),
    number("attendances", 59, "", "MK"), number("attendances", 46, "male", "MK"), number("attendances", 13, "female", "MK"),
    number("attendances", 60, "", "XK"), number("attendances", 49, "male", "XK"), number("attendances", 11, "female", "XK"),
)  # fmt: skip


def test_a_total_that_agrees_with_its_parts_is_told_so() -> None:
    (found,) = sums_of(
        "t", (number("attendances", 11), number("attendances", 7, "male"), number("attendances", 4, "female"))
    )
    assert (found.told, found.added, found.agrees) == (11, 11, True)


def test_a_total_that_does_not_is_told_with_the_difference() -> None:
    (found,) = sums_of("t", TRAINING.numbers)
    assert (found.told, found.added, found.difference) == (12, 11, 1)


def test_every_split_is_added_up_on_its_own() -> None:
    wrong = [(s.sex, s.by, s.told, s.added) for s in sums_of("t", JOINT) if not s.agrees]
    right = [(s.sex, s.jurisdiction, s.by, s.told) for s in sums_of("t", JOINT) if s.agrees]
    assert wrong == [("", "sex", 119, 99), ("male", "jurisdiction", 75, 95)]
    assert right == [("", "", "jurisdiction", 119), ("female", "", "jurisdiction", 24), ("", "MK", "sex", 59), ("", "XK", "sex", 60)]  # fmt: skip


def test_outputs_within_an_output_add_up_to_it() -> None:
    parts = [
        (number("attendances", 420), number("sessions", 12)),
        (number("attendances", 400), number("sessions", 11)),
    ]
    (found,) = sums_of("t", (number("attendances", 820),), parts)
    assert (found.by, found.parts, found.agrees) == ("part", (420, 400), True)


def test_different_things_are_never_added() -> None:
    assert sums_of("t", (number("attendances", 12), number("days", 7, "male"), number("pieces", 4))) == []


def test_what_is_more_than_a_number_is_no_total() -> None:
    parts = [(number("sessions", 3, qualifier="more_than"),)]
    assert sums_of("t", (number("sessions", 5),), parts) == []
