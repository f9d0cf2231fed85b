"""The next state from the last one and what the log says was touched since: a delta over the same base."""

from datetime import UTC, datetime

import duckdb
import pyarrow as pa

from headstamp.audit.queries import last_position
from headstamp.kernel.table import Table
from headstamp.snapshot.building import Tables, generation_at, manifest_of, path_of, write_part
from headstamp.snapshot.cache import HELD, changed_cache, insert
from headstamp.snapshot.columns import batch_of, key_schema, schema_of_table
from headstamp.snapshot.following import Subjects, touched_since
from headstamp.snapshot.manifest import Manifest, Part, Parts
from headstamp.snapshot.places import Places
from headstamp.snapshot.state import one_state
from headstamp.snapshot.touching import touching
from headstamp.snapshot.writing import words_of


def follow(where: Places, tables: Tables, before: Manifest) -> Manifest:
    """The state now. Where nothing was touched only position and moment move, and the files stay."""
    with one_state():
        position, moment = last_position(), datetime.now(UTC)
        touched = touched_since(tables.values(), before.position, position)
        fresh = {name: _read(table, touched) for name, table in tables.items() if touched}
    if not touched:
        return manifest_of(tables, before.generation, position, moment, before.tables)
    generation = generation_at(position)
    made = manifest_of(tables, generation, position, moment, {})
    parts: dict[str, Parts] = {}
    with changed_cache(where, before.cache, made.cache) as connection:
        for name, table in tables.items():
            parts[name] = _Change(where, table, generation, before.tables[name]).write(
                connection, touched, fresh[name]
            )
    return manifest_of(tables, generation, position, moment, parts)


def _read(table: Table, touched: Subjects) -> pa.Table:
    schema = schema_of_table(table)
    return pa.Table.from_batches((batch_of(table, schema, chunk) for chunk in table.read(touched)), schema)


class _Change:
    """One table's step from the files before to its next ones."""

    def __init__(self, where: Places, table: Table, generation: str, before: Parts) -> None:
        self.where, self.table, self.generation, self.before = where, table, generation, before

    def write(self, connection: duckdb.DuckDBPyConnection, touched: Subjects, fresh: pa.Table) -> Parts:
        gone = self._take_out(connection, touched, fresh)
        if not (gone.num_rows or fresh.num_rows):
            return self.before
        insert(connection, self.table, fresh)
        rows = _count(connection, f"{HELD}.{self.table.name}")
        key, schema = self.table.key, schema_of_table(self.table)
        old_gone, old_delta = (self._file(part) for part in (self.before.gone.file, self.before.delta.file))
        connection.register("gone_now", gone)
        all_gone = _arrow(
            connection, f"SELECT {key} FROM read_parquet('{old_gone}') UNION SELECT {key} FROM gone_now"
        )
        delta = _arrow(
            connection,
            f"SELECT * FROM read_parquet('{old_delta}') WHERE {key} NOT IN (SELECT {key} FROM gone_now)",
        )
        connection.unregister("gone_now")
        return Parts(
            key,
            rows,
            self.before.base,
            self._part("delta", schema, pa.concat_tables([delta.cast(schema), fresh]), words_of(self.table)),
            self._part("gone", key_schema(self.table), all_gone.cast(key_schema(self.table)), []),
        )

    def _take_out(
        self, connection: duckdb.DuckDBPyConnection, touched: Subjects, fresh: pa.Table
    ) -> pa.Table:
        """Keys of the rows that no longer hold: those that the log touched as they were, and those that are told anew."""
        key, name = self.table.key, f"{HELD}.{self.table.name}"
        condition, parameters = touching(self.table, touched)
        connection.register("fresh", fresh.select([key]))
        connection.execute(
            f"CREATE OR REPLACE TEMP TABLE taken AS SELECT {key} FROM {name} WHERE {condition} UNION SELECT {key} FROM fresh",
            parameters,
        )
        connection.unregister("fresh")
        connection.execute(f"DELETE FROM {name} WHERE {key} IN (SELECT {key} FROM taken)")
        return _arrow(connection, f"SELECT {key} FROM taken").cast(key_schema(self.table))

    def _part(self, sort: str, schema: pa.Schema, rows: pa.Table, words: list[str]) -> Part:
        path = path_of(self.where, self.table, sort, self.generation)
        return write_part(self.where, path, schema, rows.to_batches(), words)

    def _file(self, name: str) -> str:
        return str(self.where.folder / name).replace("'", "''")


def _arrow(connection: duckdb.DuckDBPyConnection, query: str) -> pa.Table:
    return connection.execute(query).to_arrow_table()


def _count(connection: duckdb.DuckDBPyConnection, name: str) -> int:
    row = connection.execute(f"SELECT count(*) FROM {name}").fetchone()
    assert row is not None  # count always answers
    return int(row[0])
