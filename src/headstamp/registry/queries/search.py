"""Which records have the words that somebody typed: a condition for lists, restricted to what he may search."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import BigIntegerField, Func, Q, QuerySet
from django.db.models.expressions import RawSQL
from django.db.models.lookups import In

from headstamp.kernel.asker import Asker
from headstamp.registry.fulltext import OPEN_COLUMNS, OPEN_VECTOR, PERSONS_VECTOR, words_of
from headstamp.registry.queries.visibility import NOTHING, sees_persons

FEW = 15_000
_MOST_WORDS = 12


@dataclass(slots=True)
class Counting:
    """A count that may stop early: of a frequent word's records only the first `most` are looked at (None: all)."""

    most: int | None
    was_cut: bool = False
    """Whether some may have been left out."""


_counting: ContextVar[Counting | None] = ContextVar("counting", default=None)


def matching(asker: Asker, text: str, column: str, *, is_all: bool = False) -> Q:
    """Records whose occurrence (by `column`) has every word of `text` in what the asker may search.

    Rights to the record itself are not part of it. Asks the index once when it is made. `is_all`: nothing else is asked.
    """
    words = words_of(text)[:_MOST_WORDS]
    if not words:
        return NOTHING
    query, params = _search(words, with_persons=sees_persons(asker))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*) FROM ({query} LIMIT {FEW + 1}) AS found", params)
        number = cursor.fetchone()[0]
    return among(column, _Found(query, params), is_few=number <= FEW, is_all=is_all) if number else NOTHING


def among(column: str, found: RawSQL | QuerySet[Any, int], *, is_few: bool, is_all: bool = False) -> Q:
    """Records whose `column` is among the `found` numbers.

    Few are looked up by their index. For many the list is walked in its own order, each row looked up among them. Where
    nothing else is asked (`is_all`) and rows are only counted, up to a cap, their index is the shorter way again, and
    the first of the found numbers may be enough.
    """
    if is_few:
        return Q(**{f"{column}__in": found})
    if isinstance(found, _Found):
        found.is_cuttable = is_all
    return Q(In(_Walked(column, is_all=is_all), found))


@contextmanager
def counting(most: int | None = None) -> Iterator[Counting]:
    """Inside, queries are compiled to count a few rows and not to list them."""
    told = Counting(most)
    token = _counting.set(told)
    try:
        yield told
    finally:
        _counting.reset(token)


class _Found(RawSQL):
    """Numbers of records that have the words; where they are only counted, as many as are looked at."""

    is_cuttable = False

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        sql, params = super().as_sql(compiler, connection)
        told = _counting.get()
        if not self.is_cuttable or told is None or told.most is None:
            return sql, params
        told.was_cut = True
        return f"({sql[1:-1]} LIMIT {int(told.most)})", params


class _Walked(Func):
    """A column whose index is no way in, as the sum says to the planner."""

    template, arity, output_field = "(%(expressions)s + 0)", 1, BigIntegerField()

    def __init__(self, column: str, *, is_all: bool = False) -> None:
        super().__init__(column)
        self.is_all = is_all

    def as_sql(self, compiler: Any, connection: Any, *ways: Any, **more: Any) -> Any:
        if self.is_all and _counting.get():
            return compiler.compile(self.source_expressions[0])
        return super().as_sql(compiler, connection, *ways, **more)


def _search(words: list[str], *, with_persons: bool) -> tuple[str, list[str]]:
    if connection.vendor == "postgresql":
        return _search_postgresql(words, with_persons)
    typed = " ".join(f'"{word}"' for word in words) + "*"
    columns = "" if with_persons else "{" + " ".join(OPEN_COLUMNS) + "} : "
    return "SELECT rowid FROM registry_searchindex WHERE registry_searchindex MATCH %s", [
        f"{columns}({typed})"
    ]


def _search_postgresql(words: list[str], with_persons: bool) -> tuple[str, list[str]]:
    typed = [f"'{word}'" for word in words]
    typed[-1] += ":*"
    vectors = [OPEN_VECTOR, PERSONS_VECTOR] if with_persons else [OPEN_VECTOR]
    one_word = "(" + " OR ".join(f"{vector} @@ to_tsquery('simple', %s)" for vector in vectors) + ")"
    params = [word for word in typed for _vector in vectors]
    return (
        f"SELECT occurrence_id FROM registry_searchtext WHERE {' AND '.join([one_word] * len(typed))}",
        params,
    )
