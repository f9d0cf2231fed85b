"""Rows that need a person: kept whole beside their problems, with the cells that were mended."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from headstamp.intake.models.batch import Batch


class BatchRow(models.Model):
    """A row with a problem or a warning, its cells as in the file (see `staging.packed`)."""

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="bad_rows")
    position = models.PositiveIntegerField(_("row of the file, over all sheets"))
    sheet = models.CharField(_("sheet"), max_length=120, blank=True, default="")
    number = models.PositiveIntegerField(_("row"))
    cells = models.JSONField()
    is_refused = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["batch", "position"], name="batch_row_is_unique")]


class BatchProblem(models.Model):
    """Why a cell or a whole row (column '') cannot be taken, or what to look at although it could be."""

    row = models.ForeignKey(BatchRow, on_delete=models.CASCADE, related_name="problems")
    column = models.CharField(_("column"), max_length=200, blank=True, default="")
    code = models.CharField(max_length=40)
    message = models.TextField()
    params = models.JSONField(default=dict, blank=True)
    cell = models.CharField(_("cell"), max_length=500, blank=True, default="")
    is_warning = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["row", "column"], name="problem_by_cell")]


class BatchCell(models.Model):
    """What a person wrote over a cell of a batch; the file itself is never changed."""

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="mended")
    sheet = models.CharField(_("sheet"), max_length=120, blank=True, default="")
    number = models.PositiveIntegerField(_("row"))
    column = models.PositiveSmallIntegerField(_("column, from 0"))
    wording = models.TextField(_("new wording"), blank=True, default="")
    by = models.CharField(max_length=40)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["batch", "sheet", "number", "column"], name="cell_is_mended_once")
        ]
