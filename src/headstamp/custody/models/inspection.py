"""Inspections of a store against a checklist, with what was found and what came of it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from headstamp.custody.models.store import Store
from headstamp.kernel.ids import new_uid
from headstamp.registry.models.columns import code


class Inspection(models.Model):
    """One inspection, never changed. `meets` is worked out from the answers: no required point was answered with no."""

    uid = models.CharField(max_length=26, unique=True, default=new_uid, editable=False)
    store = models.ForeignKey(Store, on_delete=models.PROTECT, related_name="inspections", db_index=False)
    inspected_on = models.DateField(_("inspected on"))
    inspectors = models.CharField(_("inspectors"), max_length=200)
    standard = models.CharField(_("standard"), max_length=200)
    meets = models.BooleanField(_("meets the standard"))
    next_on = models.DateField(_("next inspection by"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=500, blank=True, default="")
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(inspectors="") & ~Q(standard=""), name="inspection_says_who_and_by_what"
            ),
            models.CheckConstraint(
                condition=Q(next_on__isnull=True) | Q(next_on__gt=models.F("inspected_on")),
                name="next_inspection_is_later",
            ),
        ]
        indexes = [models.Index(fields=["store", "-inspected_on", "-id"], name="inspection_of_store")]

    def __str__(self) -> str:
        return self.uid


class Answer(models.Model):
    """What was seen at one point of the checklist. A “no” is a finding: what, by when it is to be mended, and when it was."""

    class Word(models.TextChoices):
        YES = "yes", _("Yes")
        NO = "no", _("No")
        NOT_APPLICABLE = "na", _("Does not apply")

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="answers")
    point = code(_("point of the checklist"))
    is_required = models.BooleanField()
    word = models.CharField(_("answer"), max_length=3, choices=Word)
    finding = models.CharField(_("finding"), max_length=300, blank=True, default="")
    due_on = models.DateField(_("to be mended by"), null=True, blank=True)
    mended_on = models.DateField(_("mended on"), null=True, blank=True)
    mended_how = models.CharField(_("how it was mended"), max_length=300, blank=True, default="")
    mended_by = models.CharField(max_length=40, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["inspection", "point"], name="point_is_answered_once"),
            models.CheckConstraint(condition=Q(word__in=["yes", "no", "na"]), name="answer_is_known"),
            models.CheckConstraint(condition=~Q(word="no") | ~Q(finding=""), name="no_says_what_was_found"),
            models.CheckConstraint(
                condition=Q(mended_on__isnull=True) | (Q(word="no") & ~Q(mended_how="") & ~Q(mended_by="")),
                name="mended_says_how_and_who",
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_on", "id"], condition=Q(word="no", mended_on__isnull=True), name="finding_open"
            )
        ]

    def __str__(self) -> str:
        return self.point
