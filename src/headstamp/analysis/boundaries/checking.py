"""Whether shapes can be drawn as the areas of a jurisdiction; broken rings are repaired, and the number of them is told."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from headstamp.analysis.boundaries.reading import LIMITS
from headstamp.analysis.boundaries.refusing import refused
from headstamp.analysis.jurisdictions import BOUNDS
from headstamp.kernel.text import gettext_noop

_NEAR = 0.5  # degrees that a municipality may lie beyond our own, coarser shape of its jurisdiction
_TOLERANCE = 0.0005  # degrees, about 50 m: what a screen shows of a municipality


@dataclass(frozen=True, slots=True)
class Area:
    """One area with its properties as the file has them."""

    shape: BaseGeometry
    properties: Mapping[str, str]


@dataclass(slots=True)
class Boundaries:
    """The areas of a file, thinned together so that neighbours still touch; `repaired` had broken rings."""

    areas: list[Area] = field(default_factory=list)
    repaired: int = 0


def checked(found: Iterable[tuple[BaseGeometry, Mapping[str, str]]], jurisdiction: str) -> Boundaries:
    """The areas, valid and thinned. Invalid where there are none, too many points, or they lie elsewhere."""
    listed = list(found)
    if not listed:
        raise refused(gettext_noop("The file holds no area."))
    shapes = [shape for shape, _properties in listed]
    vertices = int(sum(shapely.get_num_coordinates(shapes)))
    if vertices > LIMITS.vertices:
        message = gettext_noop(
            "The file has more than %(most)s points. Simplify the shapes before you export them."
        )
        raise refused(message, most=LIMITS.vertices)
    _must_lie_on_earth(shapes, jurisdiction)
    is_valid = shapely.is_valid(shapes)
    whole = [shapely.force_2d(_repaired(shape)) for shape in shapes]
    thin = shapely.set_precision(_thinned(whole), _TOLERANCE / 10)
    areas = [Area(shape, properties) for shape, (_old, properties) in zip(thin, listed, strict=True)]
    return Boundaries(areas, int((~is_valid).sum()))


def _must_lie_on_earth(shapes: list[BaseGeometry], jurisdiction: str) -> None:
    coordinates = shapely.get_coordinates(shapes)
    if not len(coordinates):
        raise refused(gettext_noop("The file holds no area."))
    west, south, east, north = shapely.total_bounds(shapes)
    if not np.isfinite(coordinates).all() or not (
        -180 <= west <= east <= 180 and -90 <= south <= north <= 90
    ):
        message = gettext_noop("The coordinates are no degrees. Export the file again in WGS 84 (EPSG:4326).")
        raise refused(message)
    if jurisdiction in BOUNDS and not shapely.box(*BOUNDS[jurisdiction]).buffer(_NEAR).intersects(
        shapely.box(west, south, east, north)
    ):
        message = gettext_noop(
            "The areas lie outside your jurisdiction. Are longitude and latitude exchanged, or is it another file?"
        )
        raise refused(message)


def _repaired(shape: BaseGeometry) -> BaseGeometry:
    made = shapely.make_valid(shape, method="structure", keep_collapsed=False)
    if made.is_empty:
        raise refused(gettext_noop("A shape in the file is broken. Mend it and export again."))
    return made


def _thinned(shapes: list[BaseGeometry]) -> list[BaseGeometry]:
    """Common borders stay common; where areas overlap, each is thinned for itself."""
    if shapely.coverage_is_valid(shapes):
        return list(shapely.coverage_simplify(shapes, _TOLERANCE))
    return list(shapely.simplify(shapes, _TOLERANCE))
