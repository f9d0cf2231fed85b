"""Reads a flat table in bulk, a chunk of columns at a time.

A million rows of fifty values are too many for Python to touch each: the ORM writes the SQL, the database writes each row
as one line of text (`format`, which SQLite and PostgreSQL both have), and Arrow reads the lines.
"""

import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from typing import Any, TypeVar

import pyarrow as pa
from django.db import connection
from django.db.models import F, Func, Model, Q, TextField, Value
from pyarrow import csv

from headstamp.kernel.table import Column, ColumnType, Rows, Touched, Ways, ways_of
from headstamp.registry.queries.flat.parts import parts_of
from headstamp.registry.queries.flat.working_out import Derived

_ROWS_AT_ONCE = 20_000
BETWEEN = "\x1f"  # the unit separator of ASCII, which no code holds
_TYPES = {
    ColumnType.NUMBER: pa.int64(),
    ColumnType.UID: pa.string(),
    ColumnType.YEAR: pa.int32(),
    ColumnType.INTEGER: pa.int32(),
    ColumnType.DECIMAL: pa.float64(),
    ColumnType.DEGREES: pa.float64(),
    ColumnType.FLAG: pa.bool_(),
}
_WORD = pa.dictionary(pa.int32(), pa.string())

T = TypeVar("T")
Expressions = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Flat:
    """How one table is read: where its columns come from, which rows stand, and the way to what the log's subjects name.

    `hidden` are columns from which others are worked out and which leave no other trace.
    """

    model: type[Model]
    expressions: Expressions
    standing: Callable[[], Q]
    touched_by: Mapping[str, Ways]
    derived: Derived
    hidden: Expressions = field(default_factory=dict)


def reader(flat: Flat, columns: tuple[Column, ...]) -> Callable[[Touched | None], Rows]:
    """The function that reads the table in the order of its columns."""

    def read(touched: Touched | None) -> Rows:
        for condition in [flat.standing()] if touched is None else _those(flat, touched):
            yield from _chunks(flat, columns, condition)

    return read


def counter(flat: Flat) -> Callable[[], int]:
    """The function that counts the rows that stand."""
    return lambda: flat.model._default_manager.filter(flat.standing()).count()


def _those(flat: Flat, touched: Touched) -> Iterator[Q]:
    """The touched rows that stand, each once: their keys first, since one row may be touched in several ways."""
    found = flat.model._default_manager.filter(flat.standing())
    keys: set[int] = set()
    ways = ((subject, way) for subject, each in flat.touched_by.items() for way in ways_of(each))
    for subject, way in ways:
        for part in parts_of(touched.get(subject, ())):
            keys.update(found.filter(**{f"{way}__in": part}).values_list("pk", flat=True).iterator())
    for part in parts_of(sorted(keys)):
        yield Q(pk__in=part) & flat.standing()


def _chunks(flat: Flat, columns: tuple[Column, ...], condition: Q) -> Rows:
    kinds = {each.name: _TYPES.get(each.type, _WORD) for each in columns if each.name not in flat.derived}
    kinds |= dict.fromkeys(flat.hidden, _WORD)
    expressions = flat.expressions | flat.hidden
    line = _line([expressions.get(name, F(name)) for name in kinds])
    sql, parameters = flat.model._default_manager.filter(condition).values_list(line).query.sql_with_params()
    for known in _one_ahead(_lines(sql, parameters), partial(_read, kinds=kinds)):
        for name, (work_out, of) in flat.derived.items():
            known[name] = work_out(*(known[each] for each in of))
        yield [known[each.name] for each in columns]


def _lines(sql: str, parameters: tuple[Any, ...]) -> Iterator[list[str]]:
    with connection.chunked_cursor() as cursor:
        cursor.execute(sql, parameters)
        while rows := cursor.fetchmany(_ROWS_AT_ONCE):
            yield [text for (text,) in rows]


def _one_ahead(chunks: Iterable[list[str]], read: Callable[[list[str]], T]) -> Iterator[T]:
    """What is read of each chunk, while the database makes the next one: neither needs Python's lock for long."""
    with ThreadPoolExecutor(1) as other:
        waiting: Future[T] | None = None
        for chunk in chunks:
            following = other.submit(read, chunk)
            if waiting:
                yield waiting.result()
            waiting = following
        if waiting:
            yield waiting.result()


def _line(expressions: Sequence[Any]) -> Func:
    template = BETWEEN.join(["%s"] * len(expressions))
    return Func(Value(template), *expressions, function="format", output_field=TextField())


def _read(lines: list[str], kinds: Mapping[str, pa.DataType]) -> dict[str, pa.Array]:
    """The lines' columns by name. ValueError if a value holds the sign that stands between two values."""
    text = "\n".join(lines)
    if text.count("\n") >= len(lines) or "\r" in text:
        text = "\n".join(line.replace("\n", " ").replace("\r", " ") for line in lines)
    if text.count(BETWEEN) != len(lines) * (len(kinds) - 1):
        raise ValueError("a code in the database holds a control character")
    content = text.encode()
    table = csv.read_csv(
        io.BytesIO(content),
        read_options=csv.ReadOptions(column_names=list(kinds), block_size=len(content) + 1),
        parse_options=csv.ParseOptions(delimiter=BETWEEN, quote_char=False, ignore_empty_lines=False),
        convert_options=csv.ConvertOptions(
            column_types=dict(kinds),
            null_values=[""],
            strings_can_be_null=False,
            true_values=["1", "t", "true"],
            false_values=["0", "f", "false"],
        ),
    )
    return {name: table.column(name).combine_chunks() for name in kinds}
