"""Figures that are entered by hand with their evidence, and targets. A new one supersedes the old; none is overwritten."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from headstamp.kernel.ids import new_uid


class Origin(models.TextChoices):
    """Where an entered figure comes from. Media counts stand beside the office's own and are never mixed with them."""

    OFFICE = "office", _("Own office")
    OUTSIDE = "outside", _("Supplied from outside")
    MEDIA = "media", _("Media")


class Aim(models.TextChoices):
    """Where a figure should go; '' where nobody said it, and then no target is called met or missed."""

    UP = "up", _("More is better")
    DOWN = "down", _("Less is better")


class Told(models.Model):
    """Who entered a number for a figure and a period, and whether it still stands."""

    uid = models.CharField(max_length=26, unique=True, default=new_uid, editable=False)
    jurisdiction = models.CharField(_("jurisdiction"), max_length=16)
    figure = models.CharField(_("figure"), max_length=80)
    period = models.CharField(_("period"), max_length=9)
    unit = models.CharField(_("unit"), max_length=16)
    value = models.DecimalField(_("value"), max_digits=20, decimal_places=3)
    entered_at = models.DateTimeField(_("entered at"))
    entered_by = models.CharField(_("entered by"), max_length=40)
    superseded_at = models.DateTimeField(_("superseded at"), null=True, blank=True)
    superseded_by = models.CharField(_("superseded by"), max_length=40, blank=True, default="")

    class Meta:
        abstract = True


class EnteredFigure(Told):
    """One number with its evidence. `by_column` and `by_bucket` name the part of a split that it is ('' for the whole)."""

    origin = models.CharField(_("origin"), max_length=8, choices=Origin, default=Origin.OFFICE)
    by_column = models.CharField(_("split by"), max_length=48, blank=True, default="")
    by_bucket = models.CharField(_("part"), max_length=48, blank=True, default="")
    evidence = models.TextField(_("evidence"))
    document = models.CharField(_("document"), max_length=200, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction", "figure", "period", "origin", "unit", "by_column", "by_bucket"],
                condition=Q(superseded_at__isnull=True),
                name="one_entered_figure_stands",
            ),
            models.CheckConstraint(condition=Q(value__gte=0), name="entered_figure_is_not_negative"),
            models.CheckConstraint(condition=~Q(evidence=""), name="entered_figure_has_evidence"),
            models.CheckConstraint(
                condition=Q(by_column="", by_bucket="") | (~Q(by_column="") & ~Q(by_bucket="")),
                name="entered_part_names_column_and_bucket",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.figure} {self.period}"


class Target(Told):
    """What a figure should be at the end of a year; `note` says who set it and where it is written."""

    note = models.TextField(_("note"), blank=True, default="")
    aim = models.CharField(_("aim"), max_length=4, choices=Aim, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction", "figure", "period", "unit"],
                condition=Q(superseded_at__isnull=True),
                name="one_target_stands",
            ),
            models.CheckConstraint(condition=Q(value__gte=0), name="target_is_not_negative"),
            models.CheckConstraint(condition=Q(aim__in=["", *Aim.values]), name="target_has_a_known_aim"),
        ]

    def __str__(self) -> str:
        return f"{self.figure} {self.period}"
