"""Checks made, with or without a find, and the operations they belong to."""

from typing import Any

import pytest

from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from headstamp.registry.actions import (
    edit_check,
    edit_operation,
    record_check,
    record_occurrence,
    record_operation,
)
from headstamp.registry.actions.checks import check_told
from headstamp.registry.facts import CheckFacts, HouseSearchFacts, OccurrenceFacts, OperationFacts, PlaceFacts
from headstamp.registry.models import Check, HouseSearch, Occurrence, Operation, Revision

from .conftest import Cast

SEARCH = HouseSearchFacts(
    order_number="S 1/24",
    started_at="2024-05-06T06:00",
    ended_at="2024-05-06T07:30",
    witnesses="Two invented witnesses",
    findings=({"who": "officer", "what": "pistol", "where": "roof"},),
)


def test_a_check_that_found_nothing_is_a_record(registrar: Asker) -> None:
    found = record_check(
        registrar,
        facts=CheckFacts(
            context="traffic_control", happened_on="2024-05-06", place=PlaceFacts(municipality="peje")
        ),
    )
    assert (found.checks_made, found.checks_with_find, found.municipality) == (1, 0, "peje")


def test_a_house_search_reads_back_as_it_was_told(registrar: Asker) -> None:
    made = record_check(
        registrar, facts=CheckFacts(context="house_search", happened_on="2024-05-06", house_search=SEARCH)
    )
    assert check_told(Check.objects.get(pk=made.pk)).house_search == SEARCH


def test_an_occurrence_names_the_check_and_the_operation_it_came_from(registrar: Asker) -> None:
    operation = record_operation(registrar, facts=OperationFacts(name="Test"))
    check = record_check(
        registrar,
        facts=CheckFacts(context="patrol", happened_on="2024", operation=operation.uid, checks_with_find=1),
    )
    record_occurrence(
        registrar, facts=OccurrenceFacts(kind="find", found_in_check=check.uid, operation=operation.uid)
    )
    assert (Occurrence.objects.get().found_in_check, Occurrence.objects.get().operation) == (check, operation)


def test_a_check_one_may_not_know_of_cannot_be_named(cast: Cast) -> None:
    check = record_check(
        cast["stranger"], facts=CheckFacts(context="patrol", happened_on="2024", visibility="unit")
    )
    with pytest.raises(Invalid) as caught:
        record_occurrence(
            cast["registrar"],
            facts=OccurrenceFacts(kind="find", found_in_check=check.uid, operation="0" * 26),
        )
    assert set(caught.value.fields) == {"found_in_check", "operation"}


@pytest.mark.parametrize(
    ("values", "path"),
    [
        ({"checks_made": 2}, "checks_made"),
        ({"checks_made": 0, "is_tally": True}, "checks_made"),
        ({"checks_with_find": 2}, "checks_with_find"),
        ({"context": "party"}, "context"),
        ({"happened_on": ""}, "happened_on"),
        ({"happened_on": "2999"}, "happened_on"),
        ({"area_m2": -1}, "area_m2"),
        ({"jurisdiction": "AL"}, "jurisdiction"),
        (
            {"house_search": HouseSearchFacts(started_at="2024-05-06T07:00", ended_at="2024-05-06T06:00")},
            "house_search.ended_at",
        ),
        ({"house_search": HouseSearchFacts(started_at="at dawn")}, "house_search.started_at"),
        ({"place": PlaceFacts(latitude=91.0, longitude=1.0)}, "place.latitude"),
        ({"place": PlaceFacts(latitude=1.0)}, "place.longitude"),
    ],
)
def test_each_law_of_checks_is_told_at_its_field(registrar: Asker, values: dict[str, Any], path: str) -> None:
    with pytest.raises(Invalid) as caught:
        record_check(registrar, facts=CheckFacts(**{"context": "patrol", "happened_on": "2024"} | values))
    assert path in caught.value.fields


def test_an_edited_check_keeps_what_stood_there(registrar: Asker) -> None:
    made = record_check(
        registrar, facts=CheckFacts(context="patrol", happened_on="2024-05", is_tally=True, checks_made=4)
    )
    edit_check(registrar, uid=made.uid, version=1, changes={"checks_made": 5, "house_search": SEARCH})
    assert (Check.objects.get().checks_made, HouseSearch.objects.count()) == (5, 1)
    assert Revision.objects.get().changes["checks_made"] == [4, 5]
    edit_check(registrar, uid=made.uid, version=2, changes={"house_search": None})
    assert not HouseSearch.objects.exists()
    with pytest.raises(Conflict):
        edit_check(registrar, uid=made.uid, version=2, changes={"checks_made": 6})


def test_a_house_search_names_witnesses_and_needs_the_right_to_see_persons(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        record_check(
            cast["examiner"],
            facts=CheckFacts(context="house_search", happened_on="2024", house_search=SEARCH),
        )


def test_an_operation_may_lie_ahead_and_names_its_units(registrar: Asker, units: list[int]) -> None:
    made = record_operation(
        registrar, facts=OperationFacts(name="Test", starts_on="2999-01", units=(units[0],))
    )
    edit_operation(registrar, uid=made.uid, version=1, changes={"units": (units[1],), "outcome": "done"})
    assert [row.unit_id for row in Operation.objects.get().units.all()] == [units[1]]
    assert Revision.objects.get().changes["units"] == [[units[0]], [units[1]]]


@pytest.mark.parametrize(
    ("values", "path"),
    [
        ({"name": " "}, "name"),
        ({"starts_on": "2024", "ends_on": "2023"}, "ends_on"),
        ({"joint_with": "ZZ"}, "joint_with"),
        ({"units": (0,)}, "units"),
    ],
)
def test_each_law_of_operations_is_told_at_its_field(
    registrar: Asker, values: dict[str, Any], path: str
) -> None:
    with pytest.raises(Invalid) as caught:
        record_operation(registrar, facts=OperationFacts(**{"name": "Test"} | values))
    assert set(caught.value.fields) == {path}


@pytest.mark.parametrize(
    ("who", "error"),
    [
        ("stranger", NotAllowed),
        ("partner", NotFound),
        ("reader", NotAllowed),
        ("nobody", (NotAllowed, NotFound)),
    ],
)
def test_strangers_edit_neither(cast: Cast, who: str, error: Any) -> None:
    check = record_check(cast["registrar"], facts=CheckFacts(context="patrol", happened_on="2024"))
    operation = record_operation(cast["registrar"], facts=OperationFacts(name="Test"))
    with pytest.raises(error):
        edit_check(cast[who], uid=check.uid, version=1, changes={"notes": "x"})
    with pytest.raises(error):
        edit_operation(cast[who], uid=operation.uid, version=1, changes={"plan": "x"})
