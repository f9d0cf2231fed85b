"""Visibility of records and the circles that restricted ones name."""

from dataclasses import replace
from datetime import date

import pytest

from headstamp.accounts.models import User
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from headstamp.registry.actions import (
    add_member,
    copies_that_differ,
    make_circle,
    record_occurrence,
    remove_member,
    set_visibility,
)
from headstamp.registry.facts import PersonFacts
from headstamp.registry.models import Circle, CircleMember, Item, Revision, SearchText
from headstamp.registry.queries import occurrences_visible_to

from .conftest import SEIZURE, Cast


@pytest.fixture
def circle(cast: Cast) -> Circle:
    return make_circle(cast["registrar"], name="Test circle", reason="test")


def member_of(asker: Asker, circle: Circle) -> Asker:
    return replace(asker, circles=frozenset({circle.pk}))


def test_a_restricted_record_is_known_to_its_circle_only(cast: Cast, circle: Circle) -> None:
    registrar = member_of(cast["registrar"], circle)
    found = record_occurrence(registrar, facts=SEIZURE)
    set_visibility(registrar, uid=found.uid, version=1, visibility="restricted", circle=circle.pk)
    assert occurrences_visible_to(registrar).exists()
    assert not occurrences_visible_to(cast["head"]).exists()
    assert set(Item.objects.values_list("visibility", "circle")) == {("restricted", circle.pk)}
    assert Revision.objects.get().changes == {
        "visibility": ["jurisdiction", "restricted"],
        "circle": [None, circle.pk],
    }
    assert copies_that_differ() == 0


def test_names_that_fewer_may_know_of_leave_the_search(cast: Cast) -> None:
    registrar = cast["registrar"]
    facts = replace(
        SEIZURE,
        visibility="unit",
        persons=(PersonFacts(role="possessor", category="suspect", family_name="Testperson"),),
    )
    found = record_occurrence(registrar, facts=facts)
    assert SearchText.objects.get().persons == "testperson"
    set_visibility(registrar, uid=found.uid, version=1, visibility="jurisdiction")
    assert SearchText.objects.get().persons == ""


@pytest.mark.parametrize(
    ("visibility", "circle"), [("restricted", 0), ("unit", 1), ("everybody", 0), ("restricted", 999)]
)
def test_a_record_is_restricted_exactly_when_it_names_a_circle_one_knows(
    registrar: Asker, visibility: str, circle: int
) -> None:
    found = record_occurrence(registrar, facts=SEIZURE)
    with pytest.raises(Invalid):
        set_visibility(registrar, uid=found.uid, version=1, visibility=visibility, circle=circle)
    with pytest.raises(Invalid):
        record_occurrence(
            registrar, facts=replace(SEIZURE, references=(), visibility=visibility, circle=circle)
        )


def test_who_makes_a_circle_is_in_it(cast: Cast, circle: Circle) -> None:
    assert circle.members.get().account == cast["registrar"].id


def test_people_and_units_of_the_jurisdiction_join_and_leave(
    cast: Cast, circle: Circle, units: list[int]
) -> None:
    person = User.objects.create(pk=99, username="test", unit_id=units[1])
    add_member(cast["registrar"], circle=circle.pk, account=str(person.pk))
    member = add_member(cast["registrar"], circle=circle.pk, unit=units[1])
    assert add_member(cast["registrar"], circle=circle.pk, unit=units[1]) == member
    assert circle.members.count() == 3
    remove_member(cast["registrar"], circle=circle.pk, member=member.pk)
    assert circle.members.count() == 2


def test_the_last_member_stays(cast: Cast, circle: Circle) -> None:
    with pytest.raises(Conflict):
        remove_member(cast["registrar"], circle=circle.pk, member=circle.members.get().pk)


def test_nobody_of_another_jurisdiction_joins(cast: Cast, circle: Circle, units: list[int]) -> None:
    with pytest.raises(Invalid):
        add_member(cast["registrar"], circle=circle.pk, unit=units[2])
    with pytest.raises(Invalid):
        add_member(cast["registrar"], circle=circle.pk, account="nobody-known")
    with pytest.raises(Invalid):
        add_member(cast["registrar"], circle=circle.pk)


def test_a_circle_needs_a_name_and_a_reason_and_a_day_to_come(registrar: Asker) -> None:
    with pytest.raises(Invalid) as caught:
        make_circle(registrar, name=" ", reason="", until=date(2020, 1, 1))
    assert set(caught.value.fields) == {"name", "reason", "until"}


@pytest.mark.parametrize(
    ("who", "error"),
    [
        ("colleague", NotAllowed),
        ("stranger", NotFound),
        ("partner", NotFound),
        ("reader", NotAllowed),
        ("nobody", NotAllowed),
    ],
)
def test_who_does_not_manage_the_circle_changes_nothing_in_it(
    cast: Cast, circle: Circle, who: str, error: type[Exception]
) -> None:
    with pytest.raises(error):
        add_member(cast[who], circle=circle.pk, account=cast[who].id)
    assert CircleMember.objects.count() == 1


@pytest.mark.parametrize(
    ("who", "error"),
    [("stranger", NotAllowed), ("partner", NotFound), ("reader", NotAllowed), ("nobody", NotAllowed)],
)
def test_strangers_share_nothing(cast: Cast, who: str, error: type[Exception]) -> None:
    found = record_occurrence(cast["registrar"], facts=SEIZURE)
    with pytest.raises(error):
        set_visibility(cast[who], uid=found.uid, version=1, visibility="unit")
