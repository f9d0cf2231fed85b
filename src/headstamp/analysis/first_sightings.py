"""What was never seen before in the office's records: a make, a kind, a conversion, a way to hide, a means, a route.

A thing is new when every record that has it may only be of the months looked at: a date that is a year only may be of
its first day, and a record without a date may be older than all, so they tell that the thing was known. Nothing is
new to an office whose records have only just begun. Only things are looked at, never anything of a person.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from headstamp.analysis.months import iso_of

LEAST_MONTHS = 12
"""Months of records before those looked at; with fewer, nothing is called new."""
LEAST_RECORDS = 100


class Subject(StrEnum):
    """What can be new. MODEL is a wording as it was typed, under its make; the others are codes."""

    KIND = "kind"
    MAKE = "make"
    MODEL = "model"
    CALIBRE = "calibre"
    CONVERSION = "conversion"
    CONCEALMENT = "concealment"
    DETECTION = "detection"
    ROUTE = "route"


@dataclass(frozen=True, slots=True, order=True)
class Sighting:
    """A thing with the record that has it: `value` is a code, or codes parted by '>' for a route and '|' for a model
    under its make; `occurred_on` is ISO text of a day, month or year, '' for unknown."""

    subject: Subject
    value: str
    occurred_on: str
    record: int


@dataclass(frozen=True, slots=True, order=True)
class FirstSighting:
    """A new thing: the record that has it first, and how many records have it by now."""

    subject: Subject
    value: str
    month: int
    record: int
    records: int


def is_old_enough(first_month: int, looked_at_from: int, records_before: int) -> bool:
    """Whether the records before the months looked at are enough to call anything new."""
    return looked_at_from - first_month >= LEAST_MONTHS and records_before >= LEAST_RECORDS


def first_sightings(sightings: Iterable[Sighting], looked_at_from: int) -> list[FirstSighting]:
    """What is new since the month `looked_at_from`. A thing may be given by its earliest sightings only."""
    start = iso_of(looked_at_from)
    by_thing: dict[tuple[Subject, str], list[Sighting]] = {}
    for each in sightings:
        by_thing.setdefault((each.subject, each.value), []).append(each)
    found = []
    for (subject, value), seen in by_thing.items():
        first = min(seen, key=lambda one: (one.occurred_on, one.record))
        # As text a year comes before its months and nothing before all: the earliest that a date can mean.
        if first.occurred_on >= start:
            month = int(first.occurred_on[:4]) * 12 + int(first.occurred_on[5:7]) - 1
            found.append(
                FirstSighting(subject, value, month, first.record, len({one.record for one in seen}))
            )
    return sorted(found)
