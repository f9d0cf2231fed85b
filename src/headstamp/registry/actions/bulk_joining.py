"""Rows that add items to an occurrence which stands already."""

from headstamp.registry.actions.approving import reopened
from headstamp.registry.actions.bulk_chunk import Chunk
from headstamp.registry.actions.revising import Changes, revise
from headstamp.registry.models import Occurrence
from headstamp.registry.search_rows import search_text_of


def join_standing(chunk: Chunk, rows_by_occurrence: dict[int, int]) -> None:
    """The occurrences of these numbers got so many rows more: version, history and log of those of earlier files,
    search texts of all."""
    for occurrence in Occurrence.objects.filter(pk__in=rows_by_occurrence).select_related("place"):
        if occurrence.source_id != chunk.source.pk:
            _revise(chunk, occurrence, rows_by_occurrence[occurrence.pk])
        search_text_of(occurrence).save()


def _revise(chunk: Chunk, occurrence: Occurrence, added: int) -> None:
    uids = list(
        occurrence.items.filter(deleted_at__isnull=True)
        .order_by("position", "id")
        .values_list("uid", flat=True)
    )
    changes: Changes = {"items": [uids[: len(uids) - added], uids]} | reopened(occurrence, chunk.source.name)
    revise(
        chunk.asker, chunk.log, occurrence, "take_in", changes, reason=chunk.source.name, batch=chunk.batch
    )
