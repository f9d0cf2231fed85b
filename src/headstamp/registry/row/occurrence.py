"""The occurrence that a row tells of."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from headstamp.registry.facts import OccurrenceFacts, PlaceFacts, ReferenceFacts, with_parts
from headstamp.registry.laws.occurrence import check_dates, check_occurrence, check_place, check_words
from headstamp.registry.laws.problems import Problems
from headstamp.registry.row.fields import ITEM_FIELDS, OCCURRENCE, PLACE
from headstamp.registry.row.numbers import decimal
from headstamp.registry.row.references import check_references, references_of_occurrence
from headstamp.registry.row.remembered import MOST, remember, remembered
from headstamp.registry.target_fields import place_words

_ALL = [name for name in ITEM_FIELDS if name.startswith("occurrence.")]
_DAYS = {
    name: OCCURRENCE[name]
    for name in ITEM_FIELDS
    if name in OCCURRENCE and ITEM_FIELDS[name].type in ("date", "time")
}
_TEXTS = {"occurrence.narrative": "narrative", "occurrence.detection_equipment": "detection_equipment"}
_CODES = [name for name in OCCURRENCE if name not in _DAYS and name not in _TEXTS]
_PLACE = [name for name in _ALL if name not in OCCURRENCE and not name.startswith("occurrence.reference")]
_FEW, _MOST_PLACES = 50, 5_000
_lawful, _lawful_days, _lawful_places, _latest = remembered(), remembered(), remembered(), remembered()


def occurrence_of(values: Mapping[str, Any], problems: Problems) -> OccurrenceFacts:
    """The occurrence with its reference, checked. Rows of one occurrence, which follow each other, share it."""
    key = tuple(map(values.get, _ALL))
    told: OccurrenceFacts | None = _latest.get(key)
    if told is None:
        references = references_of_occurrence(values)
        told = _of_lawful_parts(values, references)
        if told is None:
            told = with_parts(_checked(values, problems), references=references)
        if references:
            check_references(references, values, "", problems)
        if not problems.found:
            remember(_latest, key, told, _FEW)
    return told


def _of_lawful_parts(
    values: Mapping[str, Any], references: tuple[ReferenceFacts, ...]
) -> OccurrenceFacts | None:
    """The occurrence, if each part of it is lawful; None where one is not: then all of it is to be looked at."""
    plain: OccurrenceFacts | None = _part(_lawful, _CODES, values, _coded)
    days = _part(_lawful_days, _DAYS, values, _days)
    place = _part(_lawful_places, _PLACE, values, _place, _MOST_PLACES)
    if plain is None or days is None or place is None:
        return None
    texts = {attribute: values.get(name) or "" for name, attribute in _TEXTS.items()}
    told, own = with_parts(plain, place=place[0], references=references, **days, **texts), Problems()
    check_words(told, "", own)
    return None if own.found else told


def _part(
    known: dict[tuple[Any, ...], Any],
    names: Iterable[str],
    values: Mapping[str, Any],
    tell: Callable[[Mapping[str, Any], Problems], Any],
    most: int = MOST,
) -> Any:
    """What these values tell, if it is lawful."""
    key = tuple(map(values.get, names))
    told = known.get(key)
    if told is None:
        own = Problems()
        told = tell(values, own)
        if own.found:
            return None
        remember(known, key, told, most)
    return told


def _coded(values: Mapping[str, Any], problems: Problems) -> OccurrenceFacts:
    codes: dict[str, Any] = {OCCURRENCE[name]: values.get(name) or "" for name in _CODES}
    told = OccurrenceFacts(**codes)
    check_occurrence(told, problems)
    return told


def _days(values: Mapping[str, Any], problems: Problems) -> dict[str, Any]:
    told: dict[str, Any] = {attribute: values.get(name) or "" for name, attribute in _DAYS.items()}
    check_dates(OccurrenceFacts(kind="", **told), "", problems)
    return told


def _place(values: Mapping[str, Any], problems: Problems) -> tuple[PlaceFacts | None]:
    place = _place_told(values, problems)
    if place:
        check_place(place, "place.", problems)
    return (place,)


def _checked(values: Mapping[str, Any], problems: Problems) -> OccurrenceFacts:
    told = {attribute: value for name, attribute in OCCURRENCE.items() if (value := values.get(name))}
    told.setdefault("kind", "")
    occurrence = OccurrenceFacts(place=_place_told(values, problems), **told)
    check_occurrence(occurrence, problems)
    return occurrence


def _place_told(values: Mapping[str, Any], problems: Problems) -> PlaceFacts | None:
    place = place_words(values, "occurrence")
    place |= {attribute: value for name, attribute in PLACE.items() if (value := values.get(name))}
    for name in ("latitude", "longitude"):
        degrees = decimal(values, f"occurrence.{name}", problems)
        if degrees is not None:
            place[name] = float(degrees)
    return PlaceFacts(**place) if place else None
