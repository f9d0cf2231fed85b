"""GeoJSON (RFC 7946): degrees WGS 84, longitude first. An older file may name another system: it is refused."""

import json
from collections.abc import Iterator
from typing import Any

import numpy as np
from shapely.errors import ShapelyError
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from headstamp.analysis.boundaries.refusing import refused, told
from headstamp.kernel.text import gettext_noop

_WGS_84 = {
    "urn:ogc:def:crs:OGC:1.3:CRS84",
    "urn:ogc:def:crs:OGC::CRS84",
    "urn:ogc:def:crs:EPSG::4326",
    "EPSG:4326",
    "OGC:CRS84",
}
_ODD = gettext_noop(
    "The file is neither GeoJSON nor a GeoPackage. Export it again from your mapping program."
)


def features(content: bytes) -> Iterator[tuple[BaseGeometry, dict[str, str]]]:
    """Each feature's shape and properties."""
    collection = _parsed(content)
    _must_be_degrees(collection.get("crs"))
    listed = collection.get("features")
    if collection.get("type") != "FeatureCollection" or not isinstance(listed, list):
        raise refused(_ODD)
    for each in listed:
        if not isinstance(each, dict) or not isinstance(each.get("geometry"), dict):
            raise refused(gettext_noop("A feature of the file has no shape. Leave it out and export again."))
        properties = each.get("properties")
        yield _shape(each["geometry"]), told(properties if isinstance(properties, dict) else {})


def _parsed(content: bytes) -> dict[str, Any]:
    try:
        found = json.loads(content, parse_constant=_no_number)
    except (ValueError, RecursionError):  # nested without end is no shape of anything
        raise refused(_ODD) from None
    if not isinstance(found, dict):
        raise refused(_ODD)
    return found


def _no_number(word: str) -> float:
    """NaN and Infinity are words of JavaScript, not of JSON."""
    raise ValueError(word)


def _must_be_degrees(crs: Any) -> None:
    if crs is None:
        return
    named = crs.get("properties") if isinstance(crs, dict) else None
    name = named.get("name") if isinstance(named, dict) else None
    if name not in _WGS_84:
        message = gettext_noop(
            "The file's coordinates are in %(name)s. Export it again in WGS 84 (EPSG:4326), in degrees."
        )
        raise refused(message, name=str(name)[:60])


def _shape(geometry: dict[str, Any]) -> BaseGeometry:
    if geometry.get("type") not in ("Polygon", "MultiPolygon"):
        raise refused(gettext_noop("The file holds shapes that are no areas. Export polygons only."))
    try:
        with np.errstate(invalid="ignore"):  # 1e999 is infinite; whether it lies on earth is asked later
            return shape(geometry)
    except (ShapelyError, ValueError, TypeError, KeyError, IndexError, OverflowError, RecursionError):
        raise refused(gettext_noop("A shape in the file is broken. Mend it and export again.")) from None
