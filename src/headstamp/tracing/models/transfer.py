"""The chain that an answer tells: each hand that the firearm went through, and what that rests on."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from headstamp.registry.models.columns import code, is_partial_date, partial_date
from headstamp.tracing.models.request import TraceRequest


class Transfer(models.Model):
    """`holder` is a name: of a body, or of a private person, which only who may see persons is shown."""

    request = models.ForeignKey(
        TraceRequest, on_delete=models.PROTECT, related_name="transfers", db_index=False
    )
    position = models.PositiveIntegerField(_("position"))
    kind = code(_("what happened"), blank=False)
    on = partial_date(_("date"))
    jurisdiction = code(_("where"))
    holder_kind = code(_("holder"), blank=False)
    holder = models.CharField(_("name of the holder"), max_length=160, blank=True, default="")
    holder_key = models.CharField(max_length=160, blank=True, default="")
    evidence = code(_("what it rests on"), blank=False)
    reference = models.CharField(_("document"), max_length=160, blank=True, default="")
    recorded_by = models.CharField(max_length=40)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=is_partial_date("on"), name="transfer_date_is_partial_date"),
            models.UniqueConstraint(fields=["request", "position"], name="transfer_has_its_position"),
        ]
        indexes = [models.Index(fields=["kind", "holder_key", "id"], name="transfer_by_holder")]
