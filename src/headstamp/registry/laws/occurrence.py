"""Laws of occurrences and of all that is told with one."""

from collections.abc import Sequence

from headstamp.kernel.text import gettext_noop, say
from headstamp.registry.facts import GoodsFacts, IncidentInput, OccurrenceFacts, PlaceFacts
from headstamp.registry.laws.item import check_item, check_reference
from headstamp.registry.laws.people import check_person, check_vehicle
from headstamp.registry.laws.problems import Problems
from headstamp.registry.laws.values import (
    check_codes,
    check_date,
    check_required,
    check_texts,
    check_time,
    is_known,
)
from headstamp.registry.models import Occurrence, OtherGoods, Place
from headstamp.registry.models.columns import Visibility
from headstamp.registry.models.place import Precision
from headstamp.registry.numbers import reference_key

OCCURRENCE_CODES: dict[str, str | tuple[str, ...]] = {
    "kind": "occurrence_kinds",
    "context": "search_contexts",
    "concealment": "concealment",
    "detection": "detection_means",
    "equipment": "equipment",
    "transport": "transport",
    "legal_ground": "legal_grounds",
    "criminal_context": "criminal_contexts",
}
PLACE_CODES: dict[str, str | tuple[str, ...]] = {
    "settlement": "places",
    "municipality": "municipalities",
    "crossing": "border_crossings",
    "jurisdiction": "jurisdictions",
    "kind": "place_kinds",
}
_GOODS_CODES: dict[str, str | tuple[str, ...]] = {"kind": "goods_kinds", "unit": "goods_units"}
_INCIDENT_CODES: dict[str, str | tuple[str, ...]] = {
    "context": "incident_contexts",
    "outcome": "incident_outcomes",
    "relation": "victim_relations",
}
_PRECISIONS, _VISIBILITIES = frozenset(Precision.values), frozenset(Visibility.values)
_ON_EARTH = {"latitude": 90.0, "longitude": 180.0}


def check_occurrence(
    facts: OccurrenceFacts, problems: Problems, before: OccurrenceFacts | None = None
) -> None:
    """Find everything wrong with an occurrence, its items included; `before` is what it was, for an edit."""
    check_required(facts, ("kind",), "", problems)
    check_codes(facts, OCCURRENCE_CODES, "", problems, before)
    check_words(facts, "", problems)
    check_dates(facts, "", problems)
    if facts.place:
        check_place(facts.place, "place.", problems, before.place if before else None)
    if facts.incident:
        check_incident(facts.incident, problems, before.incident if before else None)
    for number, item in enumerate(facts.items):
        check_item(item, f"items.{number}.", problems)
    _check_parts(facts, problems, before)
    check_visibility(facts.visibility, facts.circle, "", problems)
    _check_repeats(facts, problems)


def check_words(facts: OccurrenceFacts, path: str, problems: Problems) -> None:
    """Narrative and equipment fit their columns."""
    check_texts(facts, Occurrence, ("detection_equipment", "narrative"), path, problems)


def check_dates(facts: OccurrenceFacts, path: str, problems: Problems) -> None:
    """Possible, past, and the end not before the beginning."""
    begins = check_date(facts.occurred_on, path + "occurred_on", problems)
    ends = check_date(facts.occurred_until, path + "occurred_until", problems)
    check_date(facts.reported_on, path + "reported_on", problems)
    check_time(facts.occurred_time, path + "occurred_time", problems)
    if begins and ends and ends.latest < begins.earliest:
        problems.add(path + "occurred_until", say(gettext_noop("The end lies before the beginning.")))
    if ends and not facts.occurred_on:
        problems.add(path + "occurred_on", say(gettext_noop("Say when it began, or leave the end out.")))


def check_place(place: PlaceFacts, path: str, problems: Problems, before: PlaceFacts | None = None) -> None:
    """Codes are known, coordinates lie on earth and come in pairs."""
    check_codes(place, PLACE_CODES, path, problems, before)
    check_texts(place, Place, ("text",), path, problems)
    if place.precision not in _PRECISIONS:
        problems.add(path + "precision", say(gettext_noop("Choose a value from the list.")))
    for name, most in _ON_EARTH.items():
        degrees = getattr(place, name)
        if degrees is not None and not -most <= degrees <= most:
            problems.add(
                path + name, say(gettext_noop("Write degrees from -%(most)s to %(most)s."), most=int(most))
            )
    if (place.latitude is None) != (place.longitude is None):
        missing = "latitude" if place.latitude is None else "longitude"
        problems.add(path + missing, say(gettext_noop("Give both coordinates or none.")))


def check_goods(goods: GoodsFacts, path: str, problems: Problems, before: Sequence[GoodsFacts] = ()) -> None:
    """Other goods name their kind; a quantity has a unit."""
    if goods in before:
        return
    check_required(goods, ("kind",), path, problems)
    check_codes(goods, _GOODS_CODES, path, problems)
    check_texts(goods, OtherGoods, ("description",), path, problems)
    if goods.quantity is not None:
        if not goods.quantity.is_finite() or not 0 < goods.quantity < 10**11:
            problems.add(path + "quantity", say(gettext_noop("The quantity must be more than nothing.")))
        elif goods.quantity != round(goods.quantity, 3):
            problems.add(path + "quantity", say(gettext_noop("Write at most three decimals.")))
        if not goods.unit:
            problems.add(path + "unit", say(gettext_noop("Say what the quantity counts.")))


def check_visibility(visibility: str, circle: int, path: str, problems: Problems) -> None:
    """Restricted records name a circle, and only they."""
    if visibility not in _VISIBILITIES:
        problems.add(path + "visibility", say(gettext_noop("Choose a value from the list.")))
    elif (visibility == Visibility.RESTRICTED) != bool(circle):
        problems.add(
            path + "circle", say(gettext_noop("Choose a circle for a restricted record, and for no other."))
        )


def check_incident(incident: IncidentInput, problems: Problems, before: IncidentInput | None = None) -> None:
    """Codes are known; killed and injured are counts of persons."""
    check_codes(incident, _INCIDENT_CODES, "incident.", problems, before)
    for name in ("killed", "injured"):
        count = getattr(incident, name)
        if count is not None and not 0 <= count < 1_000_000:
            problems.add(f"incident.{name}", say(gettext_noop("Write how many persons, 0 or more.")))


def _check_parts(facts: OccurrenceFacts, problems: Problems, before: OccurrenceFacts | None) -> None:
    for number, reference in enumerate(facts.references):
        check_reference(reference, f"references.{number}.", problems, before)
    for number, person in enumerate(facts.persons):
        check_person(person, f"persons.{number}.", problems, before.persons if before else ())
    for number, vehicle in enumerate(facts.vehicles):
        check_vehicle(vehicle, f"vehicles.{number}.", problems, before.vehicles if before else ())
    for number, goods in enumerate(facts.goods):
        check_goods(goods, f"goods.{number}.", problems, before.goods if before else ())
    for number, crime in enumerate(facts.linked_crimes):
        if not is_known("linked_crimes", crime) and crime not in (before.linked_crimes if before else ()):
            problems.add(f"linked_crimes.{number}", say(gettext_noop("Choose a value from the list.")))


def _check_repeats(facts: OccurrenceFacts, problems: Problems) -> None:
    """What the database holds once may not be told twice in one record."""
    told_twice = say(gettext_noop("This is told twice. Remove one of the two."))
    seen: set[object] = set()
    told: list[tuple[str, object]] = [
        (f"linked_crimes.{n}", crime) for n, crime in enumerate(facts.linked_crimes)
    ]
    told += [(f"references.{n}.number", reference_identity(r)) for n, r in enumerate(facts.references)]
    for i, item in enumerate(facts.items):
        told += [
            (f"items.{i}.references.{n}.number", reference_identity(r)) for n, r in enumerate(item.references)
        ]
    told += [(f"persons.{n}.role", (p.person, p.role)) for n, p in enumerate(facts.persons) if p.person]
    for path, what in told:
        if what in seen:
            problems.add(path, told_twice)
        seen.add(what)


def reference_identity(reference: object) -> tuple[str, str, str]:
    """What makes a reference the same: issuer, kind, number without regard to its writing."""
    issuer, kind, number = (getattr(reference, name) for name in ("issuer", "kind", "number"))
    return issuer, kind, reference_key(number)
