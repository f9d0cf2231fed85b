"""Parquet files, written a group of rows at a time."""

from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from headstamp.kernel.table import ColumnType, Table


def write_batches(path: Path, schema: pa.Schema, batches: Iterable[pa.RecordBatch], words: list[str]) -> int:
    """A file of these rows; returns how many. `words` are the columns that have few different values.

    Each batch is a group of rows of its own, written while the next one is read; its memory is given back at once.
    """
    count = 0
    with _writer(path, schema, words) as writer, ThreadPoolExecutor(1) as other:
        writing: Future[None] | None = None
        for batch in batches:
            if writing:
                writing.result()
                pa.default_memory_pool().release_unused()
            writing = other.submit(writer.write_batch, batch)
            count += batch.num_rows
        if writing:
            writing.result()
    return count


def words_of(table: Table) -> list[str]:
    """The columns that are written as a dictionary and references to it."""
    repeated = (
        ColumnType.CODE,
        ColumnType.CODES,
        ColumnType.PARTIAL_DATE,
        ColumnType.YEAR,
        ColumnType.INTEGER,
    )
    return [column.name for column in table.columns if column.type in repeated]


@contextmanager
def _writer(path: Path, schema: pa.Schema, words: list[str]) -> Iterator[pq.ParquetWriter]:
    path.touch(mode=0o600)
    with pq.ParquetWriter(
        path, schema, compression="zstd", use_dictionary=words, store_schema=False
    ) as writer:
        yield writer
