"""DuckDB in this process: one connection for each state that somebody reads, and cursors of it for one view at a time."""

import os
import threading
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
import ibis
import ibis.expr.operations as ops
from ibis.backends.duckdb import Backend
from ibis.expr.types import Table as IbisTable

from headstamp.kernel.table import Table
from headstamp.snapshot.cache import HELD, READING, open_cache
from headstamp.snapshot.columns import schema_of_table
from headstamp.snapshot.manifest import Manifest
from headstamp.snapshot.merging import merged

_OPEN_STATES = 4


@dataclass(slots=True)
class Hand:
    """A cursor with the Ibis backend around it; one view at a time holds it."""

    cursor: duckdb.DuckDBPyConnection
    backend: Backend

    def table(self, table: Table) -> IbisTable:
        """The table of this bare name, by its declared columns: DuckDB need not be asked for them."""
        schema = ibis.Schema.from_pyarrow(schema_of_table(table))
        return ops.DatabaseTable(
            table.name, schema=schema, source=self.backend, namespace=ops.Namespace()
        ).to_expr()


@dataclass(slots=True)
class State:
    """A state of the snapshot, opened for reading in this process."""

    connection: duckdb.DuckDBPyConnection
    idle: list[Hand] = field(default_factory=list)

    def take(self) -> Hand:
        """A hand that nobody else has."""
        with _lock:
            if self.idle:
                return self.idle.pop()
            cursor = self.connection.cursor()
        return Hand(cursor, ibis.duckdb.from_connection(cursor))

    def give_back(self, hand: Hand) -> None:
        with _lock:
            self.idle.append(hand)


_lock = threading.RLock()
_states: dict[tuple[int, Path], State] = {}


def state_of(file: Path) -> State:
    """The opened cache file. FileNotFoundError if it is gone: another state has become the snapshot meanwhile."""
    with _lock:
        known = _states.pop((os.getpid(), file), None)
        if known is None:
            if not file.exists():
                raise FileNotFoundError(file)
            known = State(open_cache(file))
        _states[(os.getpid(), file)] = known
        while len(_states) > _OPEN_STATES:
            _states.pop(next(iter(_states)))
        return known


def state_of_files(folder: Path, manifest: Manifest) -> State:
    """A state without a cache, read from its Parquet files: slower, and never stale, since the files never change."""
    with _lock:
        known = _states.get((os.getpid(), folder))
        if known is None:
            connection = duckdb.connect(config=READING)
            connection.execute(f"CREATE SCHEMA {HELD}")
            for name, parts in manifest.tables.items():
                connection.execute(f"CREATE VIEW {HELD}.{name} AS {merged(folder, parts)}")
            known = _states[os.getpid(), folder] = State(connection)
        return known
