"""Occurrences (seizure, find, surrender, theft, loss, incident) and the facts that belong to one."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from headstamp.registry.models.columns import (
    Approved,
    Owned,
    Recorded,
    checked_by_a_second_person,
    code,
    is_partial_date,
    partial_date,
    restricted_names_a_circle,
    where_said,
)


class Occurrence(Recorded, Owned, Approved):
    """Something that happened at a place and time, local to its jurisdiction, in which items came up."""

    kind = code(_("kind"), blank=False)
    source = models.ForeignKey("registry.Source", on_delete=models.PROTECT, related_name="occurrences")
    operation = models.ForeignKey(
        "registry.Operation",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="occurrences",
        db_index=False,
    )
    found_in_check = models.ForeignKey(
        "registry.Check",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="occurrences",
        db_index=False,
    )
    occurred_on = partial_date(_("date"))
    occurred_until = partial_date(_("until"))
    occurred_time = models.CharField(_("time"), max_length=5, blank=True, default="")
    reported_on = partial_date(_("reported on"))
    place = models.ForeignKey(
        "registry.Place",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="occurrences",
        db_index=False,
    )
    municipality = code(_("municipality"))
    context = code(_("search context"))
    concealment = code(_("concealment"))
    detection = code(_("means of detection"))
    equipment = code(_("piece of equipment"))
    detection_equipment = models.CharField(_("equipment in words"), max_length=120, blank=True, default="")
    transport = code(_("transport"))
    legal_ground = code(_("legal ground"))
    criminal_context = code(_("criminal context"))
    narrative = models.TextField(_("narrative"), blank=True, default="")

    class Meta:
        constraints = [
            restricted_names_a_circle("occurrence"),
            models.CheckConstraint(
                condition=is_partial_date("occurred_on"), name="occurrence_date_is_partial_date"
            ),
            models.CheckConstraint(
                condition=is_partial_date("occurred_until"), name="occurrence_until_is_partial_date"
            ),
            checked_by_a_second_person("occurrence"),
        ]
        indexes = [
            models.Index(fields=["occurred_on", "id"], name="occurrence_by_date"),
            models.Index(fields=["unit", "occurred_on"], name="occurrence_by_unit"),
            models.Index(fields=["municipality", "occurred_on"], name="occurrence_by_municipality"),
            where_said("operation", "occurrence"),
            where_said("found_in_check", "occurrence"),
            where_said("place", "occurrence"),
            models.Index(fields=["detection"], name="occurrence_by_detection"),
            models.Index(fields=["concealment"], name="occurrence_by_concealment"),
            models.Index(fields=["equipment"], name="occurrence_by_equipment"),
            models.Index(fields=["transport"], name="occurrence_by_transport"),
        ]


class IncidentFacts(models.Model):
    """What a firearm incident did: persons killed and injured are counts; a suicide is counted apart."""

    occurrence = models.OneToOneField(Occurrence, on_delete=models.CASCADE, related_name="incident")
    context = code(_("context"))
    outcome = code(_("outcome"))
    killed = models.PositiveIntegerField(_("killed"), null=True, blank=True)
    injured = models.PositiveIntegerField(_("injured"), null=True, blank=True)
    is_suicide = models.BooleanField(_("suicide"), default=False)
    relation = code(_("victim and perpetrator"))


class OtherGoods(models.Model):
    """Goods found with the items: drugs, money, vehicles. Never counted with them."""

    occurrence = models.ForeignKey(Occurrence, on_delete=models.CASCADE, related_name="goods")
    kind = code(_("kind"), blank=False)
    quantity = models.DecimalField(_("quantity"), max_digits=14, decimal_places=3, null=True, blank=True)
    unit = models.CharField(_("unit"), max_length=16, blank=True, default="")
    description = models.CharField(_("description"), max_length=300, blank=True, default="")
    source_row = models.ForeignKey(
        "registry.SourceRow", null=True, blank=True, on_delete=models.PROTECT, related_name="goods"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(quantity__isnull=True) | Q(quantity__gt=0), name="goods_quantity_is_positive"
            )
        ]


class LinkedCrime(models.Model):
    """A crime that the occurrence is linked with (drugs, smuggling of persons, terrorism)."""

    occurrence = models.ForeignKey(Occurrence, on_delete=models.CASCADE, related_name="linked_crimes")
    crime = code(_("linked crime"), blank=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["occurrence", "crime"], name="crime_is_linked_once")]


class Reference(models.Model):
    """A number that a body gave to an occurrence or an item (case, court, exhibit, laboratory, seal)."""

    kind = code(_("kind"), blank=False)
    issuer = models.CharField(_("issued by"), max_length=120)
    number = models.CharField(_("number"), max_length=120)
    folded = models.CharField(max_length=120, db_index=True)
    occurrence = models.ForeignKey(
        Occurrence, null=True, blank=True, on_delete=models.CASCADE, related_name="references", db_index=False
    )
    item = models.ForeignKey(
        "registry.Item",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="references",
        db_index=False,
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(occurrence__isnull=False, item__isnull=True)
                | Q(occurrence__isnull=True, item__isnull=False),
                name="reference_names_one_record",
            ),
            models.UniqueConstraint(
                fields=["issuer", "kind", "folded"], name="reference_is_unique_at_its_issuer"
            ),
        ]
        indexes = [where_said("occurrence", "reference"), where_said("item", "reference")]
