"""The ledger: the balance of each item, and every movement of its parcels in one hash-chained row of lines."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from headstamp.custody.models.parcel import Parcel
from headstamp.custody.models.store import Place
from headstamp.custody.states import ENTERING, LEAVING, OF_TWO, STAYING

_ENTERING, _STAYING, _LEAVING, _OF_TWO = (
    sorted(act.value for act in acts) for acts in (ENTERING, STAYING, LEAVING, OF_TWO)
)


class Balance(models.Model):
    """What was received of an item, what is held and what has left, in thousandths of its unit.

    It is locked before anything of the item moves, so that lines are numbered without gaps.
    """

    item = models.OneToOneField("registry.Item", primary_key=True, on_delete=models.PROTECT, related_name="+")
    unit = models.CharField(_("unit"), max_length=8)
    received = models.BigIntegerField(default=0)
    held = models.BigIntegerField(default=0)
    left = models.BigIntegerField(default=0)
    lines = models.PositiveIntegerField(default=0)
    last_hash = models.CharField(max_length=64, blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(received=F("held") + F("left")), name="balance_received_is_held_and_left"
            ),
            models.CheckConstraint(
                condition=Q(held__gte=0, left__gte=0), name="balance_is_never_below_nought"
            ),
        ]


class Movement(models.Model):
    """One line: what happened to one parcel, between whom. It is never changed and never removed.

    Either side is an account or a named body. The hash is over the line as `verify_chain.py` reads it, and over the
    hash of the item's line before.
    """

    item = models.ForeignKey("registry.Item", on_delete=models.PROTECT, related_name="+", db_index=False)
    number = models.PositiveIntegerField()
    parcel = models.ForeignKey(Parcel, on_delete=models.PROTECT, related_name="movements", db_index=False)
    act = models.CharField(_("what happened"), max_length=16)
    at = models.DateTimeField(_("when"))
    by = models.CharField(max_length=40)
    thousandths = models.BigIntegerField()
    before = models.BigIntegerField()
    after = models.BigIntegerField()
    unit = models.CharField(_("unit"), max_length=8)
    from_place = models.ForeignKey(
        Place, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    to_place = models.ForeignKey(
        Place, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    given_by = models.CharField(max_length=40, blank=True, default="")
    given_name = models.CharField(_("given by"), max_length=160, blank=True, default="")
    taken_by = models.CharField(max_length=40, blank=True, default="")
    taken_name = models.CharField(_("taken by"), max_length=160, blank=True, default="")
    seal = models.CharField(_("seal"), max_length=60, blank=True, default="")
    seal_before = models.CharField(_("seal before"), max_length=60, blank=True, default="")
    condition = models.CharField(_("condition"), max_length=200, blank=True, default="")
    reason = models.CharField(_("reason"), max_length=300, blank=True, default="")
    reference = models.CharField(_("certificate or document"), max_length=120, blank=True, default="")
    method = models.CharField(_("method"), max_length=120, blank=True, default="")
    witnesses = models.CharField(_("witnesses"), max_length=300, blank=True, default="")
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "number"], name="movement_is_numbered_once"),
            models.CheckConstraint(
                condition=Q(thousandths__gt=0, before__gte=0, after__gte=0), name="movement_moves_something"
            ),
            models.CheckConstraint(
                condition=Q(act__in=_ENTERING, after=F("before") + F("thousandths"))
                | Q(act__in=_STAYING, after=F("before"), thousandths=F("before"))
                | Q(act__in=_LEAVING, after=F("before") - F("thousandths")),
                name="movement_conserves_the_amount",
            ),
            models.CheckConstraint(
                condition=(~Q(given_by="") | ~Q(given_name="")) & (~Q(taken_by="") | ~Q(taken_name="")),
                name="movement_names_two_sides",
            ),
            models.CheckConstraint(
                condition=~Q(act__in=_OF_TWO) | Q(given_by="") | ~Q(given_by=F("taken_by")),
                name="handover_is_between_two",
            ),
            models.CheckConstraint(
                condition=~Q(act="destroyed") | (~Q(reference="") & ~Q(method="") & ~Q(witnesses="")),
                name="destruction_has_its_certificate",
            ),
        ]
        indexes = [
            models.Index(fields=["parcel", "id"], name="movement_of_parcel"),
            models.Index(fields=["act", "at", "id"], condition=Q(act__in=_LEAVING), name="movement_away"),
        ]
