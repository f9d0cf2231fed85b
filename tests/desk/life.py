"""What the life of one converted pistol, from its seizure to its destruction, must have moved and left to tell."""

from collections.abc import Mapping
from decimal import Decimal

NUMBER = "Z-104711"
"""The number that the laboratory restores."""

MOVED: Mapping[str, int] = {
    "firearms-seized": 1,
    "firearms-seized-at-border": 1,
    "firearms-seized-found-surrendered": 1,
    "converted-firearms-seized": 1,
    "firearms-confiscated": 1,
    "firearms-destroyed": 1,
    "arms-for-tracing": 1,
    "arms-diversion-established": 1,
    "arms-by-tracing-result": 1,
    "seized-trace-answered": 1,
    "examinations-done": 1,
    "examinations-verified": 1,
    "ballistic-leads": 1,
    "ballistic-hits": 1,
    "cases-reported": 1,
    "cases-charged": 1,
    "cases-adjudicated": 1,
    "cases-convicted": 1,
    "persons-reported": 1,
    "persons-charged": 1,
    "persons-convicted": 1,
    # The cartridge case that led to it was seized apart.
    "ammunition-parts-seized": 1,
    "seizures": 2,
    "seizures-and-finds": 2,
    # Ratios and shares, in an office that had nothing before.
    "firearms-per-occurrence": 1,
    "cases-adjudicated-of-reported": 100,
    "share-identified": 100,
    "share-with-serial": 100,
    "share-mark-removed": 100,
    "share-traced": 100,
    "sdg-16-4-2": 100,
}
"""By how much each figure of the account has moved, all years together. No other figure moves."""

TOLD = ("Seized", "Ballistic hit", NUMBER, "Destroyed")
"""Words of the timeline."""

LEFT = {f"recovery-1-{name}" for name in ("identify", "prints", "feed", "analyse")}
"""Steps of the recommended flow that somebody has still to note, since no room does them."""


def moved(before: Mapping[str, Decimal], after: Mapping[str, Decimal]) -> dict[str, Decimal]:
    """The figures that moved, and by how much."""
    return {id: after[id] - before[id] for id in after if after[id] != before[id]}
