"""Rows that add items to an occurrence which stands already."""

from collections.abc import Callable

from django.db import transaction

from headstamp.registry.actions.approving import reopened
from headstamp.registry.actions.bulk_chunk import Chunk
from headstamp.registry.actions.bulk_parts import Parts
from headstamp.registry.actions.revising import Changes, revise
from headstamp.registry.models import Item, Occurrence, Source
from headstamp.registry.search_rows import search_text_of

_AT_ONCE = 25


def join_standing(chunk: Chunk, items_by_occurrence: dict[int, int], parts: Parts) -> None:
    """The occurrences of these numbers got so many items more, and what else was told: version, history and log of those
    of earlier files, search texts of the file's own. The others' follow once the file is whole (`settle_source`)."""
    for occurrence in Occurrence.objects.filter(pk__in=items_by_occurrence).select_related("place"):
        told = parts.changes(occurrence.pk)
        if occurrence.source_id != chunk.source.pk:
            _revise(chunk, occurrence, items_by_occurrence[occurrence.pk], told)
        if told or occurrence.source_id == chunk.source.pk:
            search_text_of(occurrence).save()


def settle_source(*, source: Source, pause: Callable[[], None] = lambda: None) -> None:
    """Let items of a file be found through the occurrences of others which they joined, or no longer once it is undone.

    In short transactions, so that nobody waits to save. Asked again after a stop it does all once more.
    """
    if Source.objects.filter(pk=source.pk, state=Source.State.OPEN).exists():
        return
    joined = Item.objects.filter(source=source).exclude(occurrence__source=source)
    keys = list(joined.order_by("occurrence_id").values_list("occurrence_id", flat=True).distinct())
    for start in range(0, len(keys), _AT_ONCE):
        pause()
        with transaction.atomic():
            found = Occurrence.objects.select_for_update(of=("self",)).filter(
                pk__in=keys[start : start + _AT_ONCE]
            )
            for occurrence in found.select_related("place"):
                search_text_of(occurrence).save()


def _revise(chunk: Chunk, occurrence: Occurrence, added: int, told: Changes) -> None:
    uids = list(
        occurrence.items.filter(deleted_at__isnull=True)
        .order_by("position", "id")
        .values_list("uid", flat=True)
    )
    items: Changes = {"items": [uids[: len(uids) - added], uids]} if added else {}
    changes = items | told | reopened(occurrence, chunk.source.name)
    revise(
        chunk.asker, chunk.log, occurrence, "take_in", changes, reason=chunk.source.name, batch=chunk.batch
    )
