"""Signals of early warning, over which records they were counted, and people's verdicts on them.

A signal tells of things, places and months, never of persons. A verdict is never changed: a later one follows it.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from headstamp.kernel.ids import new_uid
from headstamp.registry.models.columns import code


class Reach(models.TextChoices):
    """Over which records signals are counted; restricted records are in none."""

    JURISDICTION = "jurisdiction", _("Records that the whole jurisdiction may see")
    UNIT = "unit", _("These and the unit's own")
    ALL_UNITS = "all_units", _("These and the own records of every unit")


class Watch(models.Model):
    """One reach of one jurisdiction, and what its last counting found. `position` is that of the snapshot."""

    jurisdiction = models.CharField(_("jurisdiction"), max_length=16)
    reach = models.CharField(_("reach"), max_length=12, choices=Reach)
    unit = models.ForeignKey("accounts.Unit", null=True, on_delete=models.PROTECT, related_name="+")
    is_current = models.BooleanField(default=True)
    counted_at = models.DateTimeField(null=True)
    position = models.BigIntegerField(default=0)
    series = models.PositiveIntegerField(default=0)
    months = models.PositiveIntegerField(default=0)
    undated = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction", "reach", "unit"], nulls_distinct=False, name="watch_is_unique"
            ),
            models.CheckConstraint(
                condition=models.Q(reach="unit", unit__isnull=False)
                | models.Q(~models.Q(reach="unit"), unit__isnull=True),
                name="watch_of_a_unit_names_it",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.jurisdiction} {self.reach}"


class Signal(models.Model):
    """A count that left its range, or a thing that was never seen before.

    `month` is YYYY-MM, `until` the day up to which a running month was counted (0: the whole month). A series is
    told by its codes ('' for all), a new thing by `subject` and `value`, with the item that has it first. The numbers
    are those of the last counting; `gone_at` is set once the count is back within its range.
    """

    class Sort(models.TextChoices):
        ABOVE = "above", _("More than usual")
        BELOW = "below", _("Fewer than usual")
        FIRST = "first", _("Never seen before")

    uid = models.CharField(max_length=26, unique=True, default=new_uid, editable=False)
    watch = models.ForeignKey(Watch, on_delete=models.PROTECT, related_name="signals")
    sort = models.CharField(_("what"), max_length=8, choices=Sort)
    month = models.CharField(_("month"), max_length=7)
    until = models.PositiveSmallIntegerField(default=0)
    occurrence_kind = code(_("kind of occurrence"))
    kind = code(_("kind"))
    directorate = code(_("directorate"))
    municipality = code(_("municipality"))
    context = code(_("search context"))
    subject = models.CharField(max_length=16, blank=True, default="")
    value = models.CharField(max_length=160, blank=True, default="")
    item = models.ForeignKey("registry.Item", null=True, on_delete=models.CASCADE, related_name="+")
    count = models.PositiveIntegerField()
    expected = models.FloatField(null=True)
    low = models.PositiveIntegerField(null=True)
    high = models.PositiveIntegerField(null=True)
    chance = models.FloatField(null=True)
    also = models.JSONField(default=list)
    found_at = models.DateTimeField()
    counted_at = models.DateTimeField()
    gone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-month", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=[
                    "watch", "sort", "month", "occurrence_kind", "kind", "directorate", "municipality",
                    "context", "subject", "value",
                ],
                name="signal_is_unique",
            ),
            models.CheckConstraint(
                condition=models.Q(sort="first", item__isnull=False, expected__isnull=True)
                | models.Q(~models.Q(sort="first"), item__isnull=True, expected__isnull=False),
                name="signal_is_a_count_or_a_first_sighting",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.sort} {self.month}"


class Verdict(models.Model):
    """What a person made of a signal, with the count that he saw. The newest stands; those before it are kept."""

    class Word(models.TextChoices):
        REAL = "real", _("Real")
        NOISE = "noise", _("Noise")
        KNOWN = "known", _("Known already")
        FOLLOW_UP = "follow_up", _("Follow up")

    signal = models.ForeignKey(Signal, on_delete=models.CASCADE, related_name="verdicts")
    word = models.CharField(_("verdict"), max_length=12, choices=Word)
    reason = models.TextField(_("reason"))
    count = models.PositiveIntegerField()
    at = models.DateTimeField()
    by = models.CharField(max_length=40)

    class Meta:
        ordering = ["-id"]
        constraints = [models.CheckConstraint(condition=~models.Q(reason=""), name="verdict_has_a_reason")]

    def __str__(self) -> str:
        return self.word
