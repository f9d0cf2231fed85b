"""GeoPackage (OGC 12-128r19): a SQLite database with WKB in it. It is read in memory as a stranger's: nothing in it may run."""

import sqlite3
import struct
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import shapely
from shapely.errors import ShapelyError
from shapely.geometry.base import BaseGeometry

from headstamp.analysis.boundaries.refusing import refused, told
from headstamp.kernel.text import gettext_noop

MAGIC = b"SQLite format 3\0"
_ENVELOPES = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}
_STEPS, _PATIENCE = 10_000, 20_000  # at most 200 million steps of SQLite's machine
_ALLOWED = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ}
_BROKEN = gettext_noop("The GeoPackage cannot be read. Export it again from your mapping program.")


def features(content: bytes) -> Iterator[tuple[BaseGeometry, dict[str, str]]]:
    """Each feature's shape and properties, from the one layer of areas that the file holds."""
    with closing(sqlite3.connect(":memory:")) as database:
        try:
            _open(database, content)
            table, column = _layer(database)
            found = database.execute(f"SELECT * FROM {_quoted(table)}")
            names = [each[0] for each in found.description]
            where = names.index(column)
            for row in found:
                properties = {name: value for name, value in zip(names, row, strict=True) if name != column}
                yield _shape(row[where]), told(properties)
        except (sqlite3.Error, MemoryError, OverflowError, ValueError):
            raise refused(_BROKEN) from None


def _open(database: sqlite3.Connection, content: bytes) -> None:
    """The copy in memory, read only: no function, view, trigger, virtual table or attached file of it can do a thing."""
    in_rollback_mode = (
        content[:18] + b"\x01\x01" + content[20:]
    )  # a file in WAL mode cannot be opened in memory
    database.deserialize(in_rollback_mode)
    for pragma in ("trusted_schema=OFF", "query_only=ON", "cell_size_check=ON", "mmap_size=0"):
        database.execute(f"PRAGMA {pragma}")
    database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, 64 * 2**20)
    steps = iter(range(_PATIENCE))
    database.set_progress_handler(lambda: next(steps, None) is None, _STEPS)
    database.set_authorizer(
        lambda action, *_rest: sqlite3.SQLITE_OK if action in _ALLOWED else sqlite3.SQLITE_DENY
    )


def _layer(database: sqlite3.Connection) -> tuple[str, str]:
    """(table, geometry column) of the one layer of features; Invalid for none, several, or another system than WGS 84."""
    found = database.execute(
        "SELECT g.table_name, g.column_name, g.srs_id FROM gpkg_geometry_columns g "
        "JOIN gpkg_contents c ON c.table_name = g.table_name WHERE c.data_type = 'features'"
    ).fetchmany(50)
    if len(found) != 1:
        message = gettext_noop(
            "The GeoPackage holds %(number)s layers of shapes. Export the municipalities as its only layer."
        )
        raise refused(message, number=len(found))
    table, column, system = (str(value) for value in found[0])
    _must_be_a_table(database, table)
    _must_be_degrees(database, system)
    return table, column


def _must_be_a_table(database: sqlite3.Connection, table: str) -> None:
    found = database.execute("SELECT type, sql FROM sqlite_master WHERE name = ?", [table]).fetchall()
    is_plain = [kind == "table" and "VIRTUAL" not in str(sql).upper().split("(")[0] for kind, sql in found]
    if is_plain != [True]:
        raise refused(_BROKEN)


def _must_be_degrees(database: sqlite3.Connection, system: str) -> None:
    found: list[Any] = database.execute(
        "SELECT organization, organization_coordsys_id FROM gpkg_spatial_ref_sys WHERE srs_id = ?", [system]
    ).fetchall()
    said = [(str(organization).upper(), str(number)) for organization, number in found]
    if said != [("EPSG", "4326")]:
        message = gettext_noop(
            "The file's coordinates are in %(name)s. Export it again in WGS 84 (EPSG:4326), in degrees."
        )
        raise refused(message, name=":".join(said[0])[:60] if said else system[:60])


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _shape(blob: object) -> BaseGeometry:
    """The geometry behind GeoPackage's own header."""
    if not isinstance(blob, bytes) or blob[:2] != b"GP" or len(blob) < 13:
        raise refused(gettext_noop("A feature of the file has no shape. Leave it out and export again."))
    (flags,) = struct.unpack_from("B", blob, 3)
    length = _ENVELOPES.get((flags >> 1) & 7)
    if length is None or flags & 0b100000:
        raise refused(_BROKEN)
    try:
        found = shapely.from_wkb(blob[8 + length :])
    except (ShapelyError, ValueError):
        raise refused(gettext_noop("A shape in the file is broken. Mend it and export again.")) from None
    if found is None or found.geom_type not in ("Polygon", "MultiPolygon"):
        raise refused(gettext_noop("The file holds shapes that are no areas. Export polygons only."))
    return found
