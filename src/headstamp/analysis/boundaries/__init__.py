"""An office's own boundaries: GeoJSON or GeoPackage in, checked and repaired shapes out; what cannot be used is refused."""

from headstamp.analysis.boundaries.checking import Area, Boundaries, checked
from headstamp.analysis.boundaries.matching import Matched, PropertySeen, match, properties_of
from headstamp.analysis.boundaries.reading import LIMITS, read

__all__ = [
    "LIMITS",
    "Area",
    "Boundaries",
    "Matched",
    "PropertySeen",
    "checked",
    "match",
    "properties_of",
    "read",
]
