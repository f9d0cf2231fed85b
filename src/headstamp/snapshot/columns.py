"""Declared columns as Arrow has them, and chunks of a room's values turned into record batches."""

from collections.abc import Sequence
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from headstamp.kernel.table import Column, ColumnType, Table

_WORDS = pa.dictionary(pa.int32(), pa.string())
_TYPES = {
    ColumnType.NUMBER: pa.int64(),
    ColumnType.UID: pa.string(),
    ColumnType.CODE: _WORDS,
    ColumnType.CODES: _WORDS,
    ColumnType.PARTIAL_DATE: _WORDS,
    ColumnType.YEAR: pa.int32(),
    ColumnType.INTEGER: pa.int32(),
    ColumnType.DECIMAL: pa.decimal128(14, 3),
    ColumnType.DEGREES: pa.float64(),
    ColumnType.FLAG: pa.bool_(),
}
_TOLD_AS = {
    ColumnType.DECIMAL: pa.float64(),
    ColumnType.CODE: pa.string(),
    ColumnType.CODES: pa.string(),
    ColumnType.PARTIAL_DATE: pa.string(),
}
_ONE = "[A-Za-z0-9_.+:-]"
_SHAPES = {
    ColumnType.UID: r"\A[A-Za-z0-9]{0,26}\z",
    ColumnType.CODE: rf"\A{_ONE}{{0,48}}\z",
    ColumnType.CODES: rf"\A({_ONE}{{1,48}}(,{_ONE}{{1,48}})*)?\z",
    ColumnType.PARTIAL_DATE: r"\A[0-9-]{0,10}\z",
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
    """A room may give plain values or Arrow's own, words as a dictionary."""
    kind = _TYPES[column.type]
    made = values if isinstance(values, pa.Array) else pa.array(values, _TOLD_AS.get(column.type, kind))
    shape = _SHAPES.get(column.type)
    return (_shaped(made, shape) if shape else made).cast(kind)


def _shaped(made: pa.Array, shape: str) -> pa.Array:
    """The same, with `?` for what has another shape; by the different words where the room gave a dictionary of them."""
    if isinstance(made, pa.DictionaryArray):
        return pa.DictionaryArray.from_arrays(made.indices, _shaped(made.dictionary, shape))
    is_odd = pc.fill_null(pc.invert(pc.match_substring_regex(made, shape)), True)
    return pc.if_else(is_odd, ODD, made) if pc.any(is_odd).as_py() else made
