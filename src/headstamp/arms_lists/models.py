"""A copy of a list that another body keeps, and the arms on it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from headstamp.kernel.ids import new_uid


class Kind(models.TextChoices):
    STOLEN = "stolen", _("Lost and stolen arms")
    CIVIL = "civil", _("Civil registry")


class ArmsList(models.Model):
    """One copy, as one file had it. The latest of a unit's register is in use; taking in a newer one puts it aside."""

    uid = models.CharField(max_length=26, unique=True, default=new_uid, editable=False)
    kind = models.CharField(_("kind of list"), max_length=10, choices=Kind)
    source = models.OneToOneField("registry.Source", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("accounts.Unit", on_delete=models.PROTECT, related_name="+")
    register = models.CharField(_("register"), max_length=80)
    jurisdiction = models.CharField(_("jurisdiction"), max_length=16)
    taken_at = models.DateTimeField(_("taken in"))
    arms = models.PositiveIntegerField(_("arms"), default=0)
    is_in_use = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "register"], condition=Q(is_in_use=True), name="one_copy_of_a_list_is_in_use"
            ),
            models.CheckConstraint(condition=Q(kind__in=["stolen", "civil"]), name="kind_of_list_is_known"),
        ]
        indexes = [models.Index(fields=["jurisdiction", "is_in_use"], name="lists_of_a_jurisdiction")]

    def __str__(self) -> str:
        return self.register


class ListedArm(models.Model):
    """One row of a copy. `holder` names who holds it or lost it; `event_on` is when it was lost, or registered.

    `key` and `ordinal` tell the row from others of the file, so that taking it in again after a stop changes nothing.
    """

    arms_list = models.ForeignKey(ArmsList, on_delete=models.CASCADE, related_name="arms_on_it")
    key = models.CharField(max_length=200)
    ordinal = models.PositiveIntegerField(default=1)
    sheet = models.CharField(max_length=120, blank=True, default="")
    row = models.PositiveIntegerField(_("row of the file"))
    number = models.CharField(_("number as listed"), max_length=120)
    make = models.CharField(_("make"), max_length=120, blank=True, default="")
    model = models.CharField(_("model"), max_length=120, blank=True, default="")
    calibre = models.CharField(_("calibre"), max_length=80, blank=True, default="")
    kind = models.CharField(_("kind in words"), max_length=120, blank=True, default="")
    status = models.CharField(_("status"), max_length=120, blank=True, default="")
    reference = models.CharField(_("reference"), max_length=120, blank=True, default="")
    event_on = models.CharField(_("date"), max_length=10, blank=True, default="")
    holder = models.CharField(_("holder"), max_length=200, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["arms_list", "key", "ordinal"], name="row_is_on_a_list_once"),
            models.CheckConstraint(condition=~Q(number=""), name="listed_arm_has_a_number"),
        ]

    def __str__(self) -> str:
        return self.number
