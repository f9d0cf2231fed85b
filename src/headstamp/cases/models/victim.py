"""Victims and their referrals to assistance: a circle of its own. Nothing here leads to a case, and no case leads here."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from headstamp.cases.states import REFERRAL_STATES
from headstamp.kernel.ids import new_uid
from headstamp.registry.models.columns import code, is_partial_date, partial_date


class VictimFile(models.Model):
    """One person whom a unit helps. Only that unit's people with the right may know of it."""

    uid = models.CharField(max_length=26, unique=True, default=new_uid, editable=False)
    unit = models.ForeignKey("accounts.Unit", on_delete=models.PROTECT, related_name="+")
    jurisdiction = models.CharField(_("jurisdiction"), max_length=16)
    called = models.CharField(_("how the file calls the victim"), max_length=120)
    sex = code(_("sex"))
    age_group = code(_("age group"))
    person = models.ForeignKey(
        "registry.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    occurrence = models.ForeignKey(
        "registry.Occurrence", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    opened_on = partial_date(_("opened"))
    note = models.TextField(_("note"), max_length=2000, blank=True, default="")
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(called=""), name="victim_file_is_called_something"),
            models.CheckConstraint(
                condition=is_partial_date("opened_on"), name="victim_file_date_is_partial_date"
            ),
        ]
        indexes = [models.Index(fields=["unit", "-id"], name="victims_of_unit")]


class Referral(models.Model):
    """A need of a victim and the service that can meet it. Nothing is told to a service before the victim agrees."""

    uid = models.CharField(max_length=26, unique=True, default=new_uid, editable=False)
    victim = models.ForeignKey(VictimFile, on_delete=models.PROTECT, related_name="referrals")
    need = code(_("need"), blank=False)
    service = code(_("service"), blank=False)
    provider = models.CharField(_("which one"), max_length=160, blank=True, default="")
    state = models.CharField(_("state"), max_length=12)
    agreed_on = partial_date(_("agreed on"))
    agreed_by = models.CharField(_("who agreed"), max_length=120, blank=True, default="")
    note = models.CharField(_("note"), max_length=500, blank=True, default="")
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=list(REFERRAL_STATES)), name="referral_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["noted", "declined"]) | ~Q(agreed_by=""),
                name="referral_rests_on_consent",
            ),
            models.CheckConstraint(
                condition=is_partial_date("agreed_on"), name="referral_consent_is_partial_date"
            ),
        ]


class ReferralChange(models.Model):
    """One step of a referral."""

    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="changes")
    act = models.CharField(max_length=12)
    state = models.CharField(max_length=12)
    on = partial_date(_("on"))
    note = models.CharField(_("note"), max_length=500, blank=True, default="")
    at = models.DateTimeField()
    by = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=is_partial_date("on"), name="referral_change_date_is_partial_date"
            )
        ]
