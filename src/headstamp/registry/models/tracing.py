"""What tracing found of an item: one line for each item, which the request desk keeps up to date."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from headstamp.registry.facts import ESTABLISHED
from headstamp.registry.models.columns import code, is_partial_date, partial_date
from headstamp.registry.models.item import Item


class Tracing(models.Model):
    """Where and when it left legal hands stands only beside a result that establishes it."""

    item = models.OneToOneField(Item, on_delete=models.CASCADE, related_name="tracing")
    result = code(_("result of tracing"), blank=False)
    diverted_in = code(_("left legal hands in"))
    diverted_on = partial_date(_("left legal hands on"))
    left_by = code(_("how it left legal hands"))
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=is_partial_date("diverted_on"), name="diverted_on_is_partial_date"
            ),
            models.CheckConstraint(
                condition=Q(result__in=ESTABLISHED) | Q(diverted_in="", diverted_on=""),
                name="diversion_is_established_where_it_is_said",
            ),
        ]
