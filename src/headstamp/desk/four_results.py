"""The source document's four results for who asks: detection, leads, seizures, public safety.

Each is counted from the register as it stands; what no room measures yet says so and shows no figure.
"""

from dataclasses import dataclass, field

from headstamp.kernel.asker import Asker
from headstamp.registry.queries.totals import (
    Rate,
    detection_by_year,
    firearms_seized_by,
    firearms_seized_by_year,
    incidents_by_year,
)

DETECTION_CONTEXTS = ("traffic_control", "house_search")


@dataclass(frozen=True, slots=True)
class Bar:
    """A line of a small chart: a code or a year, its number, its share of the longest line in per cent."""

    name: str
    number: int
    percent: int


@dataclass(frozen=True, slots=True)
class FourResults:
    """What the home page shows on top."""

    detection: list[Rate] = field(default_factory=list)
    seized: list[Bar] = field(default_factory=list)
    incidents: list[tuple[str, int, int | None, int | None]] = field(default_factory=list)
    latest_year: str = ""
    by_kind: list[Bar] = field(default_factory=list)
    by_place: list[Bar] = field(default_factory=list)

    @property
    def seized_latest(self) -> Bar | None:
        return next((bar for bar in self.seized if bar.name == self.latest_year), None)


def four_results(asker: Asker) -> FourResults:
    """The results for the asker, from records he may know of."""
    seized = bars(list(firearms_seized_by_year(asker).items()))
    latest = max((bar.name for bar in seized if bar.name), default="")
    return FourResults(
        detection=detection_by_year(asker, DETECTION_CONTEXTS),
        seized=seized,
        incidents=incidents_by_year(asker),
        latest_year=latest,
        by_kind=bars(firearms_seized_by(asker, "kind", latest)) if latest else [],
        by_place=bars(firearms_seized_by(asker, "municipality", latest)) if latest else [],
    )


def bars(rows: list[tuple[str, int]]) -> list[Bar]:
    """Rows with each number's share of the largest."""
    longest = max((number for _name, number in rows), default=0)
    return [Bar(name, number, round(100 * number / longest) if longest else 0) for name, number in rows]
