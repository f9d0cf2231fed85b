"""Declared columns as Arrow has them, and chunks of a room's values turned into record batches."""

import re
from collections.abc import Sequence
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from headstamp.kernel.table import Column, ColumnType, Table

_TYPES = {
    ColumnType.NUMBER: pa.int64(),
    ColumnType.UID: pa.string(),
    ColumnType.CODE: pa.string(),
    ColumnType.PARTIAL_DATE: pa.string(),
    ColumnType.YEAR: pa.int32(),
    ColumnType.INTEGER: pa.int32(),
    ColumnType.DECIMAL: pa.decimal128(14, 3),
    ColumnType.DEGREES: pa.float64(),
    ColumnType.FLAG: pa.bool_(),
}
_SHAPES = {
    ColumnType.UID: re.compile(r"[A-Za-z0-9]{0,26}\Z"),
    ColumnType.CODE: re.compile(r"[A-Za-z0-9_.+:-]{0,48}\Z"),
    ColumnType.PARTIAL_DATE: re.compile(r"[0-9-]{0,10}\Z"),
}
ODD = "?"


def schema_of_table(table: Table) -> pa.Schema:
    """The columns of the table's Parquet files, in their order."""
    return pa.schema([pa.field(column.name, _TYPES[column.type]) for column in table.columns])


def key_schema(table: Table) -> pa.Schema:
    """The one column of the file of keys that are gone."""
    return pa.schema([pa.field(table.key, pa.int64())])


def batch_of(table: Table, schema: pa.Schema, chunk: Sequence[Sequence[Any]]) -> pa.RecordBatch:
    """A chunk as Arrow. A text that has not the shape of its type becomes `?`, so that no words can slip in."""
    arrays = [_array(column, values) for column, values in zip(table.columns, chunk, strict=True)]
    return pa.RecordBatch.from_arrays(arrays, schema=schema)


def _array(column: Column, values: Sequence[Any]) -> pa.Array:
    kind = _TYPES[column.type]
    if column.type is ColumnType.DECIMAL:
        return pa.array(values, pa.float64()).cast(kind)
    if column.type is ColumnType.FLAG:
        return pa.array(values, pa.int8()).cast(kind)
    made = pa.array(values, kind)
    shape = _SHAPES.get(column.type)
    return _shaped(made, shape) if shape else made


def _shaped(made: pa.Array, shape: re.Pattern[str]) -> pa.Array:
    odd = [text for text in pc.unique(made).to_pylist() if text is None or not shape.match(text)]
    if not odd:
        return made
    return pc.if_else(pc.is_in(made, pa.array(odd, pa.string())), ODD, made)
