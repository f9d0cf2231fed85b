"""A file of boundaries is checked, repaired and matched, or refused with what to do; a hostile one does nothing."""

import json
import struct
from collections.abc import Iterable
from contextlib import suppress
from typing import Any

import pytest
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from headstamp.analysis import boundaries
from headstamp.analysis.boundaries import checking, reading
from headstamp.kernel.errors import Invalid
from tests.analysis.geopackages import SQUARES, blob, geopackage


def geojson(shapes: Iterable[Any] | None = None, **more: Any) -> bytes:
    listed = [
        {
            "type": "Feature",
            "properties": {"name": name, "people": 12_345},
            "geometry": shapely.geometry.mapping(one),
        }
        for name, one in SQUARES.items()
    ]
    features = (
        listed
        if shapes is None
        else [{"type": "Feature", "properties": {}, "geometry": one} for one in shapes]
    )
    return json.dumps({"type": "FeatureCollection", "features": features} | more).encode()


def taken(content: bytes) -> boundaries.Boundaries:
    return boundaries.checked(boundaries.read(content), "XK")


def why_not(content: bytes) -> str:
    with pytest.raises(Invalid) as refused:
        taken(content)
    (message,) = refused.value.fields["file"]
    return message.text()


@pytest.mark.parametrize(
    "content", [geojson(), geopackage(), geopackage(mode="WAL")], ids=["json", "gpkg", "wal"]
)
def test_both_formats_say_the_same(content: bytes) -> None:
    found = taken(content)
    assert [area.properties["name"] for area in found.areas] == list(SQUARES)
    for area, square in zip(found.areas, SQUARES.values(), strict=True):
        assert area.shape.symmetric_difference(square).area < 1e-9
    assert found.repaired == 0


def test_names_in_any_script_meet_their_codes() -> None:
    found = taken(geojson())
    best = boundaries.properties_of(found.areas)[0]
    assert (best.name, best.matching) == ("name", 3)
    matched = boundaries.match(found.areas, "name", "people")
    assert {code: each["properties"]["population"] for code, each in matched.features.items()} == {
        "gjakove": 12_345,
        "peje": 12_345,
        "prizren": 12_345,
    }
    assert boundaries.match(found.areas, "name").with_population == 0


def test_a_municipality_named_twice_is_left_out_and_told() -> None:
    areas = taken(geojson()).areas
    matched = boundaries.match([*areas, areas[0]], "name")
    assert (matched.twice, set(matched.features)) == (["gjakove"], {"peje", "prizren"})
    assert boundaries.match(areas, "people").unknown == ["12345"] * 3


@pytest.mark.parametrize("people", ["", "-5", "0", "1e9", "twelve", "1.5", "9" * 40, "¹²"])
def test_what_is_no_number_of_people_is_none(people: str) -> None:
    assert boundaries.matching.population_of(people) is None


def test_a_broken_ring_is_repaired_and_counted() -> None:
    bow = {
        "type": "Polygon",
        "coordinates": [[[20.2, 42.2], [20.4, 42.4], [20.4, 42.2], [20.2, 42.4], [20.2, 42.2]]],
    }
    found = taken(geojson([bow]))
    assert found.repaired == 1
    assert found.areas[0].shape.is_valid
    assert found.areas[0].shape.area > 0


ELSEWHERE = shapely.geometry.mapping(shapely.box(42.2, 20.2, 42.3, 20.3))
METRES = shapely.geometry.mapping(shapely.box(7_480_000, 4_690_000, 7_490_000, 4_700_000))
UTM = {"crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::32634"}}}


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "empty"),
        (b"\x00" * 40, "neither GeoJSON nor"),
        (b"PK\x03\x04 a shapefile in a zip", "neither GeoJSON nor"),
        (b"[" * 200_000, "neither GeoJSON nor"),
        (b'{"type": "FeatureCollection", "features": ' + b"9" * 6_000 + b"}", "neither GeoJSON nor"),
        (b"[1, 2]", "neither GeoJSON nor"),
        (b'{"type": "Topology"}', "neither GeoJSON nor"),
        (geojson([]), "no area"),
        (geojson([{"type": "Point", "coordinates": [20, 42]}]), "no areas"),
        (geojson([{"type": "Polygon", "coordinates": "x"}]), "broken"),
        (geojson([{"type": "Polygon", "coordinates": [[[20, 42], [21, 42]]]}]), "broken"),
        (
            geojson([{"type": "Polygon", "coordinates": [[[20, 42], [21, None], [21, 43], [20, 42]]]}]),
            "broken",
        ),
        (geojson([{"type": "Polygon", "coordinates": []}]), "no area"),
        (geojson([None]), "no shape"),
        (geojson(**UTM), "EPSG::32634"),
        (geojson(crs={"type": "link"}), "WGS 84"),
        (geojson([METRES]), "no degrees"),
        (geojson([ELSEWHERE]), "exchanged"),
        (geojson().replace(b"20.2", b"NaN", 1), ""),
        (geojson().replace(b"20.2", b"1e999", 1), ""),
        (geopackage(system=("EPSG", 32634)), "EPSG:32634"),
        (geopackage(system=("NONE", 0)), "NONE:0"),
        (geopackage(layers=()), "0 layers"),
        (geopackage(layers=("areas", "other")), "2 layers"),
        (geopackage([]), "no area"),
        (geopackage([(None, "x", 1)]), "no shape"),
        (geopackage([(b"GP\x00\x01", "x", 1)]), "no shape"),
        (geopackage([(blob(shapely.Point(20, 42)), "x", 1)]), "no areas"),
        (geopackage([(b"GP\x00\x01\x00\x00\x00\x00" + b"\xff" * 40, "x", 1)]), "broken"),
        (geopackage()[:5_000], "cannot be read"),
        (b"SQLite format 3\x00" + b"\xff" * 4_000, "cannot be read"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_with_a_reason(content: bytes, word: str) -> None:
    assert word in why_not(content)


def test_a_polygon_that_claims_a_thousand_million_points_takes_no_memory() -> None:
    claim = struct.pack("<BIII", 1, 3, 1, 1_000_000_000) + b"\x00" * 64
    assert "broken" in why_not(geopackage([(blob(shapely.box(20, 42, 21, 43))[:8] + claim, "x", 1)]))


@pytest.mark.parametrize(
    ("table", "more"),
    [
        (
            "CREATE VIEW \"areas\" AS SELECT 1 AS fid, randomblob(100000000) AS geom, 'x' AS name, 1 AS people",
            (),
        ),
        (
            'CREATE TABLE "areas" (fid INTEGER PRIMARY KEY, geom BLOB, name TEXT, people INTEGER, '
            "big BLOB AS (zeroblob(1000000000)))",
            (),
        ),
        ('CREATE VIRTUAL TABLE "areas" USING fts5(geom, name, people)', ()),
        (
            'CREATE TABLE "x" (geom BLOB)',
            (
                'CREATE VIEW "areas" AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) '
                "SELECT i AS fid, x'00' AS geom FROM n",
            ),
        ),
    ],
    ids=["view", "generated column", "virtual table", "endless view"],
)
def test_nothing_in_a_hostile_geopackage_runs(table: str, more: tuple[str, ...]) -> None:
    rows = [] if "VIEW" in table or more else None
    assert "cannot be read" in why_not(geopackage(rows, table=table, more=more))


def test_a_catalogue_that_is_an_endless_view_is_given_up() -> None:
    hostile = geopackage(
        more=(
            "DROP TABLE gpkg_geometry_columns",
            "CREATE VIEW gpkg_geometry_columns AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
            "SELECT 'areas' AS table_name, 'geom' AS column_name, i AS srs_id FROM n WHERE i < 0",
        )
    )
    assert "cannot be read" in why_not(hostile)


def test_too_much_is_refused_before_it_is_worked_on(monkeypatch: pytest.MonkeyPatch) -> None:
    for limits, word in (
        (reading.Limits(bytes=100), "larger than"),
        (reading.Limits(features=2), "more than 2 areas"),
        (reading.Limits(vertices=14), "more than 14 points"),
    ):
        monkeypatch.setattr(reading, "LIMITS", limits)
        monkeypatch.setattr(checking, "LIMITS", limits)
        assert word in why_not(geojson())


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(where=st.integers(0, 20_000), bits=st.integers(1, 255))
def test_a_damaged_geopackage_is_taken_or_refused_and_nothing_else(where: int, bits: int) -> None:
    content = bytearray(geopackage())
    content[where % len(content)] ^= bits
    with suppress(Invalid):
        assert taken(bytes(content)).areas
