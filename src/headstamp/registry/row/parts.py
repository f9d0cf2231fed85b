"""What a row tells besides its item: the incident, and persons, vehicles, goods and linked crimes of the occurrence."""

from collections.abc import Iterator, Mapping
from typing import Any

from headstamp.kernel.text import gettext_noop as N
from headstamp.kernel.text import say
from headstamp.registry.facts import GoodsFacts, IncidentInput, PersonFacts, RowPart, VehicleFacts
from headstamp.registry.laws.occurrence import check_goods, check_incident
from headstamp.registry.laws.people import check_identity, check_part, check_vehicle
from headstamp.registry.laws.problems import Problems
from headstamp.registry.laws.values import is_known
from headstamp.registry.row.numbers import decimal, whole
from headstamp.registry.row.part_fields import CRIME_FIELDS, INCIDENT, PART_FIELDS, PERSONS, VEHICLE, WHOLE

_NOTHING = (None, "")
# A layout may give these to every row alike: by themselves they tell of nobody.
_OF_NOBODY = frozenset({"role", "category", "is_assessment"})


def tells_parts(values: Mapping[str, Any]) -> bool:
    """Whether any field but those of occurrence and item is filled."""
    return not PART_FIELDS.keys().isdisjoint(values)


def incident_of(values: Mapping[str, Any], problems: Problems) -> IncidentInput | None:
    """What the incident did, checked; None where the row says nothing of it."""
    told = _told(values, INCIDENT, problems)
    if not told or told == {"is_suicide": False}:
        return None
    facts = IncidentInput(**told)
    check_incident(facts, problems)
    return facts


def parts_of(values: Mapping[str, Any], problems: Problems) -> tuple[RowPart, ...]:
    """Persons, vehicle and linked crimes of the row, checked."""
    return (*_persons(values, problems), *_vehicles(values, problems), *_crimes(values, problems))


def goods_of(values: Mapping[str, Any], problems: Problems) -> GoodsFacts | None:
    """The other goods of the row, checked; None where it names none."""
    if not values.get("goods.kind"):
        return None
    goods = GoodsFacts(
        kind=values["goods.kind"],
        quantity=decimal(values, "goods.quantity", problems),
        unit=values.get("goods.unit", ""),
        description=values.get("goods.description", ""),
    )
    check_goods(goods, "goods.", problems)
    return goods


def _told(values: Mapping[str, Any], names: Mapping[str, str], problems: Problems) -> dict[str, Any]:
    found = {own: values.get(name) for name, own in names.items() if name not in WHOLE}
    found |= {own: whole(values, name, problems) for name, own in names.items() if name in WHOLE}
    return {own: value for own, value in found.items() if value not in _NOTHING}


def _persons(values: Mapping[str, Any], problems: Problems) -> Iterator[RowPart]:
    for slot, names in PERSONS.items():
        told = _told(values, names, problems)
        number = str(values.get(f"{slot}.number") or "")[:40]
        if not number and told.keys() <= _OF_NOBODY:
            continue
        facts = PersonFacts(**{"role": "", "category": ""} | told)
        check_part(facts, f"{slot}.", problems)
        check_identity(facts, f"{slot}.", problems, may_be_unnamed=True)
        yield RowPart(what="persons", facts=facts, number=number)


def _vehicles(values: Mapping[str, Any], problems: Problems) -> Iterator[RowPart]:
    told = _told(values, VEHICLE, problems)
    if told.keys() - {"role", "carrier_nationality"}:
        facts = VehicleFacts(**told)
        check_vehicle(facts, "vehicle.", problems)
        yield RowPart(what="vehicles", facts=facts)


def _crimes(values: Mapping[str, Any], problems: Problems) -> Iterator[RowPart]:
    told = {crime: name for name in reversed([*CRIME_FIELDS]) if (crime := values.get(name))}
    for crime, name in reversed(told.items()):
        if not is_known("linked_crimes", crime):
            problems.add(name, say(N("Choose a value from the list.")))
        yield RowPart(what="linked_crimes", facts=crime)
