"""What rows tell besides their items: the persons, vehicles, other goods and linked crimes of their occurrences.

Rows of one occurrence that say the same tell of one thing. A row that says something else when it is taken in again
takes back what it told and tells anew; what somebody changed by hand stays.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from headstamp.registry.actions.bulk_chunk import Chunk
from headstamp.registry.actions.bulk_parts_rows import remove_parts, retire, write_parts, write_tellings
from headstamp.registry.actions.people_in_occurrences import IDENTITY_COLUMNS
from headstamp.registry.actions.revising import Changes, as_json
from headstamp.registry.actions.told_parts import KINDS, Part, Rights, by_kind, told_of
from headstamp.registry.facts import GoodsFacts, PersonFacts, RowPart, VehicleFacts
from headstamp.registry.models import (
    LinkedCrime,
    OtherGoods,
    PersonRole,
    Revision,
    Statement,
    Telling,
    VehicleUse,
)
from headstamp.registry.told import GOODS_COLUMNS, ROLE_COLUMNS, VEHICLE_COLUMNS, columns

Found = tuple[int, Part, datetime | None]
"""An occurrence, a part of it, and when its person or vehicle came into the register."""


@dataclass(slots=True)
class _Held:
    """What one occurrence has, and what is to be written of it."""

    rights: Rights
    parts: list[Part] = field(default_factory=list)
    removed: list[Part] = field(default_factory=list)
    by_hand: set[str] = field(default_factory=set)
    before: dict[str, list[Any]] = field(default_factory=dict)


class Parts:
    """The parts of the occurrences of a chunk: `hold` or `load` each occurrence, `tell` its rows, then `write`."""

    def __init__(self, chunk: Chunk) -> None:
        self._chunk = chunk
        self._held: dict[int, _Held] = {}

    def hold(self, occurrence: int, rights: Rights) -> None:
        """An occurrence that is new and has nothing yet."""
        self._held[occurrence] = _Held(rights)

    def load(self, rights: Mapping[int, Rights]) -> None:
        """Occurrences that stand, with what they have."""
        self._held |= {pk: _Held(of_it) for pk, of_it in rights.items()}
        for pk, part in _standing(list(rights)):
            self._held[pk].parts.append(part)
        mended = Revision.objects.filter(subject_kind="occurrence", subject_id__in=rights, batch="")
        for pk, changes in mended.values_list("subject_id", "changes"):
            self._held[pk].by_hand |= KINDS & set(changes)
        for pk in rights:
            self._held[pk].before = _as_told(self._held[pk].parts)

    def tell(
        self,
        occurrence: int,
        told: Sequence[RowPart],
        row: int,
        earlier: int | None = None,
        apart: frozenset[str] = frozenset(),
    ) -> None:
        """A row tells this of the occurrence, and `earlier` is the row by which it told before.

        Kinds that are told `apart` are no business of this.
        """
        held = self._held[occurrence]
        mine = [p for p in held.parts if earlier in p.rows and p.what not in apart]
        for each in told:
            if each.what in held.by_hand:
                continue
            same = next((p for p in held.parts if p.says(each)), None) or _mended(mine, each)
            if same is None:
                held.parts.append(Part(each.what, each.facts, each.number, {row}))
            elif same.rows:
                same.rows.add(row)
        for part in mine:
            part.rows.remove(earlier or 0)
            if part.what in held.by_hand:
                part.rows.add(row)
            elif not (part.rows or part.is_mended):
                held.parts.remove(part)
                held.removed.append(part)
        self._contest(occurrence, held, told, row)

    def of(self, occurrence: int) -> list[Part]:
        """What the occurrence has now, if anything was told of it."""
        return self._held[occurrence].parts if occurrence in self._held else []

    def changes(self, occurrence: int) -> Changes:
        """{field: [before, after]} of an occurrence that stood."""
        held = self._held.get(occurrence)
        if held is None:
            return {}
        after = _as_told(held.parts)
        kinds = [kind for kind in after if _bare(held.before[kind]) != _bare(after[kind])]
        return {kind: [held.before[kind], after[kind]] for kind in kinds}

    def write(self) -> None:
        """Write what was told; the file's rows and the occurrences may follow in the same transaction."""
        chunk, removed = self._chunk, [part for held in self._held.values() for part in held.removed]
        came = by_kind(part for part in removed if part.came_with_file)
        remove_parts(removed)
        for held in self._held.values():
            _keep_persons(held)
        new = [(pk, held.rights, [p for p in held.parts if not p.pk]) for pk, held in self._held.items()]
        write_parts(chunk, [each for each in new if each[2]])
        write_tellings(part for held in self._held.values() for part in held.parts)
        gone = {"deleted_at": chunk.now, "deleted_by": chunk.asker.id, "deleted_reason": chunk.source.name}
        subjects = {kind: [part.subject for part in came[kind]] for kind in ("persons", "vehicles")}
        retire(chunk.log, gone, **subjects, batch=chunk.batch)

    def _contest(self, occurrence: int, held: _Held, told: Sequence[RowPart], row: int) -> None:
        """What a row says otherwise than somebody did by hand."""
        for what in sorted(held.by_hand):
            claimed = [each for each in told if each.what == what]
            if any(not any(p.says(each) for p in held.parts) for each in claimed):
                said = {what: [[as_json(each.facts) for each in claimed], held.before[what]]}
                self._chunk.add_statement(Statement.Kind.CONTESTED, "occurrence", occurrence, row, said)


def _mended(mine: list[Part], each: RowPart) -> Part | None:
    """What the row told of, where somebody has changed the person or the vehicle on its own page since."""
    found = (p for p in mine if p.what == each.what and p.is_mended and p.number == each.number)
    return next(found, None)


def _keep_persons(held: _Held) -> None:
    """A person stays who he is where only his part is told otherwise."""
    left = [part for part in held.removed if part.what == "persons"]
    for part in held.parts:
        if part.pk or part.what != "persons":
            continue
        same = next((other for other in left if _identity(other) == _identity(part)), None)
        if same:
            left.remove(same)
            part.subject, part.uid = same.subject, same.uid


def _identity(part: Part) -> dict[str, Any]:
    return columns(part.facts, IDENTITY_COLUMNS)


def _as_told(parts: Iterable[Part]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {kind: [] for kind in sorted(KINDS)}
    for part in parts:
        found[part.what].append(told_of(part))
    return found


def _bare(told: Iterable[Any]) -> list[Any]:
    """Without the rows, which tell a reader nothing."""
    return [{**each, "rows": None} for each in told]


def _standing(occurrences: list[int]) -> Iterable[tuple[int, Part]]:
    """The parts of the occurrences, each with the rows that tell of it."""
    found = [*_persons(occurrences), *_vehicles(occurrences), *_things(occurrences)]
    by_key = {(part.what, part.pk): part for _pk, part, _since in found}
    since = {(part.what, part.pk): created for _pk, part, created in found}
    pks = {part.pk for _pk, part, _since in found}
    tellings = Telling.objects.filter(part__in=pks).values_list(
        "what", "part", "row", "row__source__created_at"
    )
    for what, pk, row, told_at in tellings if found else ():
        if part := by_key.get((what, pk)):
            part.rows.add(row)
            created = since[what, pk]
            part.came_with_file |= created is not None and created >= told_at
    for pk, part, _since in found:
        part.told = set(part.rows)
        yield pk, part


def _persons(occurrences: list[int]) -> Iterable[Found]:
    roles = list(
        PersonRole.objects.filter(occurrence__in=occurrences).select_related("person").order_by("id")
    )
    mended = _mended_subjects("person", [role.person_id for role in roles])
    for role in roles:
        facts = PersonFacts(**columns(role, ROLE_COLUMNS), **columns(role.person, IDENTITY_COLUMNS))
        part = Part("persons", facts, role.told_as, pk=role.pk, is_mended=role.person_id in mended)
        part.subject, part.uid = role.person_id, role.person.uid
        yield role.occurrence_id, part, role.person.created_at


def _vehicles(occurrences: list[int]) -> Iterable[Found]:
    uses = list(
        VehicleUse.objects.filter(occurrence__in=occurrences).select_related("vehicle").order_by("id")
    )
    mended = _mended_subjects("vehicle", [use.vehicle_id for use in uses])
    for use in uses:
        facts = VehicleFacts(role=use.role, **columns(use.vehicle, VEHICLE_COLUMNS))
        part = Part("vehicles", facts, pk=use.pk, is_mended=use.vehicle_id in mended)
        part.subject, part.uid = use.vehicle_id, use.vehicle.uid
        yield use.occurrence_id, part, use.vehicle.created_at


def _things(occurrences: list[int]) -> Iterable[Found]:
    for goods in OtherGoods.objects.filter(occurrence__in=occurrences).order_by("id"):
        part = Part("goods", GoodsFacts(**columns(goods, GOODS_COLUMNS)), pk=goods.pk)
        part.rows |= {goods.source_row_id} if goods.source_row_id else set()
        yield goods.occurrence_id, part, None
    for crime in LinkedCrime.objects.filter(occurrence__in=occurrences).order_by("id"):
        yield crime.occurrence_id, Part("linked_crimes", crime.crime, pk=crime.pk), None


def _mended_subjects(kind: str, ids: list[int]) -> set[int]:
    found = Revision.objects.filter(subject_kind=kind, subject_id__in=ids, batch="")
    return set(found.values_list("subject_id", flat=True)) if ids else set()
