"""The register's rows for the snapshot: read in bulk, and asked which of them somebody may know of."""

from headstamp.registry.queries.flat.known import (
    checks_visible,
    items_visible,
    occurrences_visible,
    persons_visible,
    statuses_visible,
)
from headstamp.registry.queries.flat.reading import counter, reader
from headstamp.registry.queries.flat.sources import CHECKS, ITEMS, OCCURRENCES, PERSONS, STATUSES

__all__ = [
    "CHECKS",
    "ITEMS",
    "OCCURRENCES",
    "PERSONS",
    "STATUSES",
    "checks_visible",
    "counter",
    "items_visible",
    "occurrences_visible",
    "persons_visible",
    "reader",
    "statuses_visible",
]
