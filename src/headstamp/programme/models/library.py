"""The library: manuals and procedures with their files. Each is a version in one language; older ones stay."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from headstamp.registry.models.columns import Recorded, is_partial_date, partial_date


class ManualKind(models.TextChoices):
    PROCEDURE = "procedure", _("Standard operating procedure")
    MANUAL = "manual", _("Manual")
    CHECKLIST = "checklist", _("Checklist")
    TEMPLATE = "template", _("Form or template")
    TRAINING = "training", _("Training material")


class Helps(models.TextChoices):
    """Pages that a manual helps with: each names them at its head."""

    SEIZURE = "seizure", _("Enter a seizure")
    ITEM = "item", _("Items")
    CHECK = "check", _("Checks")
    OPERATION = "operation", _("Operations")
    INTAKE = "intake", _("Take in a file")
    PERSON = "person", _("People")
    MAP = "map", _("Map")
    WARNING = "warning", _("Early warning")
    PROJECT = "project", _("Projects")


class Tongue(models.TextChoices):
    """Languages of the region's offices, by their own names."""

    ENGLISH = "en", "English"
    ALBANIAN = "sq", "Shqip"
    SERBIAN_LATIN = "sr-Latn", "Srpski"
    SERBIAN = "sr-Cyrl", "Српски"
    MACEDONIAN = "mk", "Македонски"
    BOSNIAN = "bs", "Bosanski"
    MONTENEGRIN = "cnr", "Crnogorski"


class Manual(Recorded):
    """One work. `folded` is what its words are found by, in any script."""

    jurisdiction = models.CharField(_("jurisdiction"), max_length=16)
    kind = models.CharField(_("kind"), max_length=10, choices=ManualKind)
    title = models.CharField(_("title"), max_length=300)
    summary = models.TextField(_("what it is for"), blank=True, default="")
    folded = models.TextField(blank=True, default="")

    class Meta:
        indexes = [models.Index(fields=["jurisdiction", "title"], name="manual_by_title")]

    def __str__(self) -> str:
        return self.title


class ManualPage(models.Model):
    """A page that the manual helps with."""

    manual = models.ForeignKey(Manual, on_delete=models.CASCADE, related_name="pages", db_index=False)
    page = models.CharField(_("page"), max_length=12, choices=Helps)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["manual", "page"], name="manual_page_once")]
        indexes = [models.Index(fields=["page"], name="manual_by_page")]


class ManualFile(models.Model):
    """A version of a manual in one language. `sha256` finds the file in the store of attachments."""

    manual = models.ForeignKey(Manual, on_delete=models.PROTECT, related_name="files", db_index=False)
    version = models.CharField(_("version"), max_length=20)
    issued_on = partial_date(_("issued"))
    language = models.CharField(_("language"), max_length=8, choices=Tongue)
    note = models.CharField(_("what is new"), max_length=300, blank=True, default="")
    sha256 = models.CharField(max_length=64, db_index=True)
    name = models.CharField(_("file name"), max_length=255)
    media_type = models.CharField(max_length=80)
    size = models.PositiveBigIntegerField()
    added_at = models.DateTimeField()
    added_by = models.CharField(max_length=40)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.CharField(max_length=40, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["manual", "version", "language"],
                condition=Q(withdrawn_at__isnull=True),
                name="manual_file_is_unique",
            ),
            models.CheckConstraint(condition=is_partial_date("issued_on"), name="manual_file_issued_on_iso"),
        ]
        indexes = [models.Index(fields=["manual", "-issued_on", "-id"], name="manual_file_by_issue")]

    def __str__(self) -> str:
        return f"{self.version} {self.language}"
