"""The DuckDB file of a generation: the tables of its Parquet files in DuckDB's own form, for this program's figures.

Made anew from the Parquet files whenever it is missing; nothing is in it that is not in them. Never changed once it
has its name. Rows lie in the order of rights and year, so that both are looked up by the block and not by the row, and
codes are small numbers (ENUM), which halves what it takes to make and to group.
"""

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pyarrow as pa

from headstamp.kernel.table import ColumnType, Table
from headstamp.snapshot.manifest import Manifest, Parts
from headstamp.snapshot.merging import merged
from headstamp.snapshot.places import Places

_OF_CODES = (ColumnType.CODE, ColumnType.CODES)
HELD = "held"  # the schema of the tables; unqualified names are an asker's own narrowed views
# One thread sorts a million rows within this; two would take half as much again. What is larger gets more.
_LITTLE, _MUCH = "120MB", "1GB"
# A year of a large office is a few blocks: with DuckDB's own size, seven times as large, most rows lay in its blocks.
_ROWS_OF_A_BLOCK = 16_384

READING: dict[str, str | bool | int | float | list[str]] = {
    "memory_limit": "1GB",
    "threads": 2,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}


def open_cache(file: Path) -> duckdb.DuckDBPyConnection:
    """The finished file, for reading. Always in the same way: DuckDB lets a process open one file in one way only."""
    return duckdb.connect(str(file), read_only=True, config=READING)


def make_cache(where: Places, tables: Mapping[str, Table], parts: Mapping[str, Parts], name: str) -> None:
    """The file, from Parquet."""
    try:
        _make(where, tables, parts, name, _LITTLE)
    except duckdb.OutOfMemoryException:
        _make(where, tables, parts, name, _MUCH)


def _make(
    where: Places, tables: Mapping[str, Table], parts: Mapping[str, Parts], name: str, memory: str
) -> None:
    with _new(where.folder / name, None, memory) as connection:
        connection.execute(f"CREATE SCHEMA {HELD}")
        for each, table in tables.items():
            rows = merged(where.folder, parts[each])
            _make_types(connection, table, rows)
            columns = ", ".join(
                f"CAST({column.name} AS {_type(table, column.name)}) AS {column.name}"
                if column.type in _OF_CODES
                else column.name
                for column in table.columns
            )
            year = next(
                (column.name for column in table.columns if column.type is ColumnType.YEAR), table.key
            )
            connection.execute(
                f"CREATE TABLE {HELD}.{each} AS SELECT {columns} FROM ({rows}) ORDER BY jurisdiction, visibility, {year}"
            )


def insert(connection: duckdb.DuckDBPyConnection, table: Table, fresh: pa.Table) -> None:
    """Add rows to the table; a column of codes that gets an unknown one becomes text until the file is made anew."""
    name = f"{HELD}.{table.name}"
    connection.register("fresh", fresh)
    for column in _packed(connection, table):
        query = f"SELECT 1 FROM fresh WHERE TRY_CAST({column} AS {_type(table, column)}) IS NULL LIMIT 1"
        if connection.execute(query).fetchone():
            connection.execute(f"ALTER TABLE {name} ALTER {column} TYPE VARCHAR")
    connection.execute(f"INSERT INTO {name} SELECT * FROM fresh")
    connection.unregister("fresh")


def _make_types(connection: duckdb.DuckDBPyConnection, table: Table, rows: str) -> None:
    """A type for each column of codes, of the words that stand in it now."""
    codes = [column.name for column in table.columns if column.type in _OF_CODES]
    lists = ", ".join(f"list_sort(list(DISTINCT {name}))" for name in codes)
    found = connection.execute(f"SELECT {lists} FROM ({rows})").fetchone() or ()
    for name, words in zip(codes, found, strict=True):
        quoted = ", ".join("'" + word.replace("'", "''") + "'" for word in words or [""])
        connection.execute(f"CREATE TYPE {_type(table, name)} AS ENUM ({quoted})")


def _packed(connection: duckdb.DuckDBPyConnection, table: Table) -> list[str]:
    """The columns of codes that are numbers in this file."""
    query = "SELECT column_name FROM duckdb_columns() WHERE schema_name = ? AND table_name = ? AND data_type LIKE 'ENUM%'"
    return [name for (name,) in connection.execute(query, [HELD, table.name]).fetchall()]


def _type(table: Table, column: str) -> str:
    return f"{HELD}.{table.name}_{column}"


@contextmanager
def changed_cache(where: Places, before: str, name: str) -> Iterator[duckdb.DuckDBPyConnection]:
    """A copy of the file before, to be changed in the block; it gets its name when the block ends well."""
    with _new(where.folder / name, where.folder / before, _MUCH) as connection:
        yield connection


def ensure_cache(where: Places, tables: Mapping[str, Table], manifest: Manifest) -> None:
    """Make the file if somebody removed it."""
    if not (where.folder / manifest.cache).exists():
        make_cache(where, tables, manifest.tables, manifest.cache)


@contextmanager
def _new(path: Path, like: Path | None, memory: str) -> Iterator[duckdb.DuckDBPyConnection]:
    part = path.with_name(f".{path.name}.part")
    for left in (part, part.with_name(part.name + ".wal")):
        left.unlink(missing_ok=True)
    if like:
        shutil.copyfile(like, part)
    settings: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": memory,
        "threads": 1,
        "preserve_insertion_order": False,
        "temp_directory": str(path.parent / ".spill"),
    }
    connection = duckdb.connect(config=settings)
    quoted = str(part).replace("'", "''")
    try:
        connection.execute(f"ATTACH '{quoted}' AS made (ROW_GROUP_SIZE {_ROWS_OF_A_BLOCK})")
        connection.execute("USE made")
        yield connection
        connection.execute("CHECKPOINT made")
    finally:
        connection.close()
    part.chmod(0o600)
    os.replace(part, path)
