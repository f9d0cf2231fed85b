"""Boards that people compose of measures, their delivery on schedule, and everybody's inbox."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from headstamp.kernel.ids import new_uid


class Sharing(models.TextChoices):
    OWN = "own", _("Only me")
    UNIT = "unit", _("My unit")
    JURISDICTION = "jurisdiction", _("My jurisdiction")


class Rhythm(models.TextChoices):
    DAY = "day", _("Every morning")
    WEEK = "week", _("Every Monday morning")
    MONTH = "month", _("On the first of every month")


class Board(models.Model):
    """A composition of measures under one filter (`asked`, as in a dashboard's address). What is shared is the composition: figures are counted for whoever looks."""

    uid = models.CharField(max_length=26, unique=True, default=new_uid, editable=False)
    title = models.CharField(_("title"), max_length=120)
    owner = models.CharField(max_length=40)
    unit = models.ForeignKey("accounts.Unit", on_delete=models.PROTECT, related_name="+")
    jurisdiction = models.CharField(_("jurisdiction"), max_length=16)
    sharing = models.CharField(_("shared with"), max_length=12, choices=Sharing, default=Sharing.OWN)
    asked = models.JSONField(_("filter"), default=dict, blank=True)
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.title


class Panel(models.Model):
    """One figure of a board: over the years or months, or a year's split by a column."""

    board = models.ForeignKey(Board, on_delete=models.CASCADE, related_name="panels")
    position = models.PositiveSmallIntegerField(_("position"))
    measure = models.CharField(_("figure"), max_length=80)
    every = models.CharField(_("period"), max_length=10, default="year")
    by = models.CharField(_("split by"), max_length=40, blank=True, default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["board", "position"], name="panel_has_its_place")]
        ordering = ["position"]


class Delivery(models.Model):
    """A board that comes into somebody's inbox in a rhythm, counted for that person."""

    board = models.ForeignKey(Board, on_delete=models.CASCADE, related_name="deliveries")
    account = models.CharField(max_length=40)
    rhythm = models.CharField(_("how often"), max_length=8, choices=Rhythm)
    next_at = models.DateTimeField(_("next"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["board", "account"], name="board_comes_once")]


class InboxItem(models.Model):
    """A paper for one account. Its content is in the file store; only this row gives access."""

    uid = models.CharField(max_length=26, unique=True, default=new_uid, editable=False)
    account = models.CharField(max_length=40, db_index=True)
    title = models.CharField(_("title"), max_length=200)
    made_at = models.DateTimeField(_("made"))
    read_at = models.DateTimeField(_("read"), null=True, blank=True)
    media_type = models.CharField(max_length=80)
    sha256 = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(read_at__isnull=True) | Q(read_at__gte=models.F("made_at")),
                name="paper_is_read_after_it_is_made",
            )
        ]

    def __str__(self) -> str:
        return self.title
