"""What somebody is typing, kept until it is saved or thrown away."""

from django.db import models


class Draft(models.Model):
    """The form as typed, by person and form; only its owner reads it."""

    owner = models.CharField(max_length=40, db_index=True)
    form = models.CharField(max_length=40)
    key = models.CharField(max_length=40)
    data = models.JSONField()
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "form", "key"], name="draft_is_unique")]
