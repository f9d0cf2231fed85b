"""Reads of persons, groups and vehicles. Without the right to see persons every one of them is empty.

A person or vehicle is known only through a record that the asker may know of, or if it stands in none.
"""

from django.db.models import Exists, Model, OuterRef, Prefetch, Q, QuerySet

from headstamp.kernel.asker import Asker
from headstamp.registry.models import Group, GroupMember, Occurrence, Person, PersonRole, Vehicle, VehicleUse
from headstamp.registry.queries.visibility import NOTHING, sees_persons, visible


def persons_visible_to(asker: Asker) -> QuerySet[Person]:
    """The persons that the asker may know of."""
    return Person.objects.filter(_visible_with_right(asker), _through(asker, PersonRole, "person"))


def persons_for_page(asker: Asker) -> QuerySet[Person]:
    """Persons with their parts in visible occurrences and their places in visible groups."""
    roles = PersonRole.objects.filter(occurrence__in=_occurrences(asker)).select_related("occurrence__place")
    groups = groups_visible_to(asker).prefetch_related(None)
    memberships = GroupMember.objects.filter(group__in=groups.values("id")).select_related("group")
    found = persons_visible_to(asker).select_related("unit__agency", "circle")
    return found.prefetch_related(
        Prefetch("roles", roles.order_by("id")), Prefetch("memberships", memberships.order_by("id"))
    )


def groups_visible_to(asker: Asker) -> QuerySet[Group]:
    """The groups that the asker may know of, with those members whom he may know of."""
    members = GroupMember.objects.filter(person__in=persons_visible_to(asker).values("id")).select_related(
        "person"
    )
    found = Group.objects.filter(_visible_with_right(asker)).select_related("unit__agency")
    return found.prefetch_related(Prefetch("members", members.order_by("id")))


def vehicles_visible_to(asker: Asker) -> QuerySet[Vehicle]:
    """The vehicles that the asker may know of."""
    return Vehicle.objects.filter(_visible_with_right(asker), _through(asker, VehicleUse, "vehicle"))


def vehicles_for_page(asker: Asker) -> QuerySet[Vehicle]:
    """Vehicles with their uses in visible occurrences."""
    uses = VehicleUse.objects.filter(occurrence__in=_occurrences(asker)).select_related("occurrence__place")
    return (
        vehicles_visible_to(asker)
        .select_related("unit__agency")
        .prefetch_related(Prefetch("uses", uses.order_by("id")))
    )


def _visible_with_right(asker: Asker) -> Q:
    return visible(asker, has_source=False) if sees_persons(asker) else NOTHING


def _occurrences(asker: Asker) -> QuerySet[Occurrence, int]:
    return Occurrence.objects.filter(visible(asker)).values_list("id", flat=True)


def _through(asker: Asker, link: type[Model], column: str) -> Q:
    links = link._default_manager.filter(**{column: OuterRef("pk")})
    return Q(Exists(links.filter(occurrence__in=_occurrences(asker)))) | Q(~Exists(links))
