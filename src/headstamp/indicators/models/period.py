"""Frozen periods, their figures, the files issued from them, and what was published.

A period that has no row here is provisional. Its first edition is the period frozen; later ones are revisions, and none
is ever changed. All of it is the office's statement over all records of its jurisdiction.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Frozen(models.Model):
    """One edition of a period's figures: who approved them, on which kept snapshot, and what changed since the last.

    `period` is a name such as 2022, 2022-H1, 2022-Q3 or 2022-05. `counted` has, for each table, how many records counted
    and how many were left out because nobody had checked them; `changes` how many were added, changed and removed
    since the edition before. `note` is printed with the figures.
    """

    jurisdiction = models.CharField(_("jurisdiction"), max_length=16)
    period = models.CharField(_("period"), max_length=9)
    edition = models.PositiveIntegerField(_("edition"))
    approved_at = models.DateTimeField(_("approved at"))
    approved_by = models.CharField(_("approved by"), max_length=40)
    note = models.TextField(_("cause of the revision"), blank=True, default="")
    snapshot = models.CharField(_("kept snapshot"), max_length=60)
    fingerprint = models.CharField(_("fingerprint"), max_length=64)
    position = models.BigIntegerField(_("position in the log"))
    as_of = models.DateTimeField(_("as of"))
    counted = models.JSONField(_("records counted"), default=dict)
    changes = models.JSONField(_("records changed"), default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction", "period", "edition"], name="frozen_edition_is_unique"
            ),
            models.CheckConstraint(condition=Q(edition__gte=1), name="frozen_edition_from_one"),
            models.CheckConstraint(condition=Q(edition=1) | ~Q(note=""), name="a_revision_says_its_cause"),
        ]

    def __str__(self) -> str:
        return f"{self.period} ({self.edition})"

    @property
    def is_revision(self) -> bool:
        return self.edition > 1


class FrozenFigure(models.Model):
    """A figure as it was when its period was frozen; `by` has the bucket of each column it is split by."""

    frozen = models.ForeignKey(Frozen, on_delete=models.PROTECT, related_name="figures")
    measure = models.CharField(_("figure"), max_length=80)
    by = models.JSONField(_("split by"), default=dict)
    unit = models.CharField(_("unit"), max_length=16)
    value = models.DecimalField(_("value"), max_digits=20, decimal_places=4, null=True)
    numerator = models.DecimalField(_("numerator"), max_digits=20, decimal_places=4, null=True)
    denominator = models.DecimalField(_("denominator"), max_digits=20, decimal_places=4, null=True)
    status = models.CharField(_("status"), max_length=16)

    class Meta:
        indexes = [models.Index(fields=["frozen", "measure"], name="frozen_figure_of_measure")]

    def __str__(self) -> str:
        return f"{self.measure} {self.value}"


class Release(models.Model):
    """What was published at one time. `content` has the tables as anybody may read them, `shown` what an attacker
    knows of each table of persons, `held` the tables that stand as an earlier release had them."""

    jurisdiction = models.CharField(_("jurisdiction"), max_length=16)
    number = models.PositiveIntegerField(_("number"))
    made_at = models.DateTimeField(_("made at"))
    made_by = models.CharField(_("made by"), max_length=40)
    note = models.TextField(_("note"), blank=True, default="")
    editions = models.JSONField(_("editions of the periods"), default=dict)
    rule = models.JSONField(_("rule"), default=dict)
    footnotes = models.JSONField(_("designation footnotes"), default=list)
    content = models.JSONField(_("tables"), default=list)
    shown = models.JSONField(_("shown cells"), default=dict)
    held = models.JSONField(_("tables left as they were"), default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "number"], name="release_number_is_unique"),
        ]

    def __str__(self) -> str:
        return str(self.number)


class IssuedFile(models.Model):
    """A file that went out in the office's name: its content is kept in the home under its SHA-256."""

    class Kind(models.TextChoices):
        WORKBOOK = "workbook", _("Workbook")
        PDF = "pdf", _("PDF")
        RELEASE = "release", _("Release")

    jurisdiction = models.CharField(_("jurisdiction"), max_length=16)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    name = models.CharField(_("name"), max_length=200)
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    size = models.BigIntegerField(_("size"))
    issued_at = models.DateTimeField(_("issued at"))
    issued_by = models.CharField(_("issued by"), max_length=40)
    frozen = models.ForeignKey(Frozen, null=True, on_delete=models.PROTECT, related_name="files")
    release = models.ForeignKey(Release, null=True, on_delete=models.PROTECT, related_name="files")

    class Meta:
        indexes = [models.Index(fields=["jurisdiction", "issued_at"], name="issued_file_by_time")]

    def __str__(self) -> str:
        return self.name
