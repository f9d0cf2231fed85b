"""A whole snapshot from the database, and a whole base from the state that stands."""

import secrets
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path

import pyarrow as pa

from headstamp.audit.queries import last_position
from headstamp.kernel.table import Table
from headstamp.snapshot.cache import HELD, make_cache, open_cache
from headstamp.snapshot.columns import batch_of, key_schema, schema_of_table
from headstamp.snapshot.manifest import FORMAT, Manifest, Part, Parts, part_of, schema_of
from headstamp.snapshot.places import Places
from headstamp.snapshot.state import one_state
from headstamp.snapshot.writing import words_of, write_batches

Tables = Mapping[str, Table]
Tell = Callable[[str, int], None]


def build(where: Places, tables: Tables, tell: Tell) -> Manifest:
    """Everything, read anew. `tell` is told each table's name and how many rows it has."""
    with one_state():
        position, moment = last_position(), datetime.now(UTC)
        generation = generation_at(position)
        parts = {}
        for name, table in tables.items():
            parts[name] = _written(where, generation, table, _batches(table))
            tell(name, parts[name].rows)
    return _finished(where, tables, generation, position, moment, parts)


def compact(where: Places, tables: Tables, manifest: Manifest) -> Manifest:
    """The same rows with all changes in the base; the database is not asked."""
    generation = generation_at(manifest.position)
    parts = {}
    with open_cache(where.folder / manifest.cache) as connection:
        for name, table in tables.items():
            rows = connection.execute(f"SELECT * FROM {HELD}.{name}").to_arrow_reader(100_000)
            batches = (batch.cast(schema_of_table(table)) for batch in rows)
            parts[name] = _written(where, generation, table, batches)
    return _finished(where, tables, generation, manifest.position, manifest.moment, parts)


def generation_at(position: int) -> str:
    """A name for a state: later ones sort later, and no two are the same."""
    return f"{position:012d}-{secrets.token_hex(4)}"


def path_of(where: Places, table: Table, sort: str, generation: str) -> Path:
    """Where a table's file of this generation lies."""
    return where.parquet / f"{table.name}-{sort}-{generation}.parquet"


def write_part(
    where: Places, path: Path, schema: pa.Schema, batches: Iterable[pa.RecordBatch], words: list[str]
) -> Part:
    """A file as a part of the snapshot."""
    return part_of(where.folder, path, write_batches(path, schema, batches, words))


def manifest_of(
    tables: Tables, generation: str, position: int, moment: datetime, parts: Mapping[str, Parts]
) -> Manifest:
    """The list of contents of these files, which this program made."""
    return Manifest(
        format=FORMAT,
        schema=schema_of(tables.values()),
        generation=generation,
        position=position,
        as_of=moment.isoformat(timespec="microseconds"),
        program=metadata.version("headstamp"),
        cache=f"cache/{generation}.duckdb",
        tables=parts,
    )


def _batches(table: Table) -> Iterable[pa.RecordBatch]:
    schema = schema_of_table(table)
    return (batch_of(table, schema, chunk) for chunk in table.read(None))


def _written(where: Places, generation: str, table: Table, batches: Iterable[pa.RecordBatch]) -> Parts:
    schema, words = schema_of_table(table), words_of(table)
    base = write_part(where, path_of(where, table, "base", generation), schema, batches, words)
    delta = write_part(where, path_of(where, table, "delta", generation), schema, [], words)
    gone = write_part(where, path_of(where, table, "gone", generation), key_schema(table), [], [])
    return Parts(table.key, base.rows, base, delta, gone)


def _finished(
    where: Places,
    tables: Tables,
    generation: str,
    position: int,
    moment: datetime,
    parts: Mapping[str, Parts],
) -> Manifest:
    made = manifest_of(tables, generation, position, moment, parts)
    make_cache(where, tables, made.tables, made.cache)
    return made
