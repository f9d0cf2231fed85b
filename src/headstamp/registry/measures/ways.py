"""The ways from the register's figures down to its lists, in the parameters of `registry/filters.py`, and common words."""

from headstamp.kernel.measure import Way
from headstamp.kernel.text import gettext_noop, say

_OF_OCCURRENCE = {
    "status": "status",
    "municipality": "municipality",
    "directorate": "directorate",
    "place_kind": "place",
    "crossing": "crossing",
    "context": "context",
    "concealment": "concealment",
    "detection": "detection",
    "equipment": "equipment",
    "transport": "transport",
    "legal_ground": "ground",
    "criminal_context": "crime",
}
_OF_ITEM = {
    "item_class": "class",
    "kind": "kind",
    "make_code": "make",
    "calibre_code": "calibre",
    "country_of_manufacture": "country",
    "converted_from": "converted_from",
    "national_category": "national",
    "eu_category": "eu",
    "is_eu_category_confirmed": "eu_confirmed",
    "origin": "origin",
    "dispatch": "dispatch",
    "destination": "destination",
    "legal_status": "legal",
    "serial_state": "serial_state",
    "tracing_result": "tracing",
    "occurrence_kind": "occurrence",
    "is_suicide": "suicide",
}
_OF_SOME = ("item_class", "occurrence_kind", "is_suicide", "tracing_result")
"""Columns that only some figures of items are split by."""


OF_OCCURRENCE = tuple(_OF_OCCURRENCE)
OF_ITEM = (*(name for name in _OF_ITEM if name not in _OF_SOME), *OF_OCCURRENCE)
OF_CHECK = ("status", "context", "municipality", "directorate", "joint_with")


def items(**asks: str) -> Way:
    """To the list of items."""
    return Way("items", asks, _OF_ITEM | _OF_OCCURRENCE)


def items_that_became(status: str, **asks: str) -> Way:
    """To the items that came to have a legal status in the period, whatever they are now."""
    columns = {**_OF_ITEM, **_OF_OCCURRENCE}
    del columns["legal_status"]
    return Way(
        "items", {"became": status, **asks}, columns, year="became_in", since="became_from", until="became_to"
    )


def occurrences(**asks: str) -> Way:
    """To the list of occurrences."""
    columns = {
        "occurrence_kind": "kind",
        "incident_context": "incident",
        "incident_outcome": "outcome",
        "relation": "relation",
        "is_suicide": "suicide",
    }
    return Way("occurrences", asks, columns | _OF_OCCURRENCE)


def checks(**asks: str) -> Way:
    """To the list of checks."""
    return Way("checks", asks, {name: name for name in OF_CHECK})


OWN = say(gettext_noop("The office's own register."))
BY_KIND_OF_OCCURRENCE = say(
    gettext_noop(
        "The kind of the occurrence decides, not the legal status of the item: seized is not confiscated, which a decision makes it."
    )
)
WHOLE_NUMBERS = say(gettext_noop("A lot of like things counts with its quantity, not once."))
UNCHECKED = say(
    gettext_noop("Records that no second person has checked are counted too until the period is frozen.")
)
