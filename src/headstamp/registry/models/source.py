"""Where records came from, what was said there, and every change since."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Source(models.Model):
    """A file taken in, or the entry desk of a unit. Records of an open or undone source are invisible.

    `register` names the agency's register that the file is a copy of: keys are unique within it.
    """

    class Kind(models.TextChoices):
        FILE = "file", _("File")
        DESK = "desk", _("Entered by hand")
        PARTNER = "partner", _("Partner")

    class State(models.TextChoices):
        OPEN = "open", _("Being taken in")
        COMPLETE = "complete", _("Complete")
        UNDONE = "undone", _("Undone")

    kind = models.CharField(max_length=10, choices=Kind)
    state = models.CharField(max_length=10, choices=State, default=State.COMPLETE, db_index=True)
    unit = models.ForeignKey("accounts.Unit", on_delete=models.PROTECT, related_name="+")
    register = models.CharField(max_length=80, blank=True, default="", db_index=True)
    name = models.CharField(_("name"), max_length=300)
    sha256 = models.CharField(max_length=64, blank=True, default="")
    batch = models.CharField(max_length=26, blank=True, default="", db_index=True)
    created_at = models.DateTimeField()
    created_by = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit"], condition=models.Q(kind="desk"), name="unit_has_one_desk"
            ),
        ]


class SourceRow(models.Model):
    """One row of a file, stored whole and once: cells by column name, as the file had them.

    `ordinal` counts repeats of a key inside one file. `digest` is SHA-256 of the cells. Rows of one register with
    the same `group_key` tell of one occurrence ('': of one of their own).
    """

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="rows")
    register = models.CharField(max_length=80)
    sheet = models.CharField(max_length=120, blank=True, default="")
    number = models.PositiveIntegerField()
    key = models.CharField(max_length=200)
    ordinal = models.PositiveIntegerField(default=1)
    digest = models.CharField(max_length=64)
    cells = models.JSONField()
    group_key = models.CharField(max_length=200, blank=True, default="")
    outcome = models.CharField(max_length=16)
    occurrence = models.ForeignKey(
        "registry.Occurrence", null=True, on_delete=models.PROTECT, related_name="source_rows"
    )
    item = models.ForeignKey("registry.Item", null=True, on_delete=models.PROTECT, related_name="source_rows")
    check_made = models.ForeignKey(
        "registry.Check", null=True, on_delete=models.PROTECT, related_name="source_rows", db_index=False
    )

    class Meta:
        indexes = [
            models.Index(fields=["register", "key", "ordinal"], name="source_row_by_key"),
            models.Index(
                fields=["register", "group_key"],
                condition=~models.Q(group_key=""),
                name="source_row_by_group",
            ),
        ]


class Telling(models.Model):
    """A row of a file that tells of a part of an occurrence: of a person's role, a vehicle's use, goods or a crime.

    Several rows may tell of one part; it stays while one of them does.
    """

    row = models.ForeignKey(SourceRow, on_delete=models.PROTECT, related_name="tellings", db_index=False)
    what = models.CharField(max_length=16)
    part = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["row", "what", "part"], name="row_tells_of_a_part_once")
        ]
        indexes = [models.Index(fields=["part", "what"], name="telling_by_part")]


class Statement(models.Model):
    """What a source said where a value was looked up, corrected or contested: {field: [wording, value]}."""

    class Kind(models.TextChoices):
        LOOKED_UP = "looked_up", _("Looked up")
        CORRECTED = "corrected", _("Corrected")
        CONTESTED = "contested", _("Contested")

    kind = models.CharField(max_length=12, choices=Kind)
    subject_kind = models.CharField(max_length=20)
    subject_id = models.BigIntegerField()
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="statements", db_index=False)
    row = models.ForeignKey(
        SourceRow, null=True, on_delete=models.PROTECT, related_name="statements", db_index=False
    )
    said = models.JSONField()
    said_by = models.CharField(max_length=200, blank=True, default="")
    at = models.DateTimeField()
    by = models.CharField(max_length=40)

    class Meta:
        indexes = [models.Index(fields=["subject_kind", "subject_id"], name="statement_by_subject")]


class ReadText(models.Model):
    """A record whose rows were filled by reading its narrative, then looked over: a labelled case for the reader.

    The text and the items stand in the record alone. `digest` is SHA-256 of the narrative as it was saved: once that
    is another, the record is no case any more.
    """

    occurrence = models.OneToOneField(
        "registry.Occurrence", on_delete=models.CASCADE, related_name="read_text"
    )
    digest = models.CharField(max_length=64)
    at = models.DateTimeField()
    by = models.CharField(max_length=40)


class Settlement(models.Model):
    """How a contested value was settled: corrected or kept, why, by whom. The statement itself stays as it was said."""

    class Outcome(models.TextChoices):
        CORRECTED = "corrected", _("The value was corrected")
        KEPT = "kept", _("The value stays")

    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="settlements")
    field = models.CharField(max_length=60)
    outcome = models.CharField(_("outcome"), max_length=12, choices=Outcome)
    reason = models.TextField(_("reason"))
    at = models.DateTimeField()
    by = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["statement", "field"], name="value_is_settled_once"),
            models.CheckConstraint(
                condition=models.Q(outcome__in=["corrected", "kept"]), name="settlement_says_how"
            ),
            models.CheckConstraint(condition=~models.Q(reason=""), name="settlement_says_why"),
        ]


class Revision(models.Model):
    """One change of a record: {field: [before, after]}, who, when, why, and the batch that made it."""

    subject_kind = models.CharField(max_length=20)
    subject_id = models.BigIntegerField()
    version = models.PositiveIntegerField()
    at = models.DateTimeField()
    by = models.CharField(max_length=40)
    verb = models.CharField(max_length=40)
    reason = models.TextField(blank=True, default="")
    batch = models.CharField(max_length=26, blank=True, default="", db_index=True)
    changes = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject_kind", "subject_id", "version"], name="revision_is_unique"
            )
        ]
