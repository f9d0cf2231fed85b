"""Persons, groups and vehicles on their own pages, and what others say of records."""

from dataclasses import replace

import pytest

from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from headstamp.registry.actions import (
    add_group_member,
    edit_group,
    edit_occurrence,
    edit_person,
    edit_vehicle,
    record_group,
    record_occurrence,
    record_person,
    record_vehicle,
    remove_group_member,
    save_statement,
)
from headstamp.registry.actions.people import GroupFacts, MemberFacts
from headstamp.registry.facts import OccurrenceFacts, PersonFacts, VehicleFacts
from headstamp.registry.models import (
    Group,
    GroupMember,
    Occurrence,
    Person,
    PersonRole,
    Revision,
    SearchText,
    Statement,
    Vehicle,
)
from headstamp.registry.told import occurrence_told

from .conftest import SEIZURE, Cast

SUSPECT = PersonFacts(role="possessor", category="suspect", family_name="Testperson")


def test_a_known_person_gets_a_part_and_stays_one_person(registrar: Asker) -> None:
    person = record_person(registrar, facts=SUSPECT)
    told = PersonFacts(person=person.uid, role="driver", category="witness")
    found = record_occurrence(registrar, facts=replace(SEIZURE, persons=(told,)))
    assert (found.person_roles.get().person, Person.objects.count()) == (person, 1)
    edit_occurrence(
        registrar, uid=found.uid, version=1, changes={"persons": (replace(told, category="suspect"),)}
    )
    assert found.person_roles.get().category == "suspect"


def test_what_differs_from_the_known_person_is_never_lost_in_silence(registrar: Asker) -> None:
    person = record_person(registrar, facts=SUSPECT)
    told = replace(SUSPECT, person=person.uid, family_name="Another")
    with pytest.raises(Invalid) as caught:
        record_occurrence(registrar, facts=replace(SEIZURE, persons=(told,)))
    assert set(caught.value.fields) == {"persons.0.family_name"}


def test_a_new_name_is_found_and_the_old_one_no_more(registrar: Asker) -> None:
    found = record_occurrence(registrar, facts=replace(SEIZURE, persons=(SUSPECT,)))
    person = found.person_roles.get().person
    edit_person(registrar, uid=person.uid, version=1, changes={"family_name": "Otherperson"})
    assert SearchText.objects.get().persons == "otherperson"
    assert Revision.objects.get().changes == {"family_name": ["Testperson", "Otherperson"]}
    with pytest.raises(Conflict):
        edit_person(registrar, uid=person.uid, version=1, changes={"alias": "x"})
    with pytest.raises(Invalid):
        edit_person(registrar, uid=person.uid, version=2, changes={"family_name": ""})
    with pytest.raises(Invalid):
        edit_person(registrar, uid=person.uid, version=2, changes={"unit": 1})


def test_a_vehicle_in_the_same_words_is_the_same_vehicle(registrar: Asker) -> None:
    told = VehicleFacts(registration="01-234-TT", kind="car")
    record_occurrence(registrar, facts=replace(SEIZURE, vehicles=(told,)))
    record_occurrence(registrar, facts=replace(SEIZURE, references=(), vehicles=(told,)))
    assert (Vehicle.objects.count(), Vehicle.objects.get().uses.count()) == (1, 2)
    edit_vehicle(registrar, uid=Vehicle.objects.get().uid, version=1, changes={"registration": "02-345-TT"})
    assert Vehicle.objects.get().folded == "02345tt"
    assert all("02345tt" in text.persons for text in SearchText.objects.all())


def test_a_vehicle_says_something(registrar: Asker) -> None:
    with pytest.raises(Invalid):
        record_vehicle(registrar, facts=VehicleFacts())


def test_members_of_a_group_come_and_go_in_its_history(registrar: Asker) -> None:
    person, group = (
        record_person(registrar, facts=SUSPECT),
        record_group(registrar, facts=GroupFacts(name="Test group")),
    )
    member = add_group_member(
        registrar, group=group.uid, version=1, facts=MemberFacts(person=person.uid, role="leader")
    )
    with pytest.raises(Conflict):
        remove_group_member(registrar, group=group.uid, version=1, member=member.pk)
    remove_group_member(registrar, group=group.uid, version=2, member=member.pk, reason="acquitted")
    assert not GroupMember.objects.exists()
    assert [len(revision.changes["members"][0]) for revision in Revision.objects.order_by("version")] == [
        0,
        1,
    ]
    edit_group(registrar, uid=group.uid, version=3, changes={"is_established": True})
    assert Group.objects.get().is_established


@pytest.mark.parametrize("facts", [MemberFacts(person="", role="boss", from_on="2024", to_on="2023")])
def test_a_member_has_a_role_of_the_list_and_a_period(registrar: Asker, facts: MemberFacts) -> None:
    person, group = (
        record_person(registrar, facts=SUSPECT),
        record_group(registrar, facts=GroupFacts(name="Test group")),
    )
    with pytest.raises(Invalid) as caught:
        add_group_member(registrar, group=group.uid, version=1, facts=replace(facts, person=person.uid))
    assert set(caught.value.fields) == {"role", "to_on"}


@pytest.mark.parametrize(
    ("who", "error"),
    [
        ("stranger", NotAllowed),
        ("partner", NotFound),
        ("examiner", NotAllowed),
        ("reader", NotAllowed),
        ("nobody", NotAllowed),
    ],
)
def test_strangers_change_no_person(cast: Cast, who: str, error: type[Exception]) -> None:
    person = record_person(cast["registrar"], facts=SUSPECT)
    group = record_group(cast["registrar"], facts=GroupFacts(name="Test group"))
    vehicle = record_vehicle(cast["registrar"], facts=VehicleFacts(kind="car"))
    with pytest.raises(error):
        edit_person(cast[who], uid=person.uid, version=1, changes={"alias": "x"})
    with pytest.raises(error):
        edit_group(cast[who], uid=group.uid, version=1, changes={"alias": "x"})
    with pytest.raises(error):
        edit_vehicle(cast[who], uid=vehicle.uid, version=1, changes={"make": "x"})


def test_another_unit_contests_what_it_cannot_change(cast: Cast) -> None:
    found = record_occurrence(cast["registrar"], facts=SEIZURE)
    save_statement(
        cast["stranger"],
        subject_kind="occurrence",
        uid=found.uid,
        kind="contested",
        said={"occurred_on": ("the seventh of May", "2024-05-07")},
        said_by="Unit two",
    )
    said = Statement.objects.get()
    assert (said.said, said.source.unit_id) == (
        {"occurred_on": ["the seventh of May", "2024-05-07"]},
        cast["stranger"].unit,
    )
    assert Occurrence.objects.get().version == 1


def test_a_statement_names_a_field_a_kind_and_a_speaker(registrar: Asker) -> None:
    uid = record_occurrence(registrar, facts=SEIZURE).uid
    for subject, kind, said, by in [
        ("person", "contested", {"kind": ("a", "b")}, "x"),
        ("occurrence", "looked_up", {"kind": ("a", "b")}, "x"),
        ("occurrence", "contested", {}, "x"),
        ("occurrence", "contested", {"kind": ("a", "b")}, " "),
        ("occurrence", "contested", {"version": ("a", "b")}, "x"),
    ]:
        with pytest.raises(Invalid):
            save_statement(registrar, subject_kind=subject, uid=uid, kind=kind, said=said, said_by=by)


def test_the_age_belongs_to_the_part_in_the_occurrence(registrar: Asker) -> None:
    told = PersonFacts(role="other", category="victim", alias="unknown", age=34)
    occurrence = record_occurrence(registrar, facts=OccurrenceFacts(kind="incident", persons=(told,)))
    role = PersonRole.objects.get()
    assert (role.age, role.age_group) == (34, "")
    older = replace(occurrence_told(registrar, occurrence).persons[0], age=None, age_group="age_35_44")
    edit_occurrence(registrar, uid=occurrence.uid, version=1, changes={"persons": (older,)})
    role.refresh_from_db()
    assert (role.age, role.age_group) == (None, "age_35_44")


@pytest.mark.parametrize(("age", "group"), [(131, ""), (-1, ""), (34, "age_65_up"), (None, "x")])
def test_an_impossible_age_is_refused(registrar: Asker, age: int | None, group: str) -> None:
    told = PersonFacts(role="other", category="victim", alias="unknown", age=age, age_group=group)
    with pytest.raises(Invalid):
        record_occurrence(registrar, facts=OccurrenceFacts(kind="incident", persons=(told,)))
