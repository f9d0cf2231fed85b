"""The occurrence that a row tells of."""

from collections.abc import Mapping
from typing import Any

from headstamp.registry.facts import OccurrenceFacts, PlaceFacts, with_parts
from headstamp.registry.laws.occurrence import check_occurrence
from headstamp.registry.laws.problems import Problems
from headstamp.registry.row.fields import ITEM_FIELDS, OCCURRENCE, PLACE
from headstamp.registry.row.numbers import decimal
from headstamp.registry.row.references import check_reference, reference
from headstamp.registry.row.remembered import remember, remembered
from headstamp.registry.target_fields import place_words

_KEY = [name for name in ITEM_FIELDS if name.startswith("occurrence.") and name != "occurrence.reference"]
_lawful = remembered()


def occurrence_of(values: Mapping[str, Any], problems: Problems) -> OccurrenceFacts:
    """The occurrence with its reference, checked."""
    key = tuple(map(values.get, _KEY))
    told = _lawful.get(key)
    if told is None:
        told = _told(values, problems)
        check_occurrence(told, problems)
        if not problems.found:
            remember(_lawful, key, told)
    number = values.get("occurrence.reference")
    if not number:
        return told
    kind = values.get("occurrence.reference_kind", "police_case")
    number_given = reference(kind, values.get("occurrence.reference_issuer", ""), str(number))
    check_reference(number_given, "references.0.", problems)
    return with_parts(told, references=(number_given,))


def _told(values: Mapping[str, Any], problems: Problems) -> OccurrenceFacts:
    told = {attribute: value for name, attribute in OCCURRENCE.items() if (value := values.get(name))}
    place = place_words(values, "occurrence")
    place |= {attribute: value for name, attribute in PLACE.items() if (value := values.get(name))}
    for name in ("latitude", "longitude"):
        degrees = decimal(values, f"occurrence.{name}", problems)
        if degrees is not None:
            place[name] = float(degrees)
    told.setdefault("kind", "")
    return OccurrenceFacts(place=PlaceFacts(**place) if place else None, **told)
