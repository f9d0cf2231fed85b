"""People, groups and vehicles. A name is seen only with the right to see persons."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from headstamp.registry.models.columns import (
    Owned,
    Recorded,
    code,
    is_partial_date,
    partial_date,
    restricted_names_a_circle,
)


class Person(Recorded, Owned):
    """A natural person in one or more occurrences."""

    family_name = models.CharField(_("family name"), max_length=120, blank=True, default="")
    given_name = models.CharField(_("given name"), max_length=120, blank=True, default="")
    alias = models.CharField(_("alias"), max_length=120, blank=True, default="")
    born_on = partial_date(_("born"))
    sex = code(_("sex"))
    nationality = code(_("nationality"))
    document = models.CharField(_("document"), max_length=80, blank=True, default="")
    notes = models.TextField(_("notes"), blank=True, default="")

    class Meta:
        constraints = [
            restricted_names_a_circle("person"),
            models.CheckConstraint(condition=is_partial_date("born_on"), name="birth_is_partial_date"),
        ]


class PersonRole(models.Model):
    """A person's part in one occurrence, with the category of Directive (EU) 2016/680, art. 6.

    `told_as` is what a file counts the person as within its record.
    """

    occurrence = models.ForeignKey(
        "registry.Occurrence", on_delete=models.CASCADE, related_name="person_roles"
    )
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="roles")
    role = code(_("role"), blank=False)
    category = code(_("category of person"), blank=False)
    is_assessment = models.BooleanField(_("assessment, not fact"), default=False)
    age = models.PositiveSmallIntegerField(_("age at the time"), null=True, blank=True)
    age_group = code(_("age group at the time"))
    told_as = models.CharField(max_length=40, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["occurrence", "person", "role"], name="person_has_a_role_once"),
            models.CheckConstraint(
                condition=models.Q(age__isnull=True) | models.Q(age__lte=130), name="age_is_possible"
            ),
        ]


class Group(Recorded, Owned):
    """An organised group, assessed or established."""

    name = models.CharField(_("name"), max_length=200)
    alias = models.CharField(_("alias"), max_length=200, blank=True, default="")
    is_established = models.BooleanField(_("established by a court"), default=False)
    notes = models.TextField(_("notes"), blank=True, default="")

    class Meta:
        constraints = [restricted_names_a_circle("group")]


class GroupMember(models.Model):
    """A person in a group, with role and period."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    role = code(_("role"))
    from_on = partial_date(_("from"))
    to_on = partial_date(_("to"))
    is_established = models.BooleanField(_("established by a court"), default=False)


class Vehicle(Recorded, Owned):
    """A vehicle by its registration; its holder is a person, so it is shown with that right only."""

    registration = models.CharField(_("registration"), max_length=40, blank=True, default="")
    folded = models.CharField(max_length=40, blank=True, default="", db_index=True)
    kind = code(_("kind"))
    make = models.CharField(_("make"), max_length=120, blank=True, default="")
    jurisdiction_of_registration = code(_("registered in"))
    carrier_nationality = code(_("carrier's nationality"))

    class Meta:
        constraints = [restricted_names_a_circle("vehicle")]


class VehicleUse(models.Model):
    """A vehicle in an occurrence."""

    occurrence = models.ForeignKey(
        "registry.Occurrence", on_delete=models.CASCADE, related_name="vehicle_uses"
    )
    vehicle = models.ForeignKey(Vehicle, on_delete=models.PROTECT, related_name="uses")
    role = models.CharField(_("role"), max_length=120, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["occurrence", "vehicle"], name="vehicle_is_in_an_occurrence_once"
            ),
        ]
