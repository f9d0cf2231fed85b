"""Items: firearms, components, ammunition, explosives and what is found with them; their marks and legal status."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from headstamp.registry.models.columns import (
    Owned,
    Recorded,
    Status,
    Visibility,
    code,
    is_partial_date,
    partial_date,
    restricted_names_a_circle,
)


class ItemClass(models.TextChoices):
    FIREARM = "firearm", _("Firearm")
    COMPONENT = "component", _("Component")
    AMMUNITION = "ammunition", _("Ammunition")
    EXPLOSIVE = "explosive", _("Explosive")
    PRECURSOR = "precursor", _("Precursor")
    PYROTECHNIC = "pyrotechnic", _("Pyrotechnic")
    OTHER = "other", _("Other")


_ASKED = {
    "make": "make_code",
    "calibre": "calibre_code",
    "municipality": "municipality",
    "context": "context",
    "unit": "unit",
    "origin": "origin",
    "destination": "destination",
}
_RIGHTS = ("jurisdiction", "visibility", "unit", "circle", "deleted_at", "source")
_ASKED_OF_MOST_LISTS = (
    *_RIGHTS,
    "item_class",
    "kind",
    "municipality",
    "context",
    "occurrence_kind",
    "legal_status",
    "status",
    "has_serial",
    "converted_from",
)


class Item(Recorded, Owned):
    """One thing or one lot of like things. Class firearm includes converted and craft-made, not alarm, gas, air,
    deactivated or imitation (class other).

    The block "of its occurrence" repeats columns of the occurrence so that a list of a million items filters
    by one index; actions keep it equal and `headstamp doctor` proves it.
    """

    occurrence = models.ForeignKey("registry.Occurrence", on_delete=models.PROTECT, related_name="items")
    source = models.ForeignKey("registry.Source", on_delete=models.PROTECT, related_name="items")
    position = models.PositiveIntegerField(_("number in the record"), default=1)
    item_class = models.CharField(_("class"), max_length=12, choices=ItemClass)
    kind = code(_("kind"), blank=False)
    quantity = models.DecimalField(_("quantity"), max_digits=14, decimal_places=3, default=1)
    quantity_unit = models.CharField(_("unit"), max_length=8, default="pieces")
    make = models.CharField(_("make"), max_length=120, blank=True, default="")
    make_code = code(_("make (list)"))
    model = models.CharField(_("model"), max_length=120, blank=True, default="")
    calibre = models.CharField(_("calibre"), max_length=80, blank=True, default="")
    calibre_code = code(_("calibre (list)"))
    country_of_manufacture = code(_("country of manufacture"))
    year_of_manufacture = models.PositiveSmallIntegerField(_("year of manufacture"), null=True, blank=True)
    action = code(_("action"))
    barrel_mm = models.PositiveIntegerField(_("barrel length (mm)"), null=True, blank=True)
    overall_mm = models.PositiveIntegerField(_("overall length (mm)"), null=True, blank=True)
    capacity = models.PositiveIntegerField(_("capacity (rounds)"), null=True, blank=True)
    converted_from = code(_("converted from"))
    is_craft_made = models.BooleanField(_("craft-made"), default=False)
    is_printed = models.BooleanField(_("3D-printed"), default=False)
    is_reactivated = models.BooleanField(_("reactivated"), default=False)
    national_category = code(_("national category"))
    eu_category = code(_("EU category"))
    eu_category_by = models.CharField(max_length=40, blank=True, default="")
    origin = code(_("origin"))
    dispatch = code(_("dispatched from"))
    transit = models.CharField(_("transit"), max_length=120, blank=True, default="")
    destination = code(_("destination"))
    legal_status = code(_("legal status"))
    legal_status_on = partial_date(_("since"))
    description = models.TextField(_("description"), blank=True, default="")
    has_serial = models.BooleanField(default=False)

    occurrence_kind = code(_("kind of occurrence"))
    occurred_on = partial_date(_("date"))
    municipality = code(_("municipality"))
    context = code(_("search context"))
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.ENTERED)

    class Meta:
        constraints = [
            restricted_names_a_circle("item"),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="item_quantity_is_positive"),
            models.CheckConstraint(
                condition=Q(quantity_unit__in=["pieces", "rounds", "kg", "m", "l"]), name="item_unit_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(item_class__in=["firearm", "component"]) | Q(quantity_unit="pieces"),
                name="firearms_and_components_are_pieces",
            ),
            # Cases, bullets and belts are pieces of ammunition, powder is weighed; the kind says which.
            models.CheckConstraint(
                condition=~Q(item_class="ammunition") | Q(quantity_unit__in=["rounds", "pieces", "kg"]),
                name="ammunition_is_counted_or_weighed",
            ),
            models.CheckConstraint(
                condition=Q(year_of_manufacture__isnull=True)
                | Q(year_of_manufacture__gte=1500, year_of_manufacture__lte=2100),
                name="item_year_is_possible",
            ),
            models.CheckConstraint(
                condition=is_partial_date("legal_status_on"), name="item_status_date_is_partial_date"
            ),
        ]
        # A list is in order of date, so each filter's index has it next. The wide ones answer alone what rights and
        # most filters ask, so that counting need not look each row up.
        indexes = [
            models.Index(
                fields=["occurred_on", "id", *_ASKED_OF_MOST_LISTS, "occurrence"], name="item_by_date"
            ),
            models.Index(
                fields=["kind", "occurred_on", "id", *_RIGHTS, "municipality", "context"], name="item_by_kind"
            ),
            models.Index(
                fields=["item_class", "occurred_on", "id", *_RIGHTS, "municipality", "status", "has_serial"],
                name="item_by_class",
            ),
            *(
                models.Index(fields=[column, "occurred_on", "id"], name=f"item_by_{name}")
                for name, column in _ASKED.items()
            ),
            # What few rows have is found by an index of those few, which costs nothing to the others when written.
            *(
                models.Index(
                    fields=["occurred_on", "id", *_RIGHTS, *also], condition=few, name=f"item_{name}"
                )
                for name, few, also in (
                    (
                        "converted",
                        ~Q(converted_from="") | Q(kind="converted"),
                        ["converted_from", "kind", "municipality"],
                    ),
                    ("restricted", Q(visibility=Visibility.RESTRICTED), []),
                    ("locked", Q(status=Status.LOCKED), ["item_class"]),
                )
            ),
            models.Index(
                fields=[
                    "legal_status",
                    "occurred_on",
                    "id",
                    *_RIGHTS,
                    "item_class",
                    "kind",
                    "make_code",
                    "municipality",
                ],
                condition=~Q(legal_status="") & ~Q(legal_status="seized"),
                name="item_after_seizure",
            ),
        ]


class LegalStatus(models.Model):
    """A dated change of what the item legally is: seized is not confiscated, which a decision makes it.

    With a `quantity`, in the item's unit, it is said of so much of it; each such part counts by itself.
    """

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="legal_statuses")
    status = code(_("legal status"), blank=False)
    since = partial_date(_("since"))
    decision = models.CharField(_("decision"), max_length=200, blank=True, default="")
    quantity = models.DecimalField(_("quantity"), max_digits=14, decimal_places=3, null=True, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=is_partial_date("since"), name="status_date_is_partial_date"),
            models.CheckConstraint(
                condition=Q(quantity__isnull=True) | Q(quantity__gt=0), name="status_is_of_something"
            ),
            models.CheckConstraint(
                condition=~Q(status="confiscated") | ~Q(decision=""), name="confiscation_names_its_decision"
            ),
        ]


class Mark(models.Model):
    """A number, stamp or proof on a part, as it was read, with its state. `folded` is its search key."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="marks")
    kind = code(_("kind of mark"), default="serial")
    part = code(_("part"))
    as_read = models.CharField(_("as read"), max_length=120, blank=True, default="")
    folded = models.CharField(max_length=120, blank=True, default="", db_index=True)
    state = code(_("state"), default="clear")
    notes = models.CharField(_("notes"), max_length=300, blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=["absent", "not_looked_for"]) | Q(as_read=""),
                name="absent_mark_reads_nothing",
            ),
            # A partial mark may be there and yet read nothing.
            models.CheckConstraint(
                condition=~Q(state__in=["clear", "restored"]) | ~Q(as_read=""),
                name="read_mark_reads_something",
            ),
        ]
