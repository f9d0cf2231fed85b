"""Persons, groups and vehicles that should not be there go out of every list, record and search, and come back whole."""

from typing import Any

import pytest

from headstamp.audit.models import Entry
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from headstamp.registry import actions
from headstamp.registry.actions.people import GroupFacts, MemberFacts
from headstamp.registry.facts import OccurrenceFacts, PersonFacts, VehicleFacts
from headstamp.registry.filters import OccurrenceFilter
from headstamp.registry.models import Occurrence, Person, PersonRole, Vehicle
from headstamp.registry.queries import (
    deleted_groups_visible_to,
    deleted_persons_visible_to,
    deleted_vehicles_visible_to,
    groups_visible_to,
    occurrences_for_page,
    occurrences_visible_to,
    open_person,
    persons_for_page,
    persons_seen,
    persons_visible_to,
    revisions_of,
    vehicles_seen,
    vehicles_visible_to,
)

from .conftest import OTHERS, Cast

WHY = "Entered by mistake"
SUSPECT = PersonFacts(role="possessor", category="suspect", family_name="Shembulli")
CAR = VehicleFacts(registration="01-TEST-99", kind="car")
KINDS = ("person", "group", "vehicle")
GONE = {
    "person": deleted_persons_visible_to,
    "group": deleted_groups_visible_to,
    "vehicle": deleted_vehicles_visible_to,
}
SEEN = {"person": persons_visible_to, "group": groups_visible_to, "vehicle": vehicles_visible_to}


def lone(kind: str, asker: Asker) -> Any:
    """One that stands in no occurrence."""
    if kind == "person":
        return actions.record_person(asker, facts=SUSPECT)
    if kind == "vehicle":
        return actions.record_vehicle(asker, facts=CAR)
    return actions.record_group(asker, facts=GroupFacts(name="Test"))


def delete(kind: str, asker: Asker, uid: str, version: int = 1, reason: str = WHY) -> Any:
    return getattr(actions, f"delete_{kind}")(asker, uid=uid, version=version, reason=reason)


def restore(kind: str, asker: Asker, uid: str, reason: str = WHY) -> Any:
    return getattr(actions, f"restore_{kind}")(asker, uid=uid, reason=reason)


@pytest.fixture
def occurrence(registrar: Asker) -> Occurrence:
    """A seizure with a person and a vehicle."""
    facts = OccurrenceFacts(kind="seizure", persons=(SUSPECT,), vehicles=(CAR,))
    return actions.record_occurrence(registrar, facts=facts)


def found(asker: Asker, words: str) -> bool:
    return occurrences_visible_to(asker, OccurrenceFilter(text=words)).exists()


def parts(asker: Asker) -> tuple[int, int]:
    """How many persons and vehicles the page of the occurrence shows."""
    page = occurrences_for_page(asker).get()
    return len(page.person_roles.all()), len(page.vehicle_uses.all())


def test_a_deleted_person_is_in_no_list_search_occurrence_or_group(
    cast: Cast, occurrence: Occurrence
) -> None:
    registrar, person = cast["registrar"], Person.objects.get()
    group = actions.record_group(registrar, facts=GroupFacts(name="Test"))
    actions.add_group_member(registrar, group=group.uid, version=1, facts=MemberFacts(person=person.uid))
    assert (parts(registrar), found(registrar, "shembulli")) == ((1, 1), True)
    delete("person", cast["head"], person.uid)
    for asker in cast.values():
        assert not persons_visible_to(asker).exists()
        assert not persons_seen(asker, "Shem")
        assert not found(asker, "shembulli")
    assert parts(registrar) == (0, 1)
    assert not groups_visible_to(registrar).get().members.all()
    with pytest.raises(NotFound):
        open_person(registrar, person.uid)


def test_a_deleted_vehicle_is_in_no_list_search_or_occurrence(cast: Cast, occurrence: Occurrence) -> None:
    registrar = cast["registrar"]
    assert found(registrar, "01TEST99")
    delete("vehicle", cast["head"], Vehicle.objects.get().uid)
    assert (parts(registrar), found(registrar, "01TEST99")) == ((1, 0), False)
    assert not vehicles_seen(registrar, "01-TEST")


def test_both_come_back_into_the_occurrence_even_after_an_edit(cast: Cast, occurrence: Occurrence) -> None:
    registrar, head = cast["registrar"], cast["head"]
    person, vehicle = Person.objects.get(), Vehicle.objects.get()
    delete("person", head, person.uid)
    delete("vehicle", head, vehicle.uid)
    actions.edit_occurrence(
        registrar, uid=occurrence.uid, version=1, changes={"persons": (), "vehicles": (), "narrative": "x"}
    )
    assert PersonRole.objects.count() == 1
    restore("person", head, person.uid)
    restore("vehicle", head, vehicle.uid)
    assert parts(registrar) == (1, 1)
    assert found(registrar, "shembulli")
    assert found(registrar, "01TEST99")
    told = [each.verb for each in revisions_of(head, "person", person.pk)]
    assert told == ["restore_person", "delete_person"]


def test_a_deleted_group_leaves_its_members_pages_and_comes_back_with_them(cast: Cast) -> None:
    registrar, person = cast["registrar"], lone("person", cast["registrar"])
    group = lone("group", registrar)
    actions.add_group_member(registrar, group=group.uid, version=1, facts=MemberFacts(person=person.uid))
    delete("group", cast["head"], group.uid, version=2)
    assert not groups_visible_to(registrar).exists()
    assert not persons_for_page(registrar).get().memberships.all()
    restore("group", cast["head"], group.uid)
    assert len(groups_visible_to(registrar).get().members.all()) == 1


def test_who_stands_in_a_locked_record_stays_until_it_is_unlocked(cast: Cast, occurrence: Occurrence) -> None:
    head = cast["head"]
    actions.check_occurrence(head, uid=occurrence.uid, version=1)
    actions.lock_occurrence(head, uid=occurrence.uid, version=2)
    for kind, record in (("person", Person.objects.get()), ("vehicle", Vehicle.objects.get())):
        with pytest.raises(Conflict):
            delete(kind, head, record.uid)
    actions.unlock_occurrence(head, uid=occurrence.uid, version=3, reason="a wrong person")
    delete("person", head, Person.objects.get().uid)


def test_a_locked_record_that_he_may_not_know_of_does_not_betray_itself(
    cast: Cast, occurrence: Occurrence
) -> None:
    circle = actions.make_circle(cast["stranger"], name="x", reason="x")
    Occurrence.objects.update(
        visibility="restricted", circle=circle.pk, status="locked", checked_by="9", locked_by="9"
    )
    other = lone("vehicle", cast["registrar"])
    assert delete("vehicle", cast["head"], other.uid).deleted_at
    with pytest.raises(NotFound):
        delete("person", cast["head"], Person.objects.get().uid)


@pytest.mark.parametrize("kind", KINDS)
def test_the_log_holds_no_name(cast: Cast, kind: str) -> None:
    record = lone(kind, cast["registrar"])
    delete(kind, cast["head"], record.uid)
    restore(kind, cast["head"], record.uid)
    for verb in ("delete", "restore"):
        entry = Entry.objects.get(verb=f"{verb}_{kind}")
        assert (entry.subject_kind, entry.subject_id) == (kind, str(record.pk))
        assert "hembulli" not in str(Entry.objects.values().get(pk=entry.pk))


@pytest.mark.parametrize("kind", KINDS)
def test_both_need_a_reason_and_the_version_that_was_read(cast: Cast, kind: str) -> None:
    record = lone(kind, cast["registrar"])
    with pytest.raises(Invalid):
        delete(kind, cast["head"], record.uid, reason=" ")
    with pytest.raises(Conflict):
        delete(kind, cast["head"], record.uid, version=2)
    delete(kind, cast["head"], record.uid)
    with pytest.raises(Invalid):
        restore(kind, cast["head"], record.uid, reason=" ")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("who", "error"), [("colleague", NotAllowed), *OTHERS])
def test_only_the_head_deletes_sees_what_is_deleted_and_brings_it_back(
    cast: Cast, kind: str, who: str, error: Any
) -> None:
    record = lone(kind, cast["registrar"])
    with pytest.raises(error):
        delete(kind, cast[who], record.uid)
    delete(kind, cast["head"], record.uid)
    assert not SEEN[kind](cast["registrar"]).exists()
    assert not GONE[kind](cast[who]).exists()
    assert GONE[kind](cast["head"]).get() == record
    with pytest.raises(error):
        restore(kind, cast[who], record.uid)
