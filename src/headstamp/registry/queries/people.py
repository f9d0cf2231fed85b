"""Reads of persons, groups and vehicles. Without the right to see persons every one of them is empty.

A person or vehicle is known only through a record that the asker may know of, or if it stands in none.
"""

from collections.abc import Iterator

from django.db.models import Case, Exists, F, Model, OuterRef, Prefetch, Q, QuerySet, Value, When

from headstamp.kernel.asker import Asker
from headstamp.kernel.folding import fold
from headstamp.registry.filters import GroupFilter, PersonFilter, VehicleFilter
from headstamp.registry.models import Group, GroupMember, Occurrence, Person, PersonRole, Vehicle, VehicleUse
from headstamp.registry.numbers import begins, mark_key
from headstamp.registry.queries.closing import asking, readable
from headstamp.registry.queries.conditions import equal, flag
from headstamp.registry.queries.visibility import (
    NOTHING,
    deleted_visible_to,
    is_one_of,
    sees_persons,
    visible,
)

ANY_PERSON, ANY_GROUP, ANY_VEHICLE = PersonFilter(), GroupFilter(), VehicleFilter()
_RIGHTS = {"unit": "unit", "visibility": "visibility"}
NEWEST = 20_000  # names are compared word by word, in the newest so many


def persons_visible_to(asker: Asker, wanted: PersonFilter = ANY_PERSON) -> QuerySet[Person]:
    """The persons that the asker may know of, as `wanted` asks."""
    found = Person.objects.filter(_visible_with_right(asker), _through(asker, PersonRole, "person"))
    if not wanted:
        return found
    return found.filter(asking(asker, Person, wanted, lambda told: _asked_of_persons(asker, told)))


def _asked_of_persons(asker: Asker, wanted: PersonFilter) -> Q:
    """The condition on persons: a part is one in an occurrence that the asker may know of, and for its role reads."""
    condition = equal(wanted, {"nationality": "nationality", **_RIGHTS})
    parts = PersonRole.objects.filter(equal(wanted, {"role": "role", "category": "category"}))
    known = parts.filter(_in_known(asker), person=OuterRef("pk"))
    if wanted.role or wanted.category:
        read = _occurrences(asker).filter(readable(asker, Occurrence))
        condition &= Q(Exists(known.filter(is_one_of(asker, read, "occurrence"))))
    condition &= flag(wanted.in_occurrence, Q(Exists(known)))
    if wanted.text:
        condition &= Q(pk__in=[person.pk for person in persons_named(asker, wanted.text)])
    return condition


def persons_named(asker: Asker, typed: str) -> Iterator[Person]:
    """The newest persons whom the asker reads of whose names each typed word begins one, newest first."""
    typed_words = fold(typed).split()
    found = persons_visible_to(asker).filter(readable(asker, Person)).order_by("-id")
    for person in found[:NEWEST] if typed_words else ():
        names = fold(f"{person.family_name} {person.given_name} {person.alias}").split()
        if all(any(name.startswith(word) for name in names) for word in typed_words):
            yield person


def persons_for_page(asker: Asker, wanted: PersonFilter = ANY_PERSON) -> QuerySet[Person]:
    """Persons with their parts in visible occurrences and their places in visible groups."""
    roles = PersonRole.objects.filter(_in_known(asker)).select_related("occurrence__place")
    groups = groups_visible_to(asker).filter(readable(asker, Group)).prefetch_related(None)
    memberships = GroupMember.objects.filter(group__in=groups.values("id")).select_related("group")
    found = persons_visible_to(asker, wanted).select_related("unit__agency", "circle")
    return found.prefetch_related(
        Prefetch("roles", roles.order_by("id")), Prefetch("memberships", memberships.order_by("id"))
    )


def groups_visible_to(asker: Asker, wanted: GroupFilter = ANY_GROUP) -> QuerySet[Group]:
    """The groups that the asker may know of, as `wanted` asks, with those members of whom he reads."""
    persons = persons_visible_to(asker).filter(readable(asker, Person))
    members = GroupMember.objects.filter(person__in=persons.values("id")).select_related("person")
    asked = asking(asker, Group, wanted, _asked_of_groups)
    found = Group.objects.filter(_visible_with_right(asker), asked).select_related("unit__agency")
    return found.prefetch_related(Prefetch("members", members.order_by("id")))


def groups_for_list(asker: Asker, wanted: GroupFilter = ANY_GROUP) -> QuerySet[Group]:
    """The same with the name by which a list orders them, which a group that the asker does not read keeps back."""
    told = readable(asker, Group)
    name = Case(When(told, then=F("name")), default=Value("")) if told else F("name")
    return groups_visible_to(asker, wanted).annotate(listed_as=name)


def _asked_of_groups(wanted: GroupFilter) -> Q:
    asked = equal(wanted, _RIGHTS) & flag(wanted.is_established, Q(is_established=True))
    for word in wanted.text.split():
        asked &= Q(name__icontains=word) | Q(alias__icontains=word)
    return asked


def vehicles_visible_to(asker: Asker, wanted: VehicleFilter = ANY_VEHICLE) -> QuerySet[Vehicle]:
    """The vehicles that the asker may know of, as `wanted` asks."""
    found = Vehicle.objects.filter(_visible_with_right(asker), _through(asker, VehicleUse, "vehicle"))
    if not wanted:
        return found
    return found.filter(
        asking(asker, Vehicle, wanted, lambda told: _asked_of_vehicles(asker, told), _with_registration)
    )


def _asked_of_vehicles(asker: Asker, wanted: VehicleFilter) -> Q:
    asked = equal(wanted, {"kind": "kind", "registered_in": "jurisdiction_of_registration", **_RIGHTS})
    if wanted.text:
        asked &= begins("folded", mark_key(wanted.text))
    uses = VehicleUse.objects.filter(_in_known(asker), vehicle=OuterRef("pk"))
    return asked & flag(wanted.in_occurrence, Q(Exists(uses)))


def _with_registration(wanted: VehicleFilter) -> Q:
    """The whole registration, which whoever stands before the vehicle knows."""
    key = mark_key(wanted.text)
    return Q(folded=key) if key else NOTHING


def vehicles_for_page(asker: Asker, wanted: VehicleFilter = ANY_VEHICLE) -> QuerySet[Vehicle]:
    """Vehicles with their uses in visible occurrences."""
    uses = VehicleUse.objects.filter(_in_known(asker)).select_related("occurrence__place")
    return (
        vehicles_visible_to(asker, wanted)
        .select_related("unit__agency")
        .prefetch_related(Prefetch("uses", uses.order_by("id")))
    )


def deleted_persons_visible_to(asker: Asker) -> QuerySet[Person]:
    """The deleted persons that the asker may bring back, last deleted first."""
    found = Person.objects.filter(_deleted_with_right(asker), _through(asker, PersonRole, "person"))
    return found.order_by("-deleted_at", "-id")


def deleted_groups_visible_to(asker: Asker) -> QuerySet[Group]:
    """The deleted groups that the asker may bring back, last deleted first."""
    return Group.objects.filter(_deleted_with_right(asker)).order_by("-deleted_at", "-id")


def deleted_vehicles_visible_to(asker: Asker) -> QuerySet[Vehicle]:
    """The deleted vehicles that the asker may bring back, last deleted first."""
    found = Vehicle.objects.filter(_deleted_with_right(asker), _through(asker, VehicleUse, "vehicle"))
    return found.order_by("-deleted_at", "-id")


def _deleted_with_right(asker: Asker) -> Q:
    return deleted_visible_to(asker, has_source=False) if sees_persons(asker) else NOTHING


def _visible_with_right(asker: Asker) -> Q:
    return visible(asker, has_source=False) if sees_persons(asker) else NOTHING


def _occurrences(asker: Asker) -> QuerySet[Occurrence, int]:
    return Occurrence.objects.filter(visible(asker)).values_list("id", flat=True)


def _in_known(asker: Asker) -> Q:
    """Of a part in an occurrence: whether the asker may know of that one."""
    return is_one_of(asker, _occurrences(asker), "occurrence")


def _through(asker: Asker, link: type[Model], column: str) -> Q:
    links = link._default_manager.filter(**{column: OuterRef("pk")})
    return Q(Exists(links.filter(_in_known(asker)))) | Q(~Exists(links))
