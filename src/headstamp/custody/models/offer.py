"""A hand-over that one person offers and another one has yet to accept: nothing moves before that."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from headstamp.custody.models.parcel import Parcel
from headstamp.custody.models.store import Store
from headstamp.kernel.ids import new_uid


class OfferState(models.TextChoices):
    OPEN = "open", _("Waits")
    ACCEPTED = "accepted", _("Accepted")
    REFUSED = "refused", _("Refused")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Offer(models.Model):
    """Made to one account, or to the keepers of a store. While it is open, nothing else happens to the parcel."""

    uid = models.CharField(max_length=26, unique=True, default=new_uid, editable=False)
    parcel = models.ForeignKey(Parcel, on_delete=models.PROTECT, related_name="offers", db_index=False)
    act = models.CharField(_("what is to happen"), max_length=16)
    state = models.CharField(_("state"), max_length=10, choices=OfferState, default=OfferState.OPEN)
    to_account = models.CharField(max_length=40, blank=True, default="")
    to_store = models.ForeignKey(
        Store, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    due_on = models.DateField(_("due back"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True, default="")
    reference = models.CharField(_("certificate or document"), max_length=120, blank=True, default="")
    method = models.CharField(_("method"), max_length=120, blank=True, default="")
    witnesses = models.CharField(_("witnesses"), max_length=300, blank=True, default="")
    offered_by = models.CharField(max_length=40)
    offered_at = models.DateTimeField(_("offered"))
    answered_by = models.CharField(max_length=40, blank=True, default="")
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    answer = models.CharField(_("answer"), max_length=300, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["parcel"], condition=Q(state="open"), name="parcel_is_offered_once"
            ),
            models.CheckConstraint(
                condition=Q(to_account="", to_store__isnull=False)
                | (~Q(to_account="") & Q(to_store__isnull=True)),
                name="offer_names_whom",
            ),
            models.CheckConstraint(
                condition=~Q(state="accepted") | (~Q(answered_by="") & ~Q(answered_by=F("offered_by"))),
                name="offer_is_accepted_by_another",
            ),
        ]
        indexes = [
            models.Index(fields=["to_account"], condition=Q(state="open"), name="offer_to_account"),
            models.Index(fields=["to_store"], condition=Q(state="open"), name="offer_to_store"),
            models.Index(fields=["parcel", "id"], name="offer_of_parcel"),
        ]
