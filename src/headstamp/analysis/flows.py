"""Ways of items between jurisdictions: where they came from, through which they went, where they were bound for."""

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from headstamp.analysis.jurisdictions import POINTS

_STEPS = 24


@dataclass(frozen=True, slots=True)
class Route:
    """Items that say the same way: codes of jurisdictions, '' for not said."""

    origin: str
    dispatch: str
    transit: tuple[str, ...]
    destination: str
    items: int

    @property
    def stops(self) -> tuple[str, ...]:
        """The jurisdictions in their order, each once where it follows itself."""
        said = [stop for stop in (self.origin, self.dispatch, *self.transit, self.destination) if stop]
        return tuple(stop for number, stop in enumerate(said) if not number or said[number - 1] != stop)


@dataclass(frozen=True, slots=True)
class Leg:
    """From one jurisdiction to the next, with the items of all routes that go there."""

    start: str
    end: str
    items: int


@dataclass(slots=True)
class Flows:
    """The legs, most items first; and how many items are on none: one stop only, or a stop that has no place."""

    legs: list[Leg] = field(default_factory=list)
    one_stop: int = 0
    nowhere: int = 0


def flows(routes: Iterable[Route]) -> Flows:
    """Legs of all routes; a route with a stop that is no place on a map (unknown, regional) is counted and not drawn."""
    found, counts = Flows(), defaultdict[tuple[str, str], int](int)
    for route in routes:
        stops = route.stops
        if len(stops) < 2:
            found.one_stop += route.items
        elif any(stop not in POINTS for stop in stops):
            found.nowhere += route.items
        else:
            for leg in pairwise(stops):
                counts[leg] += route.items
    found.legs = sorted(
        (Leg(start, end, items) for (start, end), items in counts.items()),
        key=lambda leg: (-leg.items, leg.start, leg.end),
    )
    return found


def arc(start: str, end: str) -> list[tuple[float, float]]:
    """A bow from one jurisdiction's point to the other's, to the right of the way, so that there and back are two."""
    (x, y), (to_x, to_y) = POINTS[start], POINTS[end]
    reach = math.hypot(to_x - x, to_y - y)
    bend = 0.18 * reach
    middle = (
        (x + to_x) / 2 + bend * (to_y - y) / (reach or 1),
        (y + to_y) / 2 - bend * (to_x - x) / (reach or 1),
    )
    points = []
    for step in range(_STEPS + 1):
        part = step / _STEPS
        rest = 1 - part
        points.append(
            (
                round(rest * rest * x + 2 * rest * part * middle[0] + part * part * to_x, 4),
                round(rest * rest * y + 2 * rest * part * middle[1] + part * part * to_y, 4),
            )
        )
    return points
