"""GeoPackages made by hand with the standard library: what a mapping program exports, in the least number of tables."""

import sqlite3
import struct
from collections.abc import Sequence

import shapely
from shapely.geometry.base import BaseGeometry

SQUARES = {
    name: shapely.box(20.2 + step, 42.2, 20.3 + step, 42.3)
    for step, name in ((0.0, "Gjakovë"), (0.1, "Пећ"), (0.2, "prizren"))
}


def blob(shape: BaseGeometry, flags: int = 0b0000_0001) -> bytes:
    return b"GP\x00" + struct.pack("<Bi", flags, 4326) + shapely.to_wkb(shape)


def geopackage(
    rows: Sequence[tuple[bytes | None, str, int]] | None = None,
    *,
    system: tuple[str, int] = ("EPSG", 4326),
    layers: Sequence[str] = ("areas",),
    table: str = 'CREATE TABLE "areas" (fid INTEGER PRIMARY KEY, geom BLOB, name TEXT, people INTEGER)',
    more: Sequence[str] = (),
    mode: str = "DELETE",
) -> bytes:
    """The bytes of a file with one layer of named squares, or what the test asks instead."""
    with sqlite3.connect(":memory:") as database:
        database.executescript(
            "CREATE TABLE gpkg_spatial_ref_sys (srs_id INTEGER, organization TEXT, organization_coordsys_id INTEGER);"
            "CREATE TABLE gpkg_contents (table_name TEXT, data_type TEXT);"
            "CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, srs_id INTEGER);"
        )
        database.execute("INSERT INTO gpkg_spatial_ref_sys VALUES (4326, ?, ?)", system)
        for layer in layers:
            database.execute("INSERT INTO gpkg_contents VALUES (?, 'features')", [layer])
            database.execute("INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', 4326)", [layer])
        database.execute(table)
        if rows is None:
            rows = [(blob(shape), name, 10_000) for name, shape in SQUARES.items()]
        if rows:
            database.executemany('INSERT INTO "areas" (geom, name, people) VALUES (?, ?, ?)', rows)
        for statement in more:
            database.execute(statement)
        database.commit()
        content = database.serialize()
    return content if mode == "DELETE" else content[:18] + b"\x02\x02" + content[20:]
