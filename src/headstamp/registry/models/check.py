"""Checks made (with or without a find) and the operations they belong to: the denominators of detection."""

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
)


class Operation(Recorded, Owned):
    """A planned action: plan, units, dates, what came of it."""

    name = models.CharField(_("name"), max_length=200)
    plan = models.TextField(_("plan"), blank=True, default="")
    starts_on = partial_date(_("from"))
    ends_on = partial_date(_("to"))
    is_intelligence_led = models.BooleanField(_("intelligence-led"), default=False)
    joint_with = code(_("joint with"))
    outcome = models.TextField(_("outcome"), blank=True, default="")

    class Meta:
        constraints = [restricted_names_a_circle("operation")]

    def __str__(self) -> str:
        return self.name


class OperationUnit(models.Model):
    """A unit that takes part in an operation."""

    operation = models.ForeignKey(Operation, on_delete=models.CASCADE, related_name="units")
    unit = models.ForeignKey("accounts.Unit", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["operation", "unit"], name="unit_takes_part_once")]


class Check(Recorded, Owned, Approved):
    """A traffic control, house search, border check, patrol or cache sweep: one, or a month's tally.

    `checks_made` counts checks, `checks_with_find` those that found something (0: found nothing).
    """

    context = code(_("search context"), blank=False)
    source = models.ForeignKey("registry.Source", on_delete=models.PROTECT, related_name="checks")
    operation = models.ForeignKey(
        Operation, null=True, blank=True, on_delete=models.PROTECT, related_name="checks"
    )
    happened_on = partial_date(_("date or month"), blank=False)
    is_tally = models.BooleanField(_("monthly tally"), default=False)
    checks_made = models.PositiveIntegerField(_("checks made"), default=1)
    checks_with_find = models.PositiveIntegerField(_("checks that found something"), default=0)
    joint_with = code(_("joint with"))
    municipality = code(_("municipality"))
    place = models.ForeignKey(
        "registry.Place", null=True, blank=True, on_delete=models.PROTECT, related_name="checks"
    )
    area_m2 = models.PositiveIntegerField(_("area swept (m²)"), null=True, blank=True)
    detector = models.CharField(_("detector used"), max_length=120, blank=True, default="")
    notes = models.TextField(_("notes"), blank=True, default="")

    class Meta:
        constraints = [
            restricted_names_a_circle("check"),
            checked_by_a_second_person("check"),
            models.CheckConstraint(
                condition=is_partial_date("happened_on"), name="check_date_is_partial_date"
            ),
            models.CheckConstraint(condition=Q(checks_made__gte=1), name="check_counts_at_least_one"),
            models.CheckConstraint(
                condition=Q(checks_with_find__lte=models.F("checks_made")), name="finds_do_not_exceed_checks"
            ),
            models.CheckConstraint(
                condition=Q(is_tally=True) | Q(checks_made=1), name="only_a_tally_counts_many"
            ),
        ]
        indexes = [models.Index(fields=["context", "happened_on"], name="check_by_context")]


class HouseSearch(models.Model):
    """What a house search must document for court."""

    check_made = models.OneToOneField(Check, on_delete=models.CASCADE, related_name="house_search")
    order_number = models.CharField(_("order number"), max_length=120, blank=True, default="")
    started_at = models.DateTimeField(_("started"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    witnesses = models.TextField(_("witnesses"), blank=True, default="")
    findings = models.JSONField(_("who found what where"), default=list, blank=True)
    photo_list = models.TextField(_("photo list"), blank=True, default="")
    signatures = models.TextField(_("signatures"), blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(started_at__isnull=True)
                | Q(ended_at__isnull=True)
                | Q(ended_at__gte=models.F("started_at")),
                name="search_ends_after_it_starts",
            )
        ]
