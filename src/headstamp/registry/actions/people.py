"""Recording and editing persons, groups and vehicles on their own pages. Only with the right to see persons."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import Manager, QuerySet

from headstamp.accounts.permissions import Permission
from headstamp.audit.actions import recording
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Invalid, NotFound
from headstamp.kernel.text import gettext_noop, say
from headstamp.registry.actions.finding import NO_SUCH_RECORD, of_version, own
from headstamp.registry.actions.people_in_occurrences import IDENTITY_COLUMNS, new_person, new_vehicle
from headstamp.registry.actions.revising import Changes, revise, told_fields
from headstamp.registry.actions.writing import owner, stamps
from headstamp.registry.facts import PersonFacts, VehicleFacts
from headstamp.registry.laws import Problems
from headstamp.registry.laws.people import NAMES, check_identity, check_vehicle
from headstamp.registry.laws.values import check_codes, check_date
from headstamp.registry.models import Group, GroupMember, Person, PersonRole, Vehicle, VehicleUse
from headstamp.registry.numbers import mark_key
from headstamp.registry.queries.people import (
    deleted_groups_visible_to,
    deleted_persons_visible_to,
    deleted_vehicles_visible_to,
    groups_visible_to,
    persons_visible_to,
    vehicles_visible_to,
)
from headstamp.registry.queries.visibility import is_one_of
from headstamp.registry.search_rows import search_text_of
from headstamp.registry.told import VEHICLE_COLUMNS, columns

P = TypeVar("P", Person, Vehicle, Group)

_GROUP_COLUMNS = ("name", "alias", "is_established", "notes")


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupFacts:
    """An organised group: assessed, or established by a court."""

    name: str
    alias: str = ""
    is_established: bool = False
    notes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberFacts:
    """A person's place in a group, over a period."""

    person: str
    role: str = ""
    from_on: str = ""
    to_on: str = ""
    is_established: bool = False


def record_person(asker: Asker, *, facts: PersonFacts) -> Person:
    """Enter a person who stands in no occurrence yet; role and category of `facts` are not looked at."""
    _must_enter_persons(asker)
    _check_person(facts)
    owner(asker)
    with recording(asker) as log:
        return new_person(asker, log, facts)


def edit_person(
    asker: Asker, *, uid: str, version: int, changes: Mapping[str, Any], reason: str = ""
) -> Person:
    """Change who a person is: name, alias, birth, sex, nationality, document, notes."""
    _must_enter_persons(asker)
    with recording(asker) as log:
        person = of_version(own(asker, person_known(asker, uid)), version)
        names = (*IDENTITY_COLUMNS, "notes")
        wanted = _wanted(person, changes, names)
        identity = {
            name: wanted[name][1] if name in wanted else getattr(person, name) for name in IDENTITY_COLUMNS
        }
        is_unnamed = not any(getattr(person, name) for name in NAMES)
        _check_person(PersonFacts(role="", category="", **identity), may_be_unnamed=is_unnamed)
        if _set(person, wanted):
            revise(asker, log, person, "edit_person", wanted, reason=reason)
            renew_words(person.roles.select_related("occurrence__place"))
    return person


def record_vehicle(asker: Asker, *, facts: VehicleFacts) -> Vehicle:
    """Enter a vehicle that stands in no occurrence yet."""
    _must_enter_persons(asker)
    _check_vehicle(facts)
    owner(asker)
    with recording(asker) as log:
        return new_vehicle(asker, log, facts)


def edit_vehicle(
    asker: Asker, *, uid: str, version: int, changes: Mapping[str, Any], reason: str = ""
) -> Vehicle:
    """Change what is known of a vehicle, in every occurrence that it stands in."""
    _must_enter_persons(asker)
    with recording(asker) as log:
        vehicle = of_version(own(asker, vehicle_known(asker, uid)), version)
        wanted = _wanted(vehicle, changes, VEHICLE_COLUMNS)
        told = {
            name: wanted[name][1] if name in wanted else getattr(vehicle, name) for name in VEHICLE_COLUMNS
        }
        _check_vehicle(VehicleFacts(**told))
        vehicle.folded = mark_key(told["registration"])[:40]
        if _set(vehicle, wanted):
            revise(asker, log, vehicle, "edit_vehicle", wanted, reason=reason)
            renew_words(vehicle.uses.select_related("occurrence__place"))
    return vehicle


def record_group(asker: Asker, *, facts: GroupFacts) -> Group:
    """Enter a group; say whether a court established it or somebody assessed it."""
    _must_enter_persons(asker)
    _check_group(facts)
    with recording(asker) as log:
        group = Group.objects.create(**columns(facts, _GROUP_COLUMNS), **stamps(asker), **owner(asker))
        told = told_fields(facts)
        log.collection("group", group.pk, "record_group", sorted(told), values=told)
    return group


def edit_group(
    asker: Asker, *, uid: str, version: int, changes: Mapping[str, Any], reason: str = ""
) -> Group:
    """Change what is known of a group."""
    _must_enter_persons(asker)
    with recording(asker) as log:
        group = of_version(own(asker, group_known(asker, uid)), version)
        wanted = _wanted(group, changes, _GROUP_COLUMNS)
        _check_group(
            GroupFacts(**columns(group, _GROUP_COLUMNS) | {name: pair[1] for name, pair in wanted.items()})
        )
        if _set(group, wanted):
            revise(asker, log, group, "edit_group", wanted, reason=reason)
    return group


def add_group_member(asker: Asker, *, group: str, version: int, facts: MemberFacts) -> GroupMember:
    """Put a person into a group, with role and period."""
    _must_enter_persons(asker)
    with recording(asker) as log:
        found = of_version(own(asker, group_known(asker, group)), version)
        person = person_known(asker, facts.person)
        problems = Problems()
        check_codes(facts, {"role": "group_roles"}, "", problems)
        begins = check_date(facts.from_on, "from_on", problems)
        ends = check_date(facts.to_on, "to_on", problems)
        if begins and ends and ends.latest < begins.earliest:
            problems.add("to_on", say(gettext_noop("The end lies before the beginning.")))
        problems.must_be_none()
        before = _members(found)
        member = GroupMember.objects.create(
            group=found, person=person, **columns(facts, ("role", "from_on", "to_on", "is_established"))
        )
        revise(asker, log, found, "add_group_member", {"members": [before, _members(found)]})
    return member


def remove_group_member(asker: Asker, *, group: str, version: int, member: int, reason: str = "") -> None:
    """Take a person out of a group; history keeps who it was."""
    _must_enter_persons(asker)
    with recording(asker) as log:
        found = of_version(own(asker, group_known(asker, group)), version)
        row = found.members.filter(is_one_of(asker, persons_visible_to(asker), "person"), pk=member).first()
        if row is None:
            raise NotFound(say(NO_SUCH_RECORD))
        before = _members(found)
        row.delete()
        revise(
            asker, log, found, "remove_group_member", {"members": [before, _members(found)]}, reason=reason
        )


def _must_enter_persons(asker: Asker) -> None:
    asker.must(Permission.ENTER_RECORDS)
    asker.must(Permission.SEE_PERSONS)


def person_known(asker: Asker, uid: str, *, deleted: bool = False) -> Person:
    """The person, locked until the transaction ends; NotFound if the asker may not know of this one."""
    rows = deleted_persons_visible_to(asker) if deleted else persons_visible_to(asker)
    return _found(Person.objects, rows, uid)


def vehicle_known(asker: Asker, uid: str, *, deleted: bool = False) -> Vehicle:
    """The same of a vehicle."""
    rows = deleted_vehicles_visible_to(asker) if deleted else vehicles_visible_to(asker)
    return _found(Vehicle.objects, rows, uid)


def group_known(asker: Asker, uid: str, *, deleted: bool = False) -> Group:
    """The same of a group."""
    rows = deleted_groups_visible_to(asker) if deleted else groups_visible_to(asker).prefetch_related(None)
    return _found(Group.objects, rows, uid)


def _found(records: Manager[P], known: QuerySet[P], uid: str) -> P:
    record = records.select_for_update().filter(pk__in=known.order_by().values("pk"), uid=uid).first()
    if record is None:
        raise NotFound(say(NO_SUCH_RECORD))
    return record


def renew_words(links: Iterable[PersonRole | VehicleUse]) -> None:
    """Make the words anew by which the occurrences of these parts are found."""
    for link in links:
        search_text_of(link.occurrence).save()


def _members(group: Group) -> list[dict[str, Any]]:
    names = ("person__uid", "role", "from_on", "to_on", "is_established")
    return [dict(zip(names, row, strict=True)) for row in group.members.order_by("pk").values_list(*names)]


def _wanted(record: Any, changes: Mapping[str, Any], names: tuple[str, ...]) -> Changes:
    unknown = [name for name in changes if name not in names]
    if unknown:
        raise Invalid({name: [say(gettext_noop("This field cannot be changed here."))] for name in unknown})
    return {
        name: [getattr(record, name), value]
        for name, value in changes.items()
        if getattr(record, name) != value
    }


def _set(record: Any, wanted: Changes) -> bool:
    for name, pair in wanted.items():
        setattr(record, name, pair[1])
    if wanted:
        record.save()
    return bool(wanted)


def _check_person(facts: PersonFacts, *, may_be_unnamed: bool = False) -> None:
    problems = Problems()
    check_identity(facts, "", problems, may_be_unnamed=may_be_unnamed)
    check_codes(facts, {"nationality": "jurisdictions"}, "", problems)
    problems.must_be_none()


def _check_vehicle(facts: VehicleFacts) -> None:
    problems = Problems()
    check_vehicle(facts, "", problems)
    problems.must_be_none()


def _check_group(facts: GroupFacts) -> None:
    problems = Problems()
    if not facts.name.strip():
        problems.add("name", say(gettext_noop("Fill this in.")))
    for name in ("name", "alias"):
        if len(getattr(facts, name)) > 200:
            problems.add(name, say(gettext_noop("Write at most %(most)s characters."), most=200))
    problems.must_be_none()
