"""Rows beside a shut record: parts in it, the order of a list, what opening it opens; and that many cost what one costs."""

import io
from dataclasses import replace
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from headstamp.desk.exported_people import PERSONS
from headstamp.desk.exporting import export_list
from headstamp.kernel.asker import Asker
from headstamp.registry.filters import PersonFilter
from headstamp.registry.models import Group, Occurrence, Person, PersonRole, VehicleUse
from headstamp.registry.queries import (
    groups_for_list,
    items_for_list,
    occurrences_for_list,
    open_person,
    open_vehicle,
    page_for,
    persons_for_page,
    persons_visible_to,
    shut,
    vehicles_for_page,
)
from tests.cast import Cast
from tests.registry import rows

pytestmark = pytest.mark.django_db
ALL = {"visibility": "jurisdiction", "circle": None}


@pytest.fixture
def record(cast: Cast) -> Occurrence:
    """Of a circle, in a town, with a person and a vehicle that everybody may know of."""
    made = rows.occurrence(
        cast.unit, visibility="restricted", circle=rows.circle(), municipality="peje", occurred_on="2021"
    )
    person, vehicle = rows.person(made, "Wide", **ALL), rows.vehicle(made, "01-234-AB", **ALL)
    PersonRole.objects.filter(person=person).update(role="courier", category="witness")
    VehicleUse.objects.filter(vehicle=vehicle).update(role="carried it")
    return made


@pytest.fixture
def member(cast: Cast, record: Occurrence) -> Asker:
    assert record.circle_id is not None
    return cast.in_circle(cast.analyst, record.circle_id)


def test_the_part_somebody_had_in_it_is_not_told(member: Asker, record: Occurrence) -> None:
    person = open_person(member, Person.objects.get().uid)
    (part,) = person.roles.all()
    assert (part.role, part.category) == ("", "")
    assert (part.occurrence.uid, part.occurrence.municipality) == (record.uid, "")
    (use,) = open_vehicle(member, vehicles_for_page(member).get().uid).uses.all()
    assert (use.role, use.occurrence.municipality) == ("", "")
    read = replace(member, opened=frozenset({record.uid}))
    (part,) = open_person(read, person.uid).roles.all()
    assert (part.role, part.category, part.occurrence.municipality) == ("courier", "witness", "peje")


@pytest.mark.parametrize("wanted", [PersonFilter(role="courier"), PersonFilter(category="witness")])
def test_the_part_somebody_had_in_it_is_no_filter(
    member: Asker, record: Occurrence, wanted: PersonFilter
) -> None:
    assert not persons_visible_to(member, wanted).exists()
    assert persons_visible_to(replace(member, opened=frozenset({record.uid})), wanted).count() == 1
    assert persons_visible_to(member, PersonFilter(in_occurrence="yes")).count() == 1


def test_an_export_tells_it_with_a_reason_only(member: Asker, record: Occurrence) -> None:
    def told(reason: str) -> str:
        stream = io.BytesIO()
        export_list(member, PERSONS, PersonFilter(), stream, as_csv=True, reason=reason)
        return stream.getvalue().decode("utf-8-sig")

    assert record.uid in told("")
    assert "ourier" not in told("")
    assert "ourier" in told("Request 12 of the court")


def test_a_list_of_groups_is_not_ordered_by_a_name_that_it_hides(cast: Cast) -> None:
    """Between which names it stands would tell it, and so would the cursor of its page."""
    circle = rows.circle()
    for name, rights in (
        ("Alpha", {}),
        ("Beta", {"visibility": "restricted", "circle": circle}),
        ("Gamma", {}),
    ):
        Group.objects.create(**rows.owned(cast.unit, {"name": name, **rights}))
    member = cast.in_circle(cast.analyst, circle.pk)
    hidden = Group.objects.get(name="Beta")

    def listed(asker: Asker) -> list[str]:
        return [group.name for group in page_for(asker, groups_for_list(asker), sort="listed_as").rows]

    assert listed(member) == ["", "Alpha", "Gamma"]
    assert "Beta" not in page_for(member, groups_for_list(member), sort="listed_as", size=1).next_cursor
    assert listed(replace(member, opened=frozenset({hidden.uid}))) == ["Alpha", "Beta", "Gamma"]
    assert listed(cast.analyst) == ["Alpha", "Gamma"]


def test_people_of_an_occurrence_that_was_opened_are_read_in_lists(cast: Cast) -> None:
    wide = rows.occurrence(cast.unit)
    circle = rows.circle()
    rows.person(wide, "Narrow", visibility="restricted", circle=circle)
    member = cast.in_circle(cast.analyst, circle.pk)

    def names(asker: Asker) -> list[str]:
        found = persons_visible_to(asker).filter(visibility="restricted")
        return [person.family_name for person in shut(asker, found)]

    assert names(member) == [""]
    assert names(replace(member, opened=frozenset({wide.uid}))) == ["Narrow"]


@pytest.mark.parametrize("ask", [occurrences_for_list, items_for_list, persons_for_page, vehicles_for_page])
@pytest.mark.parametrize("is_opened", [False, True])
def test_many_rows_cost_what_few_cost(cast: Cast, record: Occurrence, ask: Any, is_opened: bool) -> None:
    circle = record.circle
    assert circle is not None

    def make(number: int) -> None:
        for each in range(number):
            made = rows.occurrence(cast.unit, visibility="restricted", circle=circle, municipality="peje")
            rows.item(made, f"AB-{each}")
            rows.person(made, "Narrow")
            rows.person(made, "Wide", **ALL)
            rows.vehicle(made, "02-345-CD")

    def cost() -> int:
        opened = Occurrence.objects.order_by("-id").values_list("uid", flat=True)[:1] if is_opened else ()
        asker = replace(cast.in_circle(cast.analyst, circle.pk), opened=frozenset(opened))
        with CaptureQueriesContext(connection) as queries:
            page_for(asker, ask(asker), sort="-id")
        return len(queries)

    make(2)
    few = cost()
    make(12)
    assert cost() == few
