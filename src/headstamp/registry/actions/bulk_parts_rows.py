"""Writes and takes back what rows told besides their items, table by table."""

from collections.abc import Iterable, Sequence
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q, QuerySet

from headstamp.audit.recorder import Recorder
from headstamp.kernel.ids import new_uids
from headstamp.registry.actions.bulk_chunk import Chunk
from headstamp.registry.actions.people_in_occurrences import IDENTITY_COLUMNS
from headstamp.registry.actions.revising import told_fields
from headstamp.registry.actions.rows import Row, Table, reserve
from headstamp.registry.actions.told_parts import Part, Rights, by_kind
from headstamp.registry.models import (
    LinkedCrime,
    OtherGoods,
    Person,
    PersonRole,
    Source,
    Telling,
    Vehicle,
    VehicleUse,
)
from headstamp.registry.numbers import mark_key
from headstamp.registry.queries.people import vehicles_visible_to
from headstamp.registry.queries.visibility import is_one_of
from headstamp.registry.told import GOODS_COLUMNS, ROLE_COLUMNS, VEHICLE_COLUMNS, columns

Owned = tuple[int, Rights, list[Part]]
"""An occurrence, what its parts take on, and its new parts."""

MODELS: dict[str, Any] = {
    "persons": PersonRole,
    "vehicles": VehicleUse,
    "goods": OtherGoods,
    "linked_crimes": LinkedCrime,
}
_AT_ONCE = 100  # conditions to a statement
_RIGHTS = ("id", "uid", "visibility", "circle_id")
_ROLE = ("occurrence_id", "person_id", *ROLE_COLUMNS, "told_as", "id")
_USE = ("occurrence_id", "vehicle_id", "role", "id")
_GOODS = ("occurrence_id", *GOODS_COLUMNS, "id")
_CRIME = ("occurrence_id", "crime", "id")


def remove_parts(removed: Iterable[Part]) -> None:
    """Take out what no row tells any more."""
    for what, parts in by_kind(removed).items():
        pks = [part.pk for part in parts]
        Telling.objects.filter(what=what, part__in=pks).delete()
        MODELS[what]._default_manager.filter(pk__in=pks).delete()


def write_parts(chunk: Chunk, owned: Sequence[Owned]) -> None:
    """Write the new parts of occurrences that are there."""
    new = by_kind(part for _pk, _rights, told in owned for part in told)
    for what, parts in new.items():
        for part, pk in zip(parts, reserve(MODELS[what], len(parts)), strict=True):
            part.pk = pk
    _write_persons(chunk, owned)
    _write_vehicles(chunk, owned)
    goods = [(pk, *columns(p.facts, GOODS_COLUMNS).values(), p.pk) for pk, _, p in _of(owned, "goods")]
    Table(OtherGoods, _GOODS).insert(goods)
    crimes = [(pk, p.facts, p.pk) for pk, _, p in _of(owned, "linked_crimes")]
    Table(LinkedCrime, _CRIME).insert(crimes)


def write_tellings(parts: Iterable[Part]) -> None:
    """Which rows tell of the parts now."""
    new: list[Row] = []
    old: list[Q] = []
    for part in parts:
        new += [(row, part.what, part.pk) for row in sorted(part.rows - part.told)]
        if gone := part.told - part.rows:
            old.append(Q(what=part.what, part=part.pk, row__in=gone))
    for start in range(0, len(old), _AT_ONCE):
        Telling.objects.filter(reduce(or_, old[start : start + _AT_ONCE])).delete()
    Table(Telling, ("row_id", "what", "part")).insert(new)


def retire(
    log: Recorder, gone: dict[str, Any], persons: Sequence[int], vehicles: Sequence[int], batch: str
) -> None:
    """Persons and vehicles that a file brought leave the register where nothing leads to them any more."""
    lonely: tuple[tuple[Any, str, Sequence[int], Q], ...] = (
        (Person, "person", persons, Q(roles__isnull=True, memberships__isnull=True)),
        (Vehicle, "vehicle", vehicles, Q(uses__isnull=True)),
    )
    for model, kind, keys, alone in lonely:
        if not keys:
            continue
        found = model.objects.filter(alone, pk__in=keys, deleted_at=None).values_list("pk", flat=True)
        ids = list(found)
        model.objects.filter(pk__in=ids).update(**gone)
        for pk in ids:
            log.erasure(kind, pk, "take_in", ("deleted_at",), batch=batch)


def _of(owned: Iterable[Owned], what: str) -> list[tuple[int, Rights, Part]]:
    return [(pk, rights, part) for pk, rights, parts in owned for part in parts if part.what == what]


def _owner(chunk: Chunk) -> dict[str, Any]:
    owner = {"unit_id": chunk.source.unit_id, "jurisdiction": chunk.asker.jurisdiction}
    return chunk.stamps | owner


def _write_persons(chunk: Chunk, owned: Sequence[Owned]) -> None:
    told = _of(owned, "persons")
    new = [(rights, part) for _pk, rights, part in told if not part.subject]
    persons: list[Row] = []
    for (rights, part), pk, uid in zip(new, reserve(Person, len(new)), new_uids(len(new)), strict=True):
        part.subject, part.uid = pk, uid
        persons.append((pk, uid, *rights, *columns(part.facts, IDENTITY_COLUMNS).values()))
        _note(chunk, "person", part)
    Table(Person, (*_RIGHTS, *IDENTITY_COLUMNS), _owner(chunk)).insert(persons)
    roles = [(pk, p.subject, *columns(p.facts, ROLE_COLUMNS).values(), p.number, p.pk) for pk, _, p in told]
    Table(PersonRole, _ROLE).insert(roles)


def _write_vehicles(chunk: Chunk, owned: Sequence[Owned]) -> None:
    told = _of(owned, "vehicles")
    known = _known_vehicles(chunk, [part for _pk, _rights, part in told])
    for _pk, rights, part in told:
        part.subject, part.uid = known.get(_vehicle_key(rights, part), (0, ""))
    new = {_vehicle_key(rights, part): part for _pk, rights, part in told if not part.subject}
    anonymous = [(rights, part) for _pk, rights, part in told if not (part.subject or _is_registered(part))]
    named = [(key[0], part) for key, part in new.items() if _is_registered(part)]
    made = [*named, *anonymous]
    vehicles: list[Row] = []
    for (rights, part), pk, uid in zip(made, reserve(Vehicle, len(made)), new_uids(len(made)), strict=True):
        part.subject, part.uid = pk, uid
        folded = mark_key(part.facts.registration)[:40]
        vehicles.append((pk, uid, *rights, folded, *columns(part.facts, VEHICLE_COLUMNS).values()))
        _note(chunk, "vehicle", part)
    for _pk, rights, part in told:
        if not part.subject:
            first = new[_vehicle_key(rights, part)]
            part.subject, part.uid = first.subject, first.uid
    Table(Vehicle, (*_RIGHTS, "folded", *VEHICLE_COLUMNS), _owner(chunk)).insert(vehicles)
    Table(VehicleUse, _USE).insert([(pk, p.subject, p.facts.role, p.pk) for pk, _, p in told])


def _is_registered(part: Part) -> bool:
    return bool(part.facts.registration.strip())


def _vehicle_key(rights: Rights, part: Part) -> tuple[Rights, tuple[str, ...]]:
    return rights, tuple(columns(part.facts, VEHICLE_COLUMNS).values())


def _known_vehicles(chunk: Chunk, parts: Iterable[Part]) -> dict[Any, tuple[int, str]]:
    """Registered vehicles that were told of in the very same words, by whom the asker may ask, or by this file."""
    folded = {mark_key(part.facts.registration)[:40] for part in parts if _is_registered(part)}
    if not folded:
        return {}
    seen = is_one_of(chunk.asker, vehicles_visible_to(chunk.asker), "pk")
    own = Q(pk__in=_told_by(chunk.source).values("vehicle"))
    found = Vehicle.objects.filter(
        seen | own, folded__in=folded, unit=chunk.source.unit_id, deleted_at=None
    ).order_by("-id")
    return {
        ((row.visibility, row.circle_id), tuple(columns(row, VEHICLE_COLUMNS).values())): (row.pk, row.uid)
        for row in found
    }


def _told_by(source: Source) -> QuerySet[VehicleUse]:
    told = Telling.objects.filter(what="vehicles", row__source=source)
    return VehicleUse.objects.filter(pk__in=told.values("part"))


def _note(chunk: Chunk, kind: str, part: Part) -> None:
    told = told_fields(part.facts)
    chunk.log.collection(kind, part.subject, "take_in", sorted(told), values=told, batch=chunk.batch)
