"""What a project wants to reach: indicators with a baseline, and for each period a target and what was reached.

What was reached is told by somebody with evidence, or counted: a bound indicator names a measure of the account and
which records count, and has no number of its own. A period without a number has none: it is not nought.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from headstamp.indicators.models import Aim as Direction
from headstamp.programme.models.project import Project
from headstamp.registry.models.columns import Recorded, code, is_partial_date, partial_date


class PointKind(models.TextChoices):
    TARGET = "target", _("Target")
    ACTUAL = "actual", _("Reached")


class Indicator(Recorded):
    """One indicator. `measure` is the id of a bound measure, `where` the codes of its columns that count."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="indicators", db_index=False)
    position = models.PositiveIntegerField(default=0)
    code = models.SlugField(_("code"), max_length=60)
    title = models.CharField(_("title"), max_length=300)
    unit = models.CharField(_("unit"), max_length=60, blank=True, default="")
    definition = models.TextField(_("definition"), blank=True, default="")
    direction = models.CharField(_("direction"), max_length=4, choices=Direction, blank=True, default="")
    baseline = models.DecimalField(_("baseline"), max_digits=16, decimal_places=2, null=True, blank=True)
    baseline_on = partial_date(_("baseline of"))
    measure = models.CharField(_("measure"), max_length=60, blank=True, default="")
    where = models.JSONField(_("only where"), default=dict, blank=True)
    published_at = models.DateTimeField(_("published at"), null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["project", "code"],
                condition=Q(deleted_at__isnull=True),
                name="indicator_code_is_unique",
            ),
            models.CheckConstraint(
                condition=is_partial_date("baseline_on"), name="indicator_baseline_on_iso"
            ),
        ]
        indexes = [models.Index(fields=["project", "position"], name="indicator_of_project")]

    def __str__(self) -> str:
        return self.title


class IndicatorPoint(models.Model):
    """A target or what was reached, of one period (2022, 2022-H1, 2022-Q3, 2022-05); '' for sex and jurisdiction is the whole."""

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="points", db_index=False)
    kind = models.CharField(_("target or reached"), max_length=6, choices=PointKind)
    period = models.CharField(_("period"), max_length=9)
    value = models.DecimalField(_("value"), max_digits=16, decimal_places=2)
    sex = code(_("sex"), max_length=16)
    jurisdiction = code(_("jurisdiction"), max_length=16)
    evidence = models.TextField(_("evidence"), blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "kind", "period", "sex", "jurisdiction"], name="indicator_point_once"
            ),
            models.CheckConstraint(
                condition=~Q(kind="actual") | ~Q(evidence=""), name="what_was_reached_has_evidence"
            ),
        ]
