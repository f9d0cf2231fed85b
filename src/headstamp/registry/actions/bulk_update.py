"""Rows of a chunk that say something else than when they were taken in before: the record follows the file.

What somebody corrected by hand since stays; what the row says then is kept beside it as contested.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from headstamp.kernel.target import Outcome, RowFacts, RowOutcome
from headstamp.kernel.text import Message, gettext_noop, say
from headstamp.registry.actions.approving import reopened
from headstamp.registry.actions.bulk_chunk import Chunk
from headstamp.registry.actions.bulk_create import LOCKED
from headstamp.registry.actions.bulk_earlier import Earlier
from headstamp.registry.actions.bulk_groups import is_said
from headstamp.registry.actions.bulk_parts import Parts
from headstamp.registry.actions.bulk_words import renew_search_texts
from headstamp.registry.actions.parts import replace_incident, write_place
from headstamp.registry.actions.revising import Changes, as_json, difference, revise
from headstamp.registry.actions.rows import Row, Table, reserve
from headstamp.registry.actions.writing import copy_to_items
from headstamp.registry.facts import GoodsFacts, IncidentInput, ItemFacts, OccurrenceFacts, ReferenceFacts
from headstamp.registry.laws.occurrence import reference_identity
from headstamp.registry.models import (
    Item,
    Mark,
    Occurrence,
    OtherGoods,
    Reference,
    Revision,
    SourceRow,
    Statement,
)
from headstamp.registry.models.columns import Status
from headstamp.registry.search_rows import search_text_of
from headstamp.registry.told import (
    GOODS_COLUMNS,
    INCIDENT_COLUMNS,
    ITEM_COLUMNS,
    PLAIN_COLUMNS,
    columns,
    incident_told,
    item_told,
    place_told,
    references_told,
)

_GONE = gettext_noop(
    "The record that this row made was deleted. Bring it back, or leave the row out of the file."
)
_NO_RECORD = gettext_noop("This row made a record before and is none now. Delete the record if it should go.")
_OTHER_KIND = gettext_noop(
    "This row told of an item before and of other goods now, or the other way. Change the record by hand."
)
_ITEM = (*ITEM_COLUMNS, "has_serial", "version", "changed_at", "changed_by", "id")
_REVISION = ("subject_kind", "subject_id", "version", "changes")
_STATUS_FIELDS = ("legal_status", "legal_status_on", "legal_decision")


@dataclass(slots=True)
class _Known:
    """What stands of the changed rows, fetched at once."""

    occurrences: dict[int, Occurrence]
    items: dict[int, Item]
    goods: dict[int, OtherGoods]
    by_hand: dict[tuple[str, int], set[str]]


@dataclass(slots=True)
class _Work:
    """What the chunk's changes come to."""

    items: list[Row] = field(default_factory=list)
    revisions: list[Row] = field(default_factory=list)
    new_marks: list[Item] = field(default_factory=list)
    told: dict[int, list[OccurrenceFacts]] = field(default_factory=lambda: defaultdict(list))
    touched: set[int] = field(default_factory=set)


def update(chunk: Chunk, changed: list[tuple[int, RowFacts, Earlier]]) -> dict[int, RowOutcome]:
    """Write the changed rows; outcomes by their index."""
    if not changed:
        return {}
    known, work = _known(earlier for _index, _row, earlier in changed), _Work()
    parts = Parts(chunk)
    parts.load({pk: (each.visibility, each.circle_id) for pk, each in known.occurrences.items()})
    outcomes: dict[int, RowOutcome] = {}
    for (index, row, earlier), source_row in zip(changed, reserve(SourceRow, len(changed)), strict=True):
        refusal = _refusal(row, earlier, known)
        if refusal:
            outcomes[index] = RowOutcome(row.sheet, row.number, Outcome.REFUSED, refusal)
            continue
        work.told[_id(earlier.occurrence)].append(row.facts.occurrence)
        done = _update_row(chunk, work, known, row, earlier, source_row)
        apart = frozenset({"goods"}) if row.facts.goods else frozenset[str]()
        parts.tell(_id(earlier.occurrence), row.facts.parts, source_row, earlier.id, apart)
        outcomes[index] = RowOutcome(row.sheet, row.number, Outcome.UPDATED if done else Outcome.UNCHANGED)
        chunk.add_source_row(source_row, row, Outcome.UPDATED, earlier.occurrence, earlier.item)
        if row.said:
            subject = ("item", earlier.item) if earlier.item else ("occurrence", _id(earlier.occurrence))
            chunk.add_statement(Statement.Kind.LOOKED_UP, *subject, source_row, row.said)
    parts.write()
    moved = _update_occurrences(chunk, work, known, parts)
    _write(chunk, work)
    for index, row, earlier in changed:
        if earlier.occurrence in moved and outcomes[index].outcome == Outcome.UNCHANGED:
            outcomes[index] = RowOutcome(row.sheet, row.number, Outcome.UPDATED)
    renew_search_texts(work.touched)
    for pk in moved:
        if parts.changes(pk):  # names of persons and numbers of vehicles too
            search_text_of(known.occurrences[pk]).save()
    return outcomes


def _id(number: int | None) -> int:
    assert number is not None  # rows that lead nowhere are new rows
    return number


def _known(earlier: Iterable[Earlier]) -> _Known:
    rows = list(earlier)
    occurrence_ids = {row.occurrence for row in rows if row.occurrence}
    item_ids = {row.item for row in rows if row.item}
    locked = Occurrence.objects.select_for_update(of=("self",)).filter(pk__in=occurrence_ids)
    occurrences = locked.select_related("place", "incident").prefetch_related("references").in_bulk()
    items = Item.objects.select_for_update(of=("self",)).filter(pk__in=item_ids)
    found = items.prefetch_related("marks", "references", "legal_statuses").in_bulk()
    goods = {
        row.source_row_id: row
        for row in OtherGoods.objects.filter(source_row__in=[row.id for row in rows])
        if row.source_row_id
    }
    by_hand: dict[tuple[str, int], set[str]] = defaultdict(set)
    for kind, ids in (("occurrence", occurrence_ids), ("item", item_ids)):
        changes = Revision.objects.filter(subject_kind=kind, subject_id__in=ids, batch="")
        for subject_id, changed in changes.values_list("subject_id", "changes"):
            by_hand[kind, subject_id] |= set(changed)
    return _Known(occurrences, found, goods, by_hand)


def _refusal(row: RowFacts, earlier: Earlier, known: _Known) -> Message | None:
    occurrence = known.occurrences.get(earlier.occurrence or 0)
    item = known.items.get(earlier.item or 0)
    if row.facts is None:
        return say(_NO_RECORD)
    if occurrence is None or bool(row.facts.item) != bool(item):
        return say(_OTHER_KIND)
    if not item and bool(row.facts.goods) != (earlier.id in known.goods):
        return say(_OTHER_KIND)
    if occurrence.deleted_at or (item and item.deleted_at):
        return say(_GONE)
    return say(LOCKED) if occurrence.status == Status.LOCKED else None


def _update_row(
    chunk: Chunk, work: _Work, known: _Known, row: RowFacts, earlier: Earlier, source_row: int
) -> bool:
    """Whether the item or the goods that the row tells of changed; a row may tell of neither."""
    if row.facts.item:
        return _update_item(chunk, work, known, row, earlier, source_row)
    return bool(row.facts.goods) and _update_goods(chunk, work, known, row, earlier, source_row)


def _update_item(
    chunk: Chunk, work: _Work, known: _Known, row: RowFacts, earlier: Earlier, source_row: int
) -> bool:
    item = known.items[_id(earlier.item)]
    before, told = item_told(item), row.facts.item
    after = _kept(before, _issued(chunk, told), known.by_hand.get(("item", item.pk), set()))
    _note_contested(chunk, "item", item.pk, source_row, told, after)
    changes = difference(before, after)
    if not changes:
        return False
    work.touched.add(_id(earlier.occurrence))
    item.version += 1
    serial = any(mark.kind == "serial" and mark.as_read for mark in after.marks)
    work.items.append(
        (*columns(after, ITEM_COLUMNS).values(), serial, item.version, chunk.now, chunk.asker.id, item.pk)
    )
    work.revisions.append(("item", item.pk, item.version, changes))
    if "marks" in changes:
        work.new_marks.append(item)
    chunk.add_parts_of_item(
        item.pk,
        replace(
            after,
            marks=after.marks if "marks" in changes else (),
            legal_status=after.legal_status if set(_STATUS_FIELDS) & set(changes) else "",
        ),
    )
    _log(chunk, "item", item.pk, changes)
    _reopen(chunk, known.occurrences[_id(earlier.occurrence)])
    return True


def _issued(chunk: Chunk, told: ItemFacts) -> ItemFacts:
    """Numbers whose issuer the file does not say are the register's own."""
    issued = tuple(replace(each, issuer=chunk.issuer_of(each)) for each in told.references)
    return replace(told, references=issued)


def _kept(before: ItemFacts, told: ItemFacts, by_hand: set[str]) -> ItemFacts:
    """What the file says, but for what was set by hand; a category that was confirmed, and numbers, stay."""
    keep = {name for name in by_hand if hasattr(before, name)}
    if keep & set(_STATUS_FIELDS):
        keep |= set(_STATUS_FIELDS)
    if not told.eu_category:
        keep.add("eu_category")
    references = tuple(dict.fromkeys((*before.references, *told.references)))
    return replace(
        told, references=references, **{name: getattr(before, name) for name in keep if name != "references"}
    )


def _note_contested(chunk: Chunk, kind: str, pk: int, source_row: int, told: Any, kept: Any) -> None:
    unlike = {
        name: [theirs, ours]
        for name, (theirs, ours) in difference(told, kept).items()
        if theirs and name != "references"
    }
    if unlike:
        chunk.add_statement(Statement.Kind.CONTESTED, kind, pk, source_row, unlike)


def _update_goods(
    chunk: Chunk, work: _Work, known: _Known, row: RowFacts, earlier: Earlier, source_row: int
) -> bool:
    goods, occurrence = known.goods[earlier.id], known.occurrences[_id(earlier.occurrence)]
    before, told = GoodsFacts(**columns(goods, GOODS_COLUMNS)), row.facts.goods
    if "goods" in known.by_hand.get(("occurrence", occurrence.pk), set()):
        _note_contested(chunk, "occurrence", occurrence.pk, source_row, told, before)
        return False
    for name, value in columns(told, GOODS_COLUMNS).items():
        setattr(goods, name, value)
    goods.source_row_id = source_row
    goods.save()
    if before == told:
        return False
    work.touched.add(occurrence.pk)
    changes: Changes = {"goods": [[as_json(before)], [as_json(told)]]} | reopened(
        occurrence, chunk.source.name
    )
    revise(
        chunk.asker, chunk.log, occurrence, "take_in", changes, reason=chunk.source.name, batch=chunk.batch
    )
    return True


def _update_occurrences(chunk: Chunk, work: _Work, known: _Known, parts: Parts) -> set[int]:
    """Change occurrences where their changed rows agree, and note what else they tell; which ones changed."""
    moved: set[int] = set()
    for pk, told in work.told.items():
        occurrence = known.occurrences[pk]
        before = OccurrenceFacts(
            **columns(occurrence, PLAIN_COLUMNS),
            place=place_told(occurrence.place),
            references=references_told(occurrence),
            incident=incident_told(occurrence),
        )
        keep = known.by_hand.get(("occurrence", pk), set()) | {"visibility"}
        after = replace(before, **{name: value for name, value in _agreed(told).items() if name not in keep})
        after = replace(
            after,
            place=_place(chunk, before, told, keep),
            references=_references(chunk, before, told),
            incident=before.incident if "incident" in keep else _incident(before.incident, told),
        )
        changes = difference(before, after) | parts.changes(pk)
        if not changes:
            continue
        for name, value in columns(after, PLAIN_COLUMNS).items():
            setattr(occurrence, name, value)
        if "place" in changes:
            occurrence.place = write_place(after.place, occurrence.jurisdiction)
            occurrence.municipality = after.place.municipality if after.place else ""
        if "incident" in changes:
            replace_incident(occurrence, after.incident)
        for reference in after.references[len(before.references) :]:
            chunk.add_reference(reference, pk, None)
        occurrence.save()
        changes |= reopened(occurrence, chunk.source.name)
        revise(
            chunk.asker,
            chunk.log,
            occurrence,
            "take_in",
            changes,
            reason=chunk.source.name,
            batch=chunk.batch,
        )
        copy_to_items(occurrence)
        moved.add(pk)
        work.touched.add(pk)
    return moved


def _agreed(told: list[OccurrenceFacts]) -> dict[str, Any]:
    """Columns of which all rows say the same, and something."""
    said = {name: {getattr(each, name) for each in told} for name in PLAIN_COLUMNS}
    return {name: values.pop() for name, values in said.items() if len(values) == 1 and values != {""}}


def _references(
    chunk: Chunk, before: OccurrenceFacts, told: list[OccurrenceFacts]
) -> tuple[ReferenceFacts, ...]:
    """Numbers stay, and new ones are added."""
    issued = (replace(each, issuer=chunk.issuer_of(each)) for facts in told for each in facts.references)
    known = {reference_identity(each) for each in before.references}
    new = {key: each for each in issued if (key := reference_identity(each)) not in known}
    free = (each for key, each in new.items() if not _is_taken(*key))
    return (*before.references, *free)


def _is_taken(issuer: str, kind: str, folded: str) -> bool:
    return Reference.objects.filter(issuer=issuer, kind=kind, folded=folded).exists()


def _incident(before: IncidentInput | None, told: list[OccurrenceFacts]) -> IncidentInput | None:
    """Fields of which all rows say the same, and something."""
    said = {name: {getattr(each.incident, name, None) for each in told} for name in INCIDENT_COLUMNS}
    alike = {name: values.pop() for name, values in said.items() if len(values) == 1}
    agreed: dict[str, Any] = {name: value for name, value in alike.items() if is_said(value)}
    return replace(before or IncidentInput(), **agreed) if agreed else before


def _place(chunk: Chunk, before: OccurrenceFacts, told: list[OccurrenceFacts], keep: set[str]) -> Any:
    places = {each.place for each in told}
    place = places.pop() if len(places) == 1 else None
    if place is None or "place" in keep:
        return before.place
    stored = replace(place, jurisdiction=place.jurisdiction or chunk.asker.jurisdiction)
    same = before.place and stored == replace(before.place, precision=stored.precision)
    return before.place if same else stored


def _reopen(chunk: Chunk, occurrence: Occurrence) -> None:
    changes = reopened(occurrence, chunk.source.name)
    if changes:
        revise(
            chunk.asker,
            chunk.log,
            occurrence,
            "reopen_occurrence",
            changes,
            reason=chunk.source.name,
            batch=chunk.batch,
        )


def _log(chunk: Chunk, kind: str, pk: int, changes: Changes) -> None:
    values = {name: change[1] for name, change in changes.items()}
    chunk.log.alteration(kind, pk, "take_in", sorted(changes), values=values, batch=chunk.batch)


def _write(chunk: Chunk, work: _Work) -> None:
    Mark.objects.filter(item__in=work.new_marks).delete()
    Table(Item, _ITEM).update(work.items)
    history = {
        "at": chunk.now,
        "by": chunk.asker.id,
        "verb": "take_in",
        "reason": chunk.source.name,
        "batch": chunk.batch,
    }
    Table(Revision, _REVISION, history).insert(work.revisions)
    chunk.write()
