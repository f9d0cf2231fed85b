"""Photos and documents, by the hash of their content. The original is evidence and is kept as it came."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from headstamp.registry.models.columns import where_said


class Attachment(models.Model):
    """A file on an occurrence or an item. `sha256` finds it in the store; `derived_sha256` is a copy without
    location metadata for showing, `thumbnail_sha256` a small one."""

    occurrence = models.ForeignKey(
        "registry.Occurrence",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="attachments",
        db_index=False,
    )
    item = models.ForeignKey(
        "registry.Item",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="attachments",
        db_index=False,
    )
    sha256 = models.CharField(max_length=64, db_index=True)
    derived_sha256 = models.CharField(max_length=64, blank=True, default="")
    thumbnail_sha256 = models.CharField(max_length=64, blank=True, default="")
    name = models.CharField(_("file name"), max_length=255)
    media_type = models.CharField(max_length=80)
    size = models.PositiveBigIntegerField()
    caption = models.CharField(_("caption"), max_length=300, blank=True, default="")
    added_at = models.DateTimeField()
    added_by = models.CharField(max_length=40)
    deleted_at = models.DateTimeField(null=True, blank=True)
    deleted_by = models.CharField(max_length=40, blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(occurrence__isnull=False, item__isnull=True)
                | Q(occurrence__isnull=True, item__isnull=False),
                name="attachment_is_on_one_record",
            )
        ]
        indexes = [where_said("occurrence", "attachment"), where_said("item", "attachment")]
