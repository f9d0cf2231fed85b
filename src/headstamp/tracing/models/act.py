"""What was done with a request: one line for each act, in order."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from headstamp.registry.models.columns import code
from headstamp.tracing.models.request import TraceRequest


class RequestAct(models.Model):
    """`start` and `end` are states; `note` is what was written down of it."""

    request = models.ForeignKey(TraceRequest, on_delete=models.PROTECT, related_name="acts", db_index=False)
    number = models.PositiveIntegerField()
    act = code(_("act"), blank=False)
    start = code(_("from"))
    end = code(_("to"), blank=False)
    at = models.DateTimeField(_("when"))
    by = models.CharField(max_length=40)
    note = models.CharField(_("note"), max_length=300, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["request", "number"], name="act_of_request_has_its_number")
        ]
