"""Parquet files, written a group of rows at a time."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from headstamp.kernel.table import ColumnType, Table

_ROWS_IN_GROUP = 122_880  # as many as DuckDB reads at once


def write_batches(path: Path, schema: pa.Schema, batches: Iterable[pa.RecordBatch], words: list[str]) -> int:
    """A file of these rows; returns how many. `words` are the columns that have few different values."""
    count = 0
    with _writer(path, schema, words) as writer:
        waiting: list[pa.RecordBatch] = []
        for batch in batches:
            waiting.append(batch)
            count += batch.num_rows
            if sum(each.num_rows for each in waiting) >= _ROWS_IN_GROUP:
                writer.write_table(pa.Table.from_batches(waiting, schema))
                waiting = []
        if waiting:
            writer.write_table(pa.Table.from_batches(waiting, schema))
    return count


def words_of(table: Table) -> list[str]:
    """The columns that are written as a dictionary and references to it."""
    repeated = (ColumnType.CODE, ColumnType.PARTIAL_DATE, ColumnType.YEAR, ColumnType.INTEGER)
    return [column.name for column in table.columns if column.type in repeated]


@contextmanager
def _writer(path: Path, schema: pa.Schema, words: list[str]) -> Iterator[pq.ParquetWriter]:
    path.touch(mode=0o600)
    with pq.ParquetWriter(path, schema, compression="zstd", use_dictionary=words) as writer:
        yield writer
