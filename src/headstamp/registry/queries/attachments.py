"""Reads of photos and documents: who may see a record may see its files."""

from django.db.models import QuerySet

from headstamp.kernel.asker import Asker
from headstamp.registry.models import Attachment, Item, Occurrence
from headstamp.registry.queries.visibility import is_one_of, visible


def attachments_visible_to(asker: Asker) -> QuerySet[Attachment]:
    """The files on occurrences and items that the asker may know of, oldest first."""
    on_occurrence = is_one_of(asker, Occurrence.objects.filter(visible(asker)), "occurrence")
    on_item = is_one_of(asker, Item.objects.filter(visible(asker)), "item")
    return Attachment.objects.filter(on_occurrence | on_item, deleted_at__isnull=True).order_by(
        "added_at", "id"
    )
