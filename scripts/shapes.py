"""Writes the shapes that maps are drawn on: jurisdictions, first-level units of the region, a point for each jurisdiction.

Run it by hand: `.venv/bin/python scripts/shapes.py UNITS.geojson`, with Natural Earth's admin-1 states and provinces.
Jurisdictions come from the npm package world-atlas, which holds Natural Earth too. Both are in the public domain.
No name of Natural Earth is taken over: labels come from the list of jurisdictions.
"""

import json
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import shapely
from babel.core import get_global
from shapely import MultiPolygon, Polygon
from shapely.affinity import translate
from shapely.geometry import mapping, shape
from shapely.geometry.base import BaseGeometry
from vendor import fetch

ROOT = Path(__file__).parents[1]
SHAPES = ROOT / "src" / "headstamp" / "web" / "static" / "map" / "shapes.json"
POINTS = ROOT / "src" / "headstamp" / "analysis" / "jurisdictions.json"
ATLAS = {
    "name": "world-atlas",
    "package": "world-atlas",
    "version": "2.0.2",
    "integrity": "sha512-IXfV0qwlKXpckz1FhwXVwKRjiIhOnWttOskm5CtxMsjgE/MXAYRHWJqgXOpM8IkcPBoXnyTU5lFHcYa5ChG0LQ==",
}
SOURCE = "Natural Earth (https://www.naturalearthdata.com), 1:10m and 1:110m, simplified by scripts/shapes.py"
LICENCE = "public domain"
NEAR = shapely.box(12, 36, 30.5, 49)  # what is drawn finely: the region and its neighbours
REGION = ("AL", "BA", "XK", "ME", "MK", "RS")
# Without a number in ISO 3166-1, or drawn apart by Natural Earth: where each belongs in our list.
BY_NAME = {"Kosovo": "XK", "N. Cyprus": "CY", "Somaliland": "SO"}
WITHOUT_SHAPE = "AQ"  # around the pole, on no map of routes
FINE, COARSE = 0.01, 0.2  # degrees; about 1 km and 20 km
# Natural Earth has thirty units of Kosovo*, not the thirty-eight of today: they would mislead.
WITHOUT_UNITS = "XK"


def decoded(path: Path) -> Iterator[tuple[str, BaseGeometry]]:
    """(code, shape) of each jurisdiction in a TopoJSON file."""
    topology = json.loads(path.read_text(encoding="utf-8"))
    arcs = [_arc(arc, **topology["transform"]) for arc in topology["arcs"]]
    for each in topology["objects"]["countries"]["geometries"]:
        nested = each.get("arcs", [])
        polygons = nested if each["type"] == "MultiPolygon" else [nested]
        code = _code(each)
        if code and nested and code not in WITHOUT_SHAPE:
            made = [_polygon(rings, arcs) for rings in polygons]
            yield code, _within_180(whole(MultiPolygon([one for one in made if one is not None])))


def _code(each: dict[str, Any]) -> str:
    aliases: Sequence[str] = get_global("territory_aliases").get(each.get("id", ""), ())
    return BY_NAME.get(each["properties"]["name"]) or (aliases[0] if aliases else "")


def _arc(arc: list[list[int]], scale: list[float], translate: list[float]) -> list[tuple[float, float]]:
    x = y = 0
    points = []
    for step in arc:
        x, y = x + step[0], y + step[1]
        points.append((x * scale[0] + translate[0], y * scale[1] + translate[1]))
    return points


def _polygon(rings: list[list[int]], arcs: list[list[tuple[float, float]]]) -> Polygon | None:
    """None for an islet that the file's own grid has flattened to a line."""
    closed = [_ring(ring, arcs) for ring in rings]
    return Polygon(closed[0], [hole for hole in closed[1:] if len(hole) > 3]) if len(closed[0]) > 3 else None


def _ring(ids: list[int], arcs: list[list[tuple[float, float]]]) -> list[tuple[float, float]]:
    points: list[tuple[float, float]] = []
    for number in ids:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += arc[1 if points else 0 :]
    return _unrolled(points)


def _unrolled(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """The ring without a leap at 180 degrees: the file has stitched together what crosses them."""
    unrolled, turn = points[:1], 0.0
    for (before, _y), (x, y) in pairwise(points):
        if abs(x - before) > 180:
            turn += 360 if before > x else -360
        unrolled.append((x + turn, y))
    return unrolled


def _within_180(geometry: BaseGeometry) -> BaseGeometry:
    """What lies beyond 180 degrees comes back on the other side."""
    parts = [
        translate(shapely.intersection(geometry, shapely.box(turn - 180, -90, turn + 180, 90)), -turn)
        for turn in (-360, 0, 360)
    ]
    return whole(shapely.union_all([part for part in parts if not part.is_empty]))


def whole(geometry: BaseGeometry) -> BaseGeometry:
    """A valid shape of polygons and nothing else."""
    return shapely.make_valid(geometry, method="structure", keep_collapsed=False)


def merged(found: Iterator[tuple[str, BaseGeometry]]) -> dict[str, BaseGeometry]:
    """One shape for each code."""
    parts = defaultdict(list)
    for code, geometry in found:
        parts[code].append(geometry)
    return {code: shapely.union_all(several) for code, several in parts.items()}


def thinned(shapes: dict[Any, BaseGeometry], tolerance: float) -> dict[Any, BaseGeometry]:
    """Fewer points, with common borders still common."""
    thin = shapely.coverage_simplify(list(shapes.values()), tolerance)
    return dict(zip(shapes, shapely.set_precision(thin, tolerance / 10), strict=True))


def units(path: Path) -> dict[tuple[str, int], BaseGeometry]:
    """The first-level units of the region's jurisdictions, those of each thinned together."""
    found = json.loads(path.read_text(encoding="utf-8"))["features"]
    listed = [(each["properties"]["iso_a2"], shape(each["geometry"])) for each in found]
    drawn = {
        (code, number): whole(geometry)
        for number, (code, geometry) in enumerate(listed)
        if code in REGION and code != WITHOUT_UNITS
    }
    return thinned(drawn, FINE)


def feature(geometry: BaseGeometry, **properties: str) -> dict[str, Any]:
    return {"type": "Feature", "properties": properties, "geometry": mapping(geometry)}


def point_of(geometry: BaseGeometry) -> list[float]:
    """Where a jurisdiction's name and flows stand: inside its largest part."""
    largest = max(shapely.get_parts(geometry), key=lambda part: part.area)
    inside = shapely.maximum_inscribed_circle(largest, tolerance=0.05).coords[0]
    return [round(inside[0], 2), round(inside[1], 2)]


def main(path: Path) -> None:
    """Write both files."""
    with tempfile.TemporaryDirectory() as folder:
        atlas = fetch(ATLAS, Path(folder))
        fine, coarse = (merged(decoded(atlas / f"countries-{scale}.json")) for scale in ("10m", "110m"))
    near = thinned({code: each for code, each in fine.items() if each.intersects(NEAR)}, FINE)
    far = thinned({code: each for code, each in coarse.items() if code not in near}, COARSE)
    features = [
        *(feature(each, code=code, kind="jurisdiction") for code, each in (far | near).items()),
        *(feature(each, code=code, kind="unit") for (code, _number), each in units(path).items()),
    ]
    head = {"type": "FeatureCollection", "source": SOURCE, "licence": LICENCE}
    _write(SHAPES, head | {"features": features})
    points = {code: point_of(each) for code, each in sorted(fine.items()) if not each.is_empty}
    boxes = {code: [round(edge, 2) for edge in fine[code].bounds] for code in REGION}
    _write(POINTS, {"source": SOURCE, "licence": LICENCE, "points": points, "bounds": boxes})


def _write(path: Path, content: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content, separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"{path.relative_to(ROOT)}: {path.stat().st_size:,} bytes", file=sys.stderr)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
