"""Columns that several tables share: partial dates, codes, rights, traces of who and when."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Length
from django.db.models.lookups import In
from django.utils.translation import gettext_lazy as _

from headstamp.kernel.ids import new_uid
from headstamp.kernel.values import PartialDate


class Visibility(models.TextChoices):
    UNIT = "unit", _("Own unit")
    JURISDICTION = "jurisdiction", _("Own jurisdiction")
    RESTRICTED = "restricted", _("Need to know")


class Status(models.TextChoices):
    ENTERED = "entered", _("Entered")
    CHECKED = "checked", _("Checked")
    LOCKED = "locked", _("Locked")


def _check_partial_date(text: str) -> None:
    try:
        PartialDate.parse(text)
    except ValueError:
        raise ValidationError(_("Write a date as YYYY-MM-DD, YYYY-MM or YYYY.")) from None


def partial_date(name: Any, **options: Any) -> "models.CharField[str, str]":
    """A column for a date that may be a month or a year only, as ISO text ('' for unknown)."""
    merged: dict[str, Any] = {"blank": True, "default": ""} | options
    return models.CharField(name, max_length=10, validators=[_check_partial_date], **merged)


def is_partial_date(column: str) -> In:
    """The law for such a column: nothing, a year, a month or a day."""
    return In(Length(models.F(column)), [0, 4, 7, 10])


def code(name: Any, **options: Any) -> "models.CharField[str, str]":
    """A column that holds a vocabulary code ('' for not said)."""
    merged: dict[str, Any] = {"blank": True, "default": "", "max_length": 48} | options
    return models.CharField(name, **merged)


class Recorded(models.Model):
    """Who made the row and when, how often it changed, and whether it was deleted (which can be undone)."""

    uid = models.CharField(max_length=26, unique=True, default=new_uid, editable=False)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    created_by = models.CharField(max_length=40)
    changed_at = models.DateTimeField()
    changed_by = models.CharField(max_length=40)
    deleted_at = models.DateTimeField(null=True, blank=True)
    deleted_by = models.CharField(max_length=40, blank=True, default="")
    deleted_reason = models.TextField(blank=True, default="")

    class Meta:
        abstract = True


class Owned(models.Model):
    """Whose the record is and who may see it; restricted records name a circle."""

    unit = models.ForeignKey("accounts.Unit", on_delete=models.PROTECT, related_name="+", db_index=False)
    jurisdiction = models.CharField(_("jurisdiction"), max_length=16)
    visibility = models.CharField(
        _("visibility"), max_length=12, choices=Visibility, default=Visibility.JURISDICTION
    )
    circle = models.ForeignKey(
        "registry.Circle", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        abstract = True


class Approved(models.Model):
    """Entered by one person, checked by a second one, locked against changes; figures that are frozen count checked ones."""

    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.ENTERED)
    checked_by = models.CharField(max_length=40, blank=True, default="")
    checked_at = models.DateTimeField(null=True, blank=True)
    locked_by = models.CharField(max_length=40, blank=True, default="")
    locked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True


def checked_by_a_second_person(table: str) -> models.CheckConstraint:
    """Law: a record is checked exactly when it names who checked it, and that is not who entered it."""
    entered = models.Q(status=Status.ENTERED)
    second = ~models.Q(checked_by="") & ~models.Q(checked_by=models.F("created_by"))
    return models.CheckConstraint(
        condition=models.Q(status=Status.ENTERED, checked_by="") | models.Q(~entered & second),
        name=f"{table}_is_checked_by_a_second_person",
    )


def restricted_names_a_circle(table: str) -> models.CheckConstraint:
    """Law: a record is restricted exactly when it names a circle."""
    restricted = models.Q(visibility=Visibility.RESTRICTED)
    return models.CheckConstraint(
        condition=models.Q(restricted, circle__isnull=False) | models.Q(~restricted, circle__isnull=True),
        name=f"{table}_restricted_names_a_circle",
    )


def where_said(column: str, table: str) -> models.Index:
    """An index on a reference that most rows lack. Rows without it are left out: their one key would mislead a planner."""
    return models.Index(
        fields=[column], condition=models.Q(**{f"{column}__isnull": False}), name=f"{table}_on_{column}"
    )
