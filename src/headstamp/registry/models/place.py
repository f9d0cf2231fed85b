"""Places that an office names itself: addresses, fields, stores; with how precisely they are known."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from headstamp.registry.models.columns import code


class Precision(models.TextChoices):
    EXACT = "exact", _("Exact point")
    STREET = "street", _("Street")
    SETTLEMENT = "settlement", _("Settlement")
    MUNICIPALITY = "municipality", _("Municipality")
    DIRECTORATE = "directorate", _("Directorate or region")
    JURISDICTION = "jurisdiction", _("Jurisdiction")
    UNKNOWN = "unknown", _("Unknown")


class Place(models.Model):
    """Where something happened. Coordinates are degrees WGS 84 and mean no more than `precision` says."""

    text = models.CharField(_("place in words"), max_length=300, blank=True, default="")
    settlement = code(_("settlement"))
    municipality = code(_("municipality"), db_index=True)
    crossing = code(_("border crossing"))
    jurisdiction = models.CharField(_("jurisdiction"), max_length=16)
    kind = code(_("kind of place"))
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)
    precision = models.CharField(_("precision"), max_length=16, choices=Precision, default=Precision.UNKNOWN)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(latitude__isnull=True, longitude__isnull=True)
                | models.Q(latitude__gte=-90, latitude__lte=90, longitude__gte=-180, longitude__lte=180),
                name="place_is_on_earth",
            )
        ]

    def __str__(self) -> str:
        return self.text
