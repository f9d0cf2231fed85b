"""Where each jurisdiction stands on a map: one point inside it, and the bounds of those of the region.

The points only say where a name is written and where a flow ends. Source and licence are in the file that
scripts/shapes.py writes.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

_FILE = json.loads((Path(__file__).parent / "jurisdictions.json").read_text(encoding="utf-8"))

POINTS: Mapping[str, tuple[float, float]] = MappingProxyType(
    {code: (point[0], point[1]) for code, point in _FILE["points"].items()}
)
"""(longitude, latitude) by code of the list of jurisdictions."""

BOUNDS: Mapping[str, tuple[float, float, float, float]] = MappingProxyType(
    {code: (box[0], box[1], box[2], box[3]) for code, box in _FILE["bounds"].items()}
)
"""(west, south, east, north) by code, for the region."""
