"""Many rows into a table at the speed of the driver: Django's columns, defaults and preparation, without its objects.

`bulk_create` spends most of its time on making model instances; an intake writes a dozen rows for each of the
file's. Constraints, foreign keys and triggers hold as ever: this only skips Python.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import islice
from typing import Any

from django.db import connection, models

Row = Sequence[Any]
_TOGETHER = 1_000  # rows to a statement; SQLite takes 32,766 values in one, PostgreSQL 65,535


class Table:
    """The table of a model, for a chunk of rows. `constants` are columns (by field name) equal in all rows."""

    def __init__(
        self, model: type[models.Model], varying: Sequence[str], constants: Mapping[str, Any] | None = None
    ) -> None:
        self._meta = model._meta
        fields = {field.attname: field for field in self._meta.concrete_fields}
        fields |= {field.name: field for field in self._meta.concrete_fields}
        self._varying = [fields[name] for name in varying]
        given = {fields[name].attname: value for name, value in (constants or {}).items()}
        named = {field.attname for field in self._varying}
        self._constants = {
            field: given[field.attname] if field.attname in given else field.get_default()
            for field in self._meta.concrete_fields
            if field.attname not in named and not (field.primary_key and field.attname not in given)
        }
        unknown = set(given) - {field.attname for field in self._constants}
        if unknown:
            raise ValueError(f"{self._meta.label} has no such constant columns: {sorted(unknown)}")

    def insert(self, rows: Iterable[Row], *, on_conflict: str = "") -> None:
        """Write the rows, values in the order of `varying`. `on_conflict` 'ignore' passes over what is there already."""
        ending = " ON CONFLICT DO NOTHING" if on_conflict == "ignore" else ""
        with connection.cursor() as cursor:
            cursor.executemany(f"{self._into()} VALUES {self._places()}{ending}", self._whole(rows))

    def insert_together(self, rows: Iterable[Row]) -> None:
        """The same, many rows to a statement: for a table whose triggers keep a full-text index.

        SQLite writes a segment of that index for each statement and merges them later: row by row that took two
        fifths of an intake's time in the database.
        """
        waiting = iter(self._whole(rows))
        with connection.cursor() as cursor:
            while some := list(islice(waiting, _TOGETHER)):
                places = ", ".join([self._places()] * len(some))
                cursor.execute(f"{self._into()} VALUES {places}", [value for row in some for value in row])

    def _into(self) -> str:
        columns = [field.column or "" for field in (*self._varying, *self._constants)]
        quoted = ", ".join(map(connection.ops.quote_name, columns))
        return f"INSERT INTO {connection.ops.quote_name(self._meta.db_table)} ({quoted})"

    def _places(self) -> str:
        return f"({', '.join(['%s'] * (len(self._varying) + len(self._constants)))})"

    def _whole(self, rows: Iterable[Row]) -> list[list[Any]]:
        constants = tuple(
            field.get_db_prep_save(value, connection) for field, value in self._constants.items()
        )
        return self._prepared(rows, constants)

    def update(self, rows: Iterable[Row]) -> None:
        """Set the columns of `varying` but the last, which is the primary key and says which row."""
        *changed, key = self._varying
        quote = connection.ops.quote_name
        setting = ", ".join(f"{quote(field.column or '')} = %s" for field in changed)
        with connection.cursor() as cursor:
            cursor.executemany(
                f"UPDATE {quote(self._meta.db_table)} SET {setting} WHERE {quote(key.column or '')} = %s",
                self._prepared(rows),
            )

    def _prepared(self, rows: Iterable[Row], constants: Row = ()) -> list[list[Any]]:
        needed = [(i, prepare) for i, field in enumerate(self._varying) if (prepare := _preparation(field))]
        whole = [[*row, *constants] for row in rows]
        for index, prepare in needed:
            for values in whole:
                values[index] = prepare(values[index])
        return whole


_encode = json.JSONEncoder().encode


def _as_json(value: Any) -> str | None:
    return None if value is None else _encode(value)


def _preparation(field: models.Field[Any, Any]) -> Callable[[Any], Any] | None:
    """How values of the field become the driver's; None where they are that already."""
    if isinstance(field, models.DecimalField):
        return lru_cache(maxsize=4096)(lambda value: _decimal(field, value))
    if isinstance(field, models.JSONField) and connection.vendor == "sqlite" and field.encoder is None:
        return _as_json  # what Django does, with an encoder that is made once
    if isinstance(field, (models.JSONField, models.DateTimeField, models.DateField)):
        return lambda value: field.get_db_prep_save(value, connection)
    return None


def _decimal(field: models.Field[Any, Any], value: Decimal | None) -> Any:
    return field.get_db_prep_save(value, connection)


def reserve(model: type[models.Model], count: int) -> range | list[int]:
    """Primary keys for `count` new rows, so that rows of other tables can name them before they are written.

    On SQLite the caller holds the write lock (transactions are IMMEDIATE); on PostgreSQL the sequence gives them.
    """
    if not count:
        return []
    table, key = model._meta.db_table, model._meta.pk
    assert key is not None  # every table here has one
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
                [table, key.column, count],
            )
            return [row[0] for row in cursor.fetchall()]
        # AUTOINCREMENT remembers the highest key that ever was, as writing these keys will.
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        found = cursor.fetchone()
    last = found[0] if found else 0
    return range(last + 1, last + 1 + count)
