"""A stocktake: what should lie in a store or room, what was seen there, and why the two differ."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from headstamp.custody.models.parcel import Parcel
from headstamp.custody.models.store import Place, Room, Store
from headstamp.kernel.ids import new_uid


class Stocktake(models.Model):
    """Open until every difference is explained and somebody closes it; one of a store is open at a time."""

    uid = models.CharField(max_length=26, unique=True, default=new_uid, editable=False)
    store = models.ForeignKey(Store, on_delete=models.PROTECT, related_name="stocktakes")
    room = models.ForeignKey(Room, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField(_("begun"))
    begun_by = models.CharField(max_length=40)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    closed_by = models.CharField(max_length=40, blank=True, default="")
    note = models.CharField(_("note"), max_length=500, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["store"], condition=Q(closed_at__isnull=True), name="store_has_one_open_stocktake"
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, closed_by="")
                | (Q(closed_at__isnull=False) & ~Q(closed_by="")),
                name="stocktake_names_who_closed_it",
            ),
        ]

    def __str__(self) -> str:
        return self.uid


class StocktakeLine(models.Model):
    """A parcel that should lie there (`expected_at`), or was seen there although it should not (`expected_at` empty).

    `recorded_at_place` is where the ledger had it when it was seen; `difference` is settled then, or when the stocktake is closed.
    """

    class Difference(models.TextChoices):
        NONE = "none", _("As recorded")
        ELSEWHERE = "elsewhere", _("Seen at another place")
        MISSING = "missing", _("Not seen")
        LEFT = "left", _("Left meanwhile, as the ledger says")
        UNEXPECTED = "unexpected", _("Seen, but recorded elsewhere")

    stocktake = models.ForeignKey(Stocktake, on_delete=models.PROTECT, related_name="lines", db_index=False)
    parcel = models.ForeignKey(Parcel, on_delete=models.PROTECT, related_name="+")
    expected_at = models.ForeignKey(
        Place, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    seen_at = models.ForeignKey(
        Place, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    seen_on = models.DateTimeField(null=True, blank=True)
    seen_by = models.CharField(max_length=40, blank=True, default="")
    difference = models.CharField(_("difference"), max_length=10, choices=Difference, blank=True, default="")
    explanation = models.CharField(_("explanation"), max_length=300, blank=True, default="")
    explained_by = models.CharField(max_length=40, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["stocktake", "parcel"], name="parcel_is_in_a_stocktake_once"),
            models.CheckConstraint(
                condition=Q(expected_at__isnull=False) | Q(seen_at__isnull=False),
                name="stocktake_line_was_expected_or_seen",
            ),
            models.CheckConstraint(
                condition=Q(seen_at__isnull=True, seen_on__isnull=True, seen_by="")
                | (Q(seen_at__isnull=False, seen_on__isnull=False) & ~Q(seen_by="")),
                name="stocktake_line_says_who_saw_it",
            ),
            models.CheckConstraint(
                condition=Q(explanation="", explained_by="") | (~Q(explanation="") & ~Q(explained_by="")),
                name="stocktake_line_says_who_explained",
            ),
        ]
        indexes = [models.Index(fields=["stocktake", "difference", "id"], name="stocktake_by_difference")]

    def __str__(self) -> str:
        return f"{self.stocktake_id}-{self.parcel_id}"
