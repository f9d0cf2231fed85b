"""A gun that nobody has, inferred from what it fired: the leads that join its incidents, and the item that was said to be it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from headstamp.forensics.models.ballistics import Lead
from headstamp.kernel.ids import new_uid
from headstamp.registry.models.columns import code


class InferredGun(models.Model):
    """Its name is no key: one law for all names would tell who may not know of a gun that there is one called so."""

    uid = models.CharField(max_length=26, unique=True, default=new_uid, editable=False)
    jurisdiction = models.CharField(_("jurisdiction"), max_length=16)
    name = models.CharField(_("name"), max_length=80)
    calibre_code = code(_("calibre"))
    note = models.CharField(_("note"), max_length=300, blank=True, default="")
    inferred_by = models.CharField(max_length=40)
    inferred_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["jurisdiction", "name"], name="inferred_gun_by_name")]


class GunLead(models.Model):
    """A lead that joins two incidents by this gun. It is taken out with a reason and stays in the past."""

    gun = models.ForeignKey(InferredGun, on_delete=models.PROTECT, related_name="joined", db_index=False)
    lead = models.ForeignKey(Lead, on_delete=models.PROTECT, related_name="guns", db_index=False)
    joined_by = models.CharField(max_length=40)
    joined_at = models.DateTimeField()
    parted_by = models.CharField(max_length=40, blank=True, default="")
    parted_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["lead"], condition=Q(parted_at__isnull=True), name="lead_joins_one_gun"
            ),
            models.CheckConstraint(
                condition=Q(parted_at__isnull=True, parted_by="", reason="")
                | Q(~Q(parted_by=""), ~Q(reason=""), parted_at__isnull=False),
                name="parted_lead_says_why",
            ),
        ]
        indexes = [models.Index(fields=["gun", "id"], name="lead_of_gun")]


class Recovery(models.Model):
    """Which recovered firearm is said to be the gun; without an item: that none is, any more. The last one counts."""

    gun = models.ForeignKey(InferredGun, on_delete=models.PROTECT, related_name="recoveries", db_index=False)
    item = models.ForeignKey(
        "registry.Item", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    laboratory = models.CharField(_("laboratory"), max_length=160)
    basis = models.CharField(_("what it rests on"), max_length=300)
    on = models.DateField(_("day"))
    by = models.CharField(max_length=40)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(laboratory="") & ~Q(basis=""), name="recovery_names_laboratory_and_basis"
            ),
        ]
        indexes = [models.Index(fields=["gun", "-id"], name="recovery_of_gun")]
