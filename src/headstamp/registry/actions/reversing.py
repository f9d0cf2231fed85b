"""Takes back what a file changed in a record: the values before, as the history keeps them."""

from decimal import Decimal
from typing import Any

from headstamp.audit.recorder import Recorder
from headstamp.kernel.asker import Asker
from headstamp.registry.actions.parts import (
    replace_incident,
    replace_marks,
    replace_references,
    write_place,
)
from headstamp.registry.actions.reversing_parts import PuttingBack
from headstamp.registry.actions.revising import Changes, as_json, revise
from headstamp.registry.actions.writing import copy_to_items
from headstamp.registry.facts import GoodsFacts, IncidentInput, MarkFacts, PlaceFacts, ReferenceFacts
from headstamp.registry.models import Check, Item, Occurrence, OtherGoods, Revision, Source, SourceRow
from headstamp.registry.models.columns import Status
from headstamp.registry.search_rows import search_text_of
from headstamp.registry.told import GOODS_COLUMNS, ITEM_COLUMNS, PLAIN_COLUMNS, columns

UNDO = "undo_source"
MODELS: dict[str, Any] = {"occurrence": Occurrence, "item": Item, "check": Check}
_OF_CHECK = (
    "context",
    "happened_on",
    "is_tally",
    "checks_made",
    "checks_with_find",
    "joint_with",
    "area_m2",
    "detector",
    "notes",
)


def put_back(asker: Asker, log: Recorder, source: Source, kind: str, subject_id: int) -> bool:
    """Put the record back to what it was before the file; False for one of the file's own or a locked one.

    A record that was checked before the file stays entered: somebody has to check it again.
    """
    record = MODELS[kind]._default_manager.select_for_update().get(pk=subject_id)
    occurrence = record.occurrence if kind == "item" else record
    if record.source_id == source.pk or getattr(occurrence, "status", "") == Status.LOCKED:
        return False
    found = Revision.objects.filter(subject_kind=kind, subject_id=subject_id, batch=source.batch).exclude(
        verb=UNDO
    )
    changes: Changes = {}
    for revision in found.order_by("-version"):
        _PUTTING[kind](record, revision, source)
        if isinstance(record, Occurrence):
            parts = PuttingBack(asker, log, source, record)
            for name, (before, after) in revision.changes.items():
                parts.put(name, before, after)
        for name, (before, after) in revision.changes.items():
            changes[name] = [changes[name][0] if name in changes else after, before]
    for name in ("status", "checked_by"):
        changes.pop(name, None)
    record.save()
    revise(asker, log, record, UNDO, changes, reason=source.name, batch=source.batch)
    if isinstance(occurrence, Occurrence):
        copy_to_items(occurrence)
        search_text_of(occurrence).save()
    return True


def _put_back_item(item: Item, revision: Revision, source: Source) -> None:
    for name, (before, _after) in revision.changes.items():
        if name == "quantity":
            item.quantity = Decimal(before)
        elif name in ITEM_COLUMNS:
            setattr(item, name, before)
        elif name == "marks":
            replace_marks(item, [MarkFacts(**each) for each in before])
        elif name == "references":
            replace_references(item, [ReferenceFacts(**each) for each in before])
    item.legal_statuses.filter(recorded_at=revision.at).delete()


def _put_back_occurrence(occurrence: Occurrence, revision: Revision, source: Source) -> None:
    for name, (before, _after) in revision.changes.items():
        if name in PLAIN_COLUMNS:
            setattr(occurrence, name, before)
        elif name == "place":
            place = PlaceFacts(**before) if before else None
            occurrence.place = write_place(place, occurrence.jurisdiction)
            occurrence.municipality = place.municipality if place else ""
        elif name == "references":
            replace_references(occurrence, [ReferenceFacts(**each) for each in before])
        elif name == "incident":
            replace_incident(occurrence, IncidentInput(**before) if before else None)
    for goods in occurrence.goods.filter(source_row__source=source).select_related("source_row"):
        _put_back_goods(goods, revision)


def _put_back_goods(goods: OtherGoods, revision: Revision) -> None:
    """Goods that the file brought go; goods that it changed are again what they were, told by the row before."""
    row = goods.source_row
    assert row is not None  # found by its row
    told = SourceRow.objects.filter(
        register=row.register, key=row.key, ordinal=row.ordinal, pk__lt=row.pk, occurrence=goods.occurrence_id
    )
    earlier = told.order_by("pk").last()
    if earlier is None:
        goods.delete()
        return
    now = as_json(GoodsFacts(**columns(goods, GOODS_COLUMNS)))
    before, after = revision.changes.get("goods", ([], []))
    if after == [now]:
        for name, value in before[0].items():
            setattr(goods, name, Decimal(value) if name == "quantity" and value is not None else value)
        goods.source_row = earlier
        goods.save()


def _put_back_check(check: Check, revision: Revision, source: Source) -> None:
    for name, (before, _after) in revision.changes.items():
        if name in _OF_CHECK:
            setattr(check, name, before)
        elif name == "place":
            place = PlaceFacts(**before) if before else None
            check.place = write_place(place, check.jurisdiction)
            check.municipality = place.municipality if place else ""


_PUTTING: dict[str, Any] = {
    "item": _put_back_item,
    "occurrence": _put_back_occurrence,
    "check": _put_back_check,
}
