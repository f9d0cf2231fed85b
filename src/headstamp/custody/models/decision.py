"""What a court or another authority decided about an item: it is the ground of its disposal."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from headstamp.kernel.ids import new_uid


class Outcome(models.TextChoices):
    DESTROY = "destroy", _("Destroy")
    RETURN = "return", _("Return to its owner")
    RETAIN = "retain", _("Retain for reference")
    TRANSFER = "transfer", _("Hand over for good to another body")


class Decision(models.Model):
    """The last one counts; earlier ones stay."""

    uid = models.CharField(max_length=26, unique=True, default=new_uid, editable=False)
    item = models.ForeignKey("registry.Item", on_delete=models.PROTECT, related_name="+", db_index=False)
    outcome = models.CharField(_("decision"), max_length=10, choices=Outcome)
    authority = models.CharField(_("court or authority"), max_length=160)
    reference = models.CharField(_("number of the decision"), max_length=120)
    decided_on = models.DateField(_("decided on"))
    note = models.CharField(_("note"), max_length=300, blank=True, default="")
    recorded_by = models.CharField(max_length=40)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(authority="") & ~Q(reference=""), name="decision_names_its_authority"
            )
        ]
        indexes = [models.Index(fields=["item", "-id"], name="decision_of_item")]
