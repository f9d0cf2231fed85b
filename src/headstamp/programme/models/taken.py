"""Rows of files that told of projects: what each told, so that the same file changes nothing and a file can be undone."""

from django.db import models


class TakenRow(models.Model):
    """One row of a file and what came of it; its cells are not kept, for a column that nobody reads may hold names.

    `told` are the facts that the row gave to the record `subject_kind`/`subject_id`; `has_made` says whether the row
    made that record. `key` and `ordinal` tell the row apart within its register, as in the register's own files.
    """

    source = models.ForeignKey("registry.Source", on_delete=models.PROTECT, related_name="+")
    register = models.CharField(max_length=80)
    sheet = models.CharField(max_length=120, blank=True, default="")
    number = models.PositiveIntegerField()
    key = models.CharField(max_length=200)
    ordinal = models.PositiveIntegerField(default=1)
    digest = models.CharField(max_length=64)
    outcome = models.CharField(max_length=16)
    subject_kind = models.CharField(max_length=12)
    subject_id = models.BigIntegerField(default=0)
    has_made = models.BooleanField(default=False)
    told = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(fields=["register", "key", "ordinal"], name="taken_row_by_key"),
            models.Index(fields=["subject_kind", "subject_id"], name="taken_row_by_subject"),
        ]
