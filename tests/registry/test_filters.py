"""Filters come from URL parameters, say what is wrong with them, go back unchanged and can be put into words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headstamp.kernel.values import PartialDate
from headstamp.registry.asking import Filter, Shape
from headstamp.registry.filters import CheckFilter, ItemFilter, OccurrenceFilter
from tests.cast import Cast

KINDS: list[type[Filter]] = [ItemFilter, OccurrenceFilter, CheckFilter]
odd = st.one_of(
    st.text(max_size=20),
    st.sampled_from(["2021", "2021-02", "2021-02-30", "-", "yes", "no", "5", "pistol", " x "]),
)


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data())
def test_what_was_taken_goes_back_and_comes_again_unchanged(kind: type[Filter], data: st.DataObject) -> None:
    parameters = [each.parameter for each in kind.fields_asked().values()]
    params = data.draw(st.dictionaries(st.sampled_from([*parameters, "page", "sort"]), odd, max_size=12))
    wanted, problems = kind.from_params(params)
    again, none = kind.from_params(wanted.to_params())
    assert again == wanted
    assert not none
    asked = {name for name, value in params.items() if value.strip() and name in parameters}
    assert asked == set(wanted.to_params()) | set(problems)


@pytest.mark.parametrize("kind", KINDS)
def test_each_parameter_is_asked_once(kind: type[Filter]) -> None:
    parameters = [each.parameter for each in kind.fields_asked().values()]
    assert len(parameters) == len(set(parameters))


@given(odd)
def test_a_date_taken_is_a_possible_date(value: str) -> None:
    wanted, problems = ItemFilter.from_params({"from": value})
    if wanted.date_from:
        assert PartialDate.parse(wanted.date_from)
    assert bool(problems) == (bool(value.strip()) and not wanted.date_from)


def test_a_problem_names_its_parameter_and_the_rest_is_taken() -> None:
    wanted, problems = ItemFilter.from_params({"from": "31.12.2020", "class": "firearm", "serial": "maybe"})
    assert set(problems) == {"from", "serial"}
    assert wanted == ItemFilter(item_class="firearm")


def test_a_filter_is_put_into_the_reader_s_words(cast: Cast) -> None:
    wanted = ItemFilter(
        item_class="firearm",
        make="-",
        has_serial="no",
        unit=str(cast.unit.pk),
        status="entered",
        date_from="2021",
    )
    assert wanted.describe("en") == [
        ("Class", "Firearm"), ("Make", "not said"), ("From", "2021"), ("Status", "Entered"),
        ("Unit", "Unit first"), ("Has a serial number", "no"),
    ]  # fmt: skip
    assert ("Armë zjarri") in [value for _label, value in ItemFilter(item_class="firearm").describe("sq")]


def test_an_empty_filter_asks_nothing() -> None:
    assert not ItemFilter()
    assert ItemFilter(kind="pistol")
    assert ItemFilter().describe("en") == []


@pytest.mark.parametrize("kind", KINDS)
def test_every_flag_and_number_has_a_shape(kind: type[Filter]) -> None:
    for each in kind.fields_asked().values():
        assert each.shape is not Shape.CODE or each.list_name or each.choices
