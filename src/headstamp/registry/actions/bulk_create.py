"""New rows of a chunk: their occurrences (one for each group), items and other goods."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any

from headstamp.kernel.ids import new_uids
from headstamp.kernel.target import Outcome, RowFacts, RowOutcome
from headstamp.kernel.text import gettext_noop, say
from headstamp.registry.actions.bulk_chunk import Chunk
from headstamp.registry.actions.bulk_earlier import occurrences_of_groups
from headstamp.registry.actions.bulk_groups import Standing, contested, merged, standing
from headstamp.registry.actions.bulk_joining import join_standing
from headstamp.registry.actions.bulk_parts import Parts
from headstamp.registry.actions.parts import has_serial
from headstamp.registry.actions.rows import Row, Table, reserve
from headstamp.registry.actions.told_parts import Rights, by_kind
from headstamp.registry.facts import GoodsFacts, OccurrenceFacts, PlaceFacts, RowTold, with_parts
from headstamp.registry.fulltext import search_columns_from
from headstamp.registry.models import (
    IncidentFacts,
    Item,
    Occurrence,
    OtherGoods,
    SearchText,
    SourceRow,
    Statement,
)
from headstamp.registry.models.columns import Status
from headstamp.registry.told import INCIDENT_COLUMNS, ITEM_COLUMNS, PLAIN_COLUMNS

LOCKED = gettext_noop(
    "The record that this row belongs to is locked. Have it unlocked and take the file in again."
)

_plain = attrgetter(*PLAIN_COLUMNS)
_of_item = attrgetter(*ITEM_COLUMNS)
_of_incident = attrgetter(*INCIDENT_COLUMNS)
_COPIES = ("occurrence_kind", "occurred_on", "municipality", "context", "visibility", "circle_id", "status")
_OCCURRENCE = ("id", "uid", *PLAIN_COLUMNS, "place_id", "municipality")
_ITEM = ("id", "uid", "occurrence_id", "position", "has_serial", *_COPIES, *ITEM_COLUMNS)
_GOODS = ("occurrence_id", "kind", "quantity", "unit", "description", "source_row_id")
SEARCH_COLUMNS = ("occurrence_id", "marks", "things", "narrative", "places", "numbers", "persons")


@dataclass(slots=True)
class Found:
    """An occurrence of the chunk with its rows: one that is made now, or one that stands already."""

    facts: OccurrenceFacts
    rows: list[tuple[int, RowFacts]] = field(default_factory=list)
    standing: Standing | None = None
    id: int = 0
    unlike: list[tuple[int, dict[str, Any]]] = field(default_factory=list)

    @property
    def copies(self) -> tuple[Any, ...]:
        """What its items repeat, in the order of `_COPIES`."""
        if self.standing:
            return self.standing.copies
        facts = self.facts
        municipality = facts.place.municipality if facts.place else ""
        return (
            facts.kind,
            facts.occurred_on,
            municipality,
            facts.context,
            facts.visibility,
            facts.circle or None,
            Status.ENTERED.value,
        )

    @property
    def rights(self) -> Rights:
        """Visibility and circle, which persons and vehicles in it take on."""
        copies = dict(zip(_COPIES, self.copies, strict=True))
        return copies["visibility"], copies["circle_id"]


def outcome_of_new(row: RowFacts) -> Outcome:
    """CREATED, or OTHER_OBJECT for goods and for items that are no weapon; an occurrence without either is one too."""
    told = row.facts
    if not isinstance(told, RowTold):
        return Outcome.CREATED
    is_other = told.goods is not None or (told.item is not None and told.item.item_class == "other")
    return Outcome.OTHER_OBJECT if is_other else Outcome.CREATED


def create(chunk: Chunk, new: list[tuple[int, RowFacts]]) -> dict[int, RowOutcome]:
    """Write the rows; outcomes by their index."""
    if not new:
        return {}
    outcomes: dict[int, RowOutcome] = {}
    founds = _grouped(chunk, new, outcomes)
    ids = iter(reserve(SourceRow, len(new)))
    source_rows = {index: next(ids) for index, _row in new}
    for index, row in new:
        if row.facts is None:
            outcomes[index] = RowOutcome(row.sheet, row.number, Outcome.IGNORED)
            chunk.add_source_row(source_rows[index], row, Outcome.IGNORED, None, None)
    _write_occurrences(chunk, [found for found in founds if not found.standing])
    _write_items(chunk, founds, source_rows, outcomes)
    parts = _write_parts(chunk, founds, source_rows)
    chunk.write()
    _write_search_texts([found for found in founds if not found.standing], parts)
    _note(chunk, founds, parts)
    joined = {
        found.id: sum(1 for _index, row in found.rows if row.facts.item) for found in founds if found.standing
    }
    join_standing(chunk, joined, parts)
    return outcomes


def _grouped(chunk: Chunk, new: list[tuple[int, RowFacts]], outcomes: dict[int, RowOutcome]) -> list[Found]:
    register, asker = chunk.source.register, chunk.asker
    known = standing(occurrences_of_groups(asker, register, (row.group for _index, row in new)))
    by_group: dict[str, Found] = {}
    founds: list[Found] = []
    for index, row in new:
        if row.facts is None:
            continue
        found = by_group.get(row.group) if row.group else None
        if found is None:
            found = Found(row.facts.occurrence, standing=known.get(row.group))
            if found.standing and found.standing.status == Status.LOCKED:
                outcomes[index] = RowOutcome(row.sheet, row.number, Outcome.REFUSED, say(LOCKED))
                continue
            by_group[row.group] = found
            founds.append(found)
            if found.standing:
                found.id = found.standing.id
                _compare(found, index, found.standing.facts, row)
        else:
            _compare(found, index, found.facts, row)
        found.rows.append((index, row))
    return founds


def _compare(found: Found, index: int, before: OccurrenceFacts, row: RowFacts) -> None:
    """A further row of an occurrence may fill what is empty; what it says otherwise is kept as contested."""
    told: OccurrenceFacts = row.facts.occurrence
    if told == before:
        return
    if found.standing is None:
        found.facts = merged(before, told)
    unlike = contested(before, told, keeps_empty=found.standing is not None)
    if unlike:
        found.unlike.append((index, unlike))


def _write_occurrences(chunk: Chunk, founds: list[Found]) -> None:
    places = chunk.places([f.facts.place for f in founds if f.facts.place and f.facts.place != PlaceFacts()])
    rows: list[Row] = []
    for found, pk, uid in zip(founds, reserve(Occurrence, len(founds)), new_uids(len(founds)), strict=True):
        found.id = pk
        place = found.facts.place
        rows.append(
            (
                pk,
                uid,
                *_plain(found.facts),
                places.get(place) if place else None,
                place.municipality if place else "",
            )
        )
        for reference in found.facts.references:
            chunk.add_reference(reference, pk, None)
    Table(Occurrence, _OCCURRENCE, chunk.stamps | _owner(chunk)).insert(rows)


def _owner(chunk: Chunk) -> dict[str, Any]:
    return {
        "source_id": chunk.source.pk,
        "unit_id": chunk.source.unit_id,
        "jurisdiction": chunk.asker.jurisdiction,
    }


def _write_items(
    chunk: Chunk, founds: list[Found], source_rows: dict[int, int], outcomes: dict[int, RowOutcome]
) -> None:
    count = sum(1 for found in founds for _index, row in found.rows if row.facts.item)
    ids, uids = iter(reserve(Item, count)), iter(new_uids(count))
    items: list[Row] = []
    goods: list[Row] = []
    for found in founds:
        copies, position = found.copies, found.standing.last_position if found.standing else 0
        for index, row in found.rows:
            outcome = outcome_of_new(row)
            outcomes[index] = RowOutcome(row.sheet, row.number, outcome)
            source_row, told = source_rows[index], row.facts.item
            subject, item_id = ("occurrence", found.id), None
            if row.facts.goods:
                goods.append(goods_row(found.id, row.facts.goods, source_row))
            if told:
                position += 1
                item_id = next(ids)
                subject = ("item", item_id)
                items.append(
                    (
                        item_id,
                        next(uids),
                        found.id,
                        position,
                        has_serial(told.marks),
                        *copies,
                        *_of_item(told),
                    )
                )
                chunk.add_parts_of_item(item_id, told)
            chunk.add_source_row(source_row, row, outcome, found.id, item_id)
            if row.said:
                chunk.add_statement(Statement.Kind.LOOKED_UP, *subject, source_row, row.said)
        for index, unlike in found.unlike:
            chunk.add_statement(Statement.Kind.CONTESTED, "occurrence", found.id, source_rows[index], unlike)
    Table(Item, _ITEM, chunk.stamps | _owner(chunk)).insert(items)
    # Goods name their file row, which is written with the chunk's other rows: foreign keys are held at commit.
    Table(OtherGoods, _GOODS).insert(goods)


def _write_parts(chunk: Chunk, founds: list[Found], source_rows: dict[int, int]) -> Parts:
    """Incidents, and what the rows tell besides their items."""
    parts = Parts(chunk)
    telling = [found for found in founds if any(row.facts.parts for _index, row in found.rows)]
    parts.load({found.id: found.rights for found in telling if found.standing})
    for found in telling:
        if not found.standing:
            parts.hold(found.id, found.rights)
        for index, row in found.rows:
            parts.tell(found.id, row.facts.parts, source_rows[index])
    parts.write()
    incidents = [
        (found.id, *_of_incident(found.facts.incident))
        for found in founds
        if found.facts.incident and not found.standing
    ]
    Table(IncidentFacts, ("occurrence_id", *INCIDENT_COLUMNS)).insert(incidents)
    return parts


def goods_row(occurrence: int, told: GoodsFacts, source_row: int) -> Row:
    return occurrence, told.kind, told.quantity, told.unit, told.description, source_row


def all_told(found: Found, parts: Parts) -> OccurrenceFacts:
    """The occurrence with all that its rows tell."""
    told = [row.facts for _index, row in found.rows]
    items = tuple(each.item for each in told if each.item)
    goods = [each.goods for each in told if each.goods]
    beside = by_kind(parts.of(found.id))
    if not beside:
        return with_parts(found.facts, items=items, goods=tuple(goods))
    kinds = {kind: tuple(part.facts for part in beside[kind]) for kind in ("persons", "vehicles", "goods")}
    return with_parts(found.facts, items=items, **kinds | {"goods": (*goods, *kinds["goods"])})


def _write_search_texts(founds: Iterable[Found], parts: Parts) -> None:
    rows = [(found.id, *search_columns_from(all_told(found, parts))) for found in founds]
    Table(SearchText, SEARCH_COLUMNS).insert_together(rows)


def _note(chunk: Chunk, founds: list[Found], parts: Parts) -> None:
    """One entry for each new occurrence: which fields came in, and a digest of the rows they came from."""
    for found in founds:
        if found.standing is None:
            values = _plain(found.facts)
            fields = [name for name, value in zip(PLAIN_COLUMNS, values, strict=True) if value]
            fields += [name for name in ("place", "references", "incident") if getattr(found.facts, name)]
            fields += by_kind(parts.of(found.id))
            digests = {"rows": [row.digest for _index, row in found.rows]}
            chunk.log.collection(
                "occurrence", found.id, "take_in", [*fields, "items"], values=digests, batch=chunk.batch
            )
