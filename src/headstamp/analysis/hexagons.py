"""Counts in hexagons of H3, whose size follows the zoom; a point stands only in one that is no finer than it is known.

H3 is Uber's hexagonal grid (https://h3geo.org): resolution 3 has edges of about 69 km, 9 of about 200 m.
"""

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

import h3

from headstamp.analysis.precision import BY_CODE

COARSEST, FINEST = 3, 9
_EDGES: dict[int, float] = {
    size: h3.average_hexagon_edge_length(size, unit="m") for size in range(COARSEST, FINEST + 1)
}
_METRES_AT_ZOOM_0 = 78_271.5  # a pixel at the equator, of tiles of 512 pixels (Web Mercator)
_EDGE_IN_PIXELS = 26


@dataclass(frozen=True, slots=True)
class Spot:
    """Items at one point; `precision` says how precisely it is known, `occurrences` in how many occurrences they came up."""

    latitude: float
    longitude: float
    precision: str
    items: int
    occurrences: int = 1


@dataclass(frozen=True, slots=True)
class Hexagon:
    """A cell with what stands in it; its ring is (longitude, latitude), closed."""

    cell: str
    items: int
    occurrences: int
    ring: tuple[tuple[float, float], ...]


@dataclass(slots=True)
class Hexagons:
    """The cells, most items first, and by precision how many items are known too coarsely for cells of this size."""

    resolution: int
    cells: list[Hexagon] = field(default_factory=list)
    too_coarse: dict[str, int] = field(default_factory=dict)


def resolution_for(zoom: float, latitude: float = 42.0) -> int:
    """The resolution whose edges come nearest to 26 pixels on the screen."""
    metres = _METRES_AT_ZOOM_0 * math.cos(math.radians(latitude)) / 2**zoom * _EDGE_IN_PIXELS
    return min(_EDGES, key=lambda size: abs(math.log(_EDGES[size] / metres)))


def edge_of(resolution: int) -> float:
    """The average edge of a cell in metres."""
    return _EDGES[resolution]


def hexagons(spots: Iterable[Spot], resolution: int) -> Hexagons:
    """Counts by cell of `resolution` (3 to 9); ValueError for another."""
    if resolution not in _EDGES:
        raise ValueError(f"no resolution of the map: {resolution}")
    items, occurrences = defaultdict[str, int](int), defaultdict[str, int](int)
    coarse = defaultdict[str, int](int)
    for spot in spots:
        known = BY_CODE.get(spot.precision)
        if known is None or known.finest < resolution:
            coarse[spot.precision] += spot.items
            continue
        cell = h3.latlng_to_cell(spot.latitude, spot.longitude, resolution)
        items[cell] += spot.items
        occurrences[cell] += spot.occurrences
    cells = [Hexagon(cell, number, occurrences[cell], _ring(cell)) for cell, number in items.items()]
    cells.sort(key=lambda each: (-each.items, each.cell))
    return Hexagons(resolution, cells, dict(coarse))


def _ring(cell: str) -> tuple[tuple[float, float], ...]:
    corners = [(round(longitude, 5), round(latitude, 5)) for latitude, longitude in h3.cell_to_boundary(cell)]
    return (*corners, corners[0])
