"""What examiners found of an exhibit. Rows are only added: of examinations the last one counts, earlier ones stay."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from headstamp.forensics.models.request import Exhibit
from headstamp.registry.models.columns import code


class Found(models.Model):
    """Who found it, and when it was written down."""

    by = models.CharField(max_length=40)
    at = models.DateTimeField()

    class Meta:
        abstract = True


class Examination(Found):
    """How it works and what it is. The EU category stands in the register, where the same act confirms it."""

    exhibit = models.ForeignKey(
        Exhibit, on_delete=models.PROTECT, related_name="examinations", db_index=False
    )
    examined_on = models.DateField(_("examined on"))
    function = code(_("function"), blank=False)
    kind = code(_("kind as examined"))
    is_converted = models.BooleanField(_("converted"), null=True, blank=True)
    converted_from = code(_("converted from"))
    converted_into = code(_("converted into"))
    converted_how = models.CharField(_("how it was converted"), max_length=300, blank=True, default="")
    making = code(_("how it came to be"))
    result = models.TextField(_("result"), blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(is_converted__isnull=False, is_converted=True)
                | Q(converted_from="", converted_into="", converted_how=""),
                name="only_converted_says_from_what",
            ),
        ]
        indexes = [models.Index(fields=["exhibit", "-id"], name="examination_of_exhibit")]


class PartFound(models.Model):
    """A part that is home-made, 3D-printed, or was changed for another one."""

    examination = models.ForeignKey(
        Examination, on_delete=models.PROTECT, related_name="parts", db_index=False
    )
    part = code(_("part"), blank=False)
    making = code(_("how it came to be"), blank=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["examination", "part"], name="part_is_found_once"),
        ]


class Restoration(Found):
    """An attempt to read a number that was removed. `reading` is in the notation of `marks`: `?`, `[8B]`, `*`; '' if nothing came."""

    exhibit = models.ForeignKey(
        Exhibit, on_delete=models.PROTECT, related_name="restorations", db_index=False
    )
    tried_on = models.DateField(_("tried on"))
    part = code(_("part"))
    mark_kind = code(_("kind of mark"), default="serial")
    method = code(_("method"), blank=False)
    reading = models.CharField(_("as read"), max_length=120, blank=True, default="")
    note = models.CharField(_("note"), max_length=300, blank=True, default="")
    is_in_register = models.BooleanField(_("written into the register"), default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(is_in_register=False) | ~Q(reading=""), name="restored_mark_reads_something"
            ),
        ]
        indexes = [models.Index(fields=["exhibit", "id"], name="restoration_of_exhibit")]


class LabResult(Found):
    """What explosives or precursors were found to be, and how much of it."""

    exhibit = models.ForeignKey(Exhibit, on_delete=models.PROTECT, related_name="results", db_index=False)
    analysed_on = models.DateField(_("analysed on"))
    substance = code(_("substance"), blank=False)
    method = models.CharField(_("method"), max_length=160)
    amount = models.DecimalField(_("amount"), max_digits=14, decimal_places=3, null=True, blank=True)
    amount_unit = models.CharField(_("unit"), max_length=8, blank=True, default="")
    percent = models.DecimalField(
        _("share by weight (%)"), max_digits=6, decimal_places=3, null=True, blank=True
    )
    result = models.TextField(_("result"), blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__isnull=True, amount_unit="")
                | Q(amount__gte=0, amount_unit__in=["pieces", "kg", "m", "l"]),
                name="lab_amount_has_its_unit",
            ),
            models.CheckConstraint(
                condition=Q(percent__isnull=True) | Q(percent__gte=0, percent__lte=100),
                name="lab_share_is_possible",
            ),
        ]
        indexes = [models.Index(fields=["exhibit", "id"], name="lab_result_of_exhibit")]


class Firing(Found):
    """Rounds fired with an exhibit, and the bullets and cases collected as specimens.

    Rounds out of a parcel are taken from the store's ledger by the same act; this table keeps no balance.
    """

    exhibit = models.ForeignKey(Exhibit, on_delete=models.PROTECT, related_name="test_fires", db_index=False)
    fired_on = models.DateField(_("fired on"))
    rounds = models.PositiveIntegerField(_("rounds fired"))
    bullets = models.PositiveIntegerField(_("bullets collected"), default=0)
    cases = models.PositiveIntegerField(_("cases collected"), default=0)
    parcel = models.ForeignKey(
        "custody.Parcel", null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    ammunition = models.CharField(_("ammunition"), max_length=160, blank=True, default="")
    specimen = models.CharField(_("label of the specimens"), max_length=60, blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(rounds__gt=0, bullets__lte=F("rounds"), cases__lte=F("rounds")),
                name="test_fire_yields_no_more_than_was_fired",
            ),
        ]
        indexes = [models.Index(fields=["exhibit", "id"], name="test_fire_of_exhibit")]
