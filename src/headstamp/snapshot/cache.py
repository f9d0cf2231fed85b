"""The DuckDB file of a generation: the tables of its Parquet files in DuckDB's own form, for this program's figures.

Made anew from the Parquet files whenever it is missing; nothing is in it that is not in them. Never changed once it
has its name.
"""

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import duckdb

from headstamp.snapshot.manifest import Manifest, Parts
from headstamp.snapshot.merging import merged
from headstamp.snapshot.places import Places

HELD = "held"  # the schema of the tables; unqualified names are an asker's own narrowed views
_MAKING: dict[str, str | bool | int | float | list[str]] = {
    "memory_limit": "256MB",
    "threads": 2,
    "preserve_insertion_order": False,
}


def make_cache(where: Places, tables: Mapping[str, Parts], name: str) -> None:
    """The file, from Parquet."""
    with _new(where.folder / name, None) as connection:
        connection.execute(f"CREATE SCHEMA {HELD}")
        for table, parts in tables.items():
            connection.execute(f"CREATE TABLE {HELD}.{table} AS {merged(where.folder, parts)}")


@contextmanager
def changed_cache(where: Places, before: str, name: str) -> Iterator[duckdb.DuckDBPyConnection]:
    """A copy of the file before, to be changed in the block; it gets its name when the block ends well."""
    with _new(where.folder / name, where.folder / before) as connection:
        yield connection


def ensure_cache(where: Places, manifest: Manifest) -> None:
    """Make the file if somebody removed it."""
    if not (where.folder / manifest.cache).exists():
        make_cache(where, manifest.tables, manifest.cache)


@contextmanager
def _new(path: Path, like: Path | None) -> Iterator[duckdb.DuckDBPyConnection]:
    part = path.with_name(f".{path.name}.part")
    for left in (part, part.with_name(part.name + ".wal")):
        left.unlink(missing_ok=True)
    if like:
        shutil.copyfile(like, part)
    connection = duckdb.connect(str(part), config=_MAKING | {"temp_directory": str(path.parent / ".spill")})
    try:
        yield connection
        connection.execute("CHECKPOINT")
    finally:
        connection.close()
    part.chmod(0o600)
    os.replace(part, path)
