"""Stores, their rooms, and the places in a room: a shelf, a cabinet, a safe."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from headstamp.custody.labels import new_code
from headstamp.registry.models.columns import Recorded


class Owner(models.TextChoices):
    """Whose the store is."""

    POLICE = "police", _("Police")
    CUSTOMS = "customs", _("Customs")
    COURT = "court", _("Court or prosecution")
    LABORATORY = "laboratory", _("Laboratory")
    ARMY = "army", _("Armed forces")
    OTHER = "other", _("Other")


class Store(Recorded):
    """A building or a part of one that a unit keeps. Its keepers are the people of the unit with that right."""

    unit = models.ForeignKey("accounts.Unit", on_delete=models.PROTECT, related_name="+")
    jurisdiction = models.CharField(_("jurisdiction"), max_length=16)
    name = models.CharField(_("name"), max_length=120)
    owner = models.CharField(_("owner"), max_length=12, choices=Owner, default=Owner.POLICE)
    standard = models.CharField(_("standard it is kept to"), max_length=200, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction", "name"],
                condition=Q(deleted_at__isnull=True),
                name="store_name_is_unique",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Room(models.Model):
    """A room or magazine of a store: what may not lie together may not lie in one room."""

    store = models.ForeignKey(Store, on_delete=models.PROTECT, related_name="rooms")
    name = models.CharField(_("name"), max_length=80)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["store", "name"], name="room_name_is_unique")]

    def __str__(self) -> str:
        return self.name


class Place(models.Model):
    """Where a parcel lies. `capacity` is how many parcels it takes (empty: not said); a full place is shown, not refused."""

    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="places")
    code = models.CharField(_("label"), max_length=12, unique=True, default=new_code, editable=False)
    name = models.CharField(_("name"), max_length=80)
    capacity = models.PositiveIntegerField(_("capacity (parcels)"), null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["room", "name"], name="place_name_is_unique"),
            models.CheckConstraint(
                condition=Q(capacity__isnull=True) | Q(capacity__gt=0), name="place_takes_something"
            ),
        ]

    def __str__(self) -> str:
        return self.name
