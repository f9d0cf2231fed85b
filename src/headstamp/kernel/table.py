"""What the snapshot is handed to hold a room's facts as a flat table: columns, rights, how rows are read.

A room declares its tables; the engine writes them to Parquet, keeps them up to date by following the log, and gives
each asker the rows that he may know of. A table names no person and holds no free text, by the types it has.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from headstamp.kernel.asker import Asker
from headstamp.kernel.text import Message


class ColumnType(StrEnum):
    """What a column holds. There is none for free text: a name could hide in it.

    PARTIAL_DATE is ISO text of 4, 7 or 10 characters ('' for unknown), CODE a word of a list ('' for not said),
    CODES several of them with commas between, NUMBER the row number of a record in this office, UID its identifier everywhere.
    """

    NUMBER = "number"
    UID = "uid"
    CODE = "code"
    CODES = "codes"
    PARTIAL_DATE = "partial_date"
    YEAR = "year"
    INTEGER = "integer"
    DECIMAL = "decimal"
    DEGREES = "degrees"
    FLAG = "flag"


@dataclass(frozen=True, slots=True)
class Column:
    """A column with its meaning; a code is of the named list."""

    name: str
    type: ColumnType
    meaning: Message
    list_name: str = ""


RIGHTS = ("jurisdiction", "unit", "visibility", "circle")
"""Every table has these, from its record: with them alone the engine decides who may see a row."""

Touched = Mapping[str, Collection[int]]
"""Subjects of the log, and which of them: {"occurrence": {7, 9}}."""

Ways = str | tuple[str, ...]
"""A column, or several: a row that tells of two records is touched by either."""

Rows = Iterator[Sequence[Sequence[Any]]]
"""Chunks of some thousand rows, column by column: each has the values of one column, in the order of `Table.columns`."""


def ways_of(way: Ways) -> tuple[str, ...]:
    """The columns, one or several."""
    return (way,) if isinstance(way, str) else way


@dataclass(frozen=True, slots=True)
class Once:
    """Rows that are counted once where the pairs of a table say that their records are one.

    `of` is the table whose rows these are, `record` its column that the pairs name, `within` the column in which rows must
    agree to stand for each other, with `groups` for words that count as one. Of the rows of records that are one, those of
    one record count: of one for which `prefers` holds (column, and its words), then of one where more of `says` is said,
    then of the one that was entered first.
    """

    of: str
    record: str
    within: str
    groups: Mapping[str, str] = field(default_factory=dict)
    prefers: tuple[str, tuple[str, ...]] = ("", ())
    says: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """One flat table: a row for each living record of a settled source.

    `key` is the column that names a row. `follows` says which subjects of the log touch which column: a log entry
    about ("occurrence", 7) touches the rows whose `follows["occurrence"]` is 7; of several columns one is enough. `read(touched)` gives all rows
    (None) or those touched, as they are now; it must be called inside a transaction that reads one state.
    `visible(asker, keys)` gives those of the keys whose record the asker may know of at this moment; for the office
    itself (None) those that stand, whoever may know of them. Where a row tells of a second record with rights of its
    own, `also` names the beginning of those columns ("person_": person_unit, ...), and both must let the asker in.
    `needs` is a further permission, without which the table is empty. `open_to` is for tables that are no records of the
    register: whoever has one of these permissions may know of all its rows of his jurisdiction, and nobody else of any.
    `count()` says how many rows stand now.

    A table of pairs names in `pair` the columns of two records that were judged to be one, and in `once` what is counted once
    because of it, for whoever may know of both. `only_in` (table, column, column) lets a pair count only where two further
    columns name one thing, or two that are one by that other table of pairs.
    """

    name: str
    meaning: Message
    columns: tuple[Column, ...]
    key: str
    follows: Mapping[str, Ways]
    read: Callable[[Touched | None], Rows]
    visible: Callable[[Asker | None, Iterable[int]], frozenset[int]]
    count: Callable[[], int]
    also: tuple[str, ...] = ()
    needs: str = ""
    open_to: tuple[str, ...] = ()
    pair: tuple[str, str] = ("", "")
    once: tuple[Once, ...] = ()
    only_in: tuple[str, str, str] = ("", "", "")

    def __post_init__(self) -> None:
        names = [column.name for column in self.columns]
        rights = [begin + name for begin in ("", *self.also) for name in RIGHTS]
        followed = [name for way in self.follows.values() for name in ways_of(way)]
        told = [name for name in (*self.pair, *self.only_in[1:]) if name]
        missing = [name for name in (self.key, *rights, *followed, *told) if name not in names]
        if missing or len(set(names)) != len(names):
            raise ValueError(f"table {self.name}: columns missing or twice: {missing or names}")
