"""Classes hold every value once, never part equals, and circles have the area of their number."""

import math

from hypothesis import given
from hypothesis import strategies as st

from headstamp.analysis.shading import MOST_CLASSES, breaks, class_of, radius, ranges

values = st.lists(st.integers(0, 40), max_size=60)


@given(values)
def test_each_value_stands_in_one_class_and_more_is_never_in_a_lower(listed: list[int]) -> None:
    ends = breaks(listed)
    classes = [class_of(value, ends) for value in sorted(listed)]
    assert classes == sorted(classes)
    assert len(ends) <= MOST_CLASSES
    assert [number for number in classes if number] == classes[listed.count(0) :]
    assert set(classes) - {0} == set(range(1, len(ends) + 1))


@given(values)
def test_the_legend_s_ranges_hold_all_values_and_do_not_touch(listed: list[int]) -> None:
    told = ranges(listed, breaks(listed))
    assert all(any(low <= value <= high for low, high in told) for value in listed if value)
    assert all(one[1] < next_one[0] for one, next_one in zip(told, told[1:], strict=False))


def test_many_areas_with_the_same_number_make_one_class() -> None:
    assert breaks([3] * 20) == (3,)
    assert breaks([]) == breaks([0, 0]) == ()


def test_a_circle_has_the_area_of_its_number() -> None:
    assert math.isclose(radius(100, 100) ** 2 / radius(50, 100) ** 2, 2, rel_tol=0.02)
    assert radius(0, 100) == 0
    assert radius(1, 10_000_000) == 4
