"""What is counted once: rows that stand back because another row tells of the same thing, for one asker.

It follows from the pairs that the asker may know of and from nothing else: who may know of one of two records has that one
counted, and a pair that leads over a record that he may not know of joins nothing for him. Nothing is stored, so a
judgement that is taken back lets both count again.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from headstamp.kernel.table import Once, Table


class Ask(Protocol):
    """Rows that answer a query with parameters over the tables `of`, each narrowed to the asker."""

    def __call__(
        self, query: str, parameters: list[Any] | None = None, *, of: tuple[str, ...]
    ) -> list[tuple[Any, ...]]: ...


def standing_back(table: Table, of_pairs: Mapping[str, Table], ask: Ask) -> frozenset[int]:
    """Keys of the table's rows that do not count. `of_pairs` are the tables of pairs that hold any row."""
    found: set[int] = set()
    for pairs in of_pairs.values():
        for once in pairs.once:
            if once.of == table.name:
                found |= _second(table, once, _first_of(pairs, of_pairs, ask), ask)
    return frozenset(found)


def _first_of(pairs: Table, of_pairs: Mapping[str, Table], ask: Ask) -> dict[int, int]:
    """For each record that stands in a pair the first of all that are one with it."""
    other_name, *columns = pairs.only_in
    together = _first_of(of_pairs[other_name], of_pairs, ask) if other_name in of_pairs else {}
    told = ", ".join([*pairs.pair, *(column for column in columns if column)])
    links = []
    for one, other, *within in ask(f"SELECT {told} FROM {pairs.name}", of=(pairs.name,)):
        if len({together.get(each, each) for each in within}) <= 1:
            links.append((one, other))
    return firsts(links)


def firsts(links: Iterable[tuple[int, int]]) -> dict[int, int]:
    """The lowest number of those that each number is linked with, over as many links as it takes."""
    above: dict[int, int] = {}

    def top(number: int) -> int:
        while above.get(number, number) != number:
            above[number] = above.get(above[number], above[number])
            number = above[number]
        return number

    for one, other in links:
        low, high = sorted((top(one), top(other)))
        above[high] = above[low] = low
    return {number: top(number) for number in above}


def _second(table: Table, once: Once, first_of: Mapping[int, int], ask: Ask) -> set[int]:
    """Keys of the rows of records for which another record's rows stand."""
    if not first_of:
        return set()
    rows = ask(_question(table, once), [list(first_of)], of=(table.name,))
    best: dict[tuple[int, str], tuple[int, int, int]] = {}
    for _key, record, group, preferred, said in rows:
        cell = first_of[record], once.groups.get(group, group)
        best[cell] = max(best.get(cell, (-1, -1, -record)), (preferred, said, -record))
    return {
        key for key, record, group, *_rank in rows
        if -best[first_of[record], once.groups.get(group, group)][2] != record
    }  # fmt: skip


def _question(table: Table, once: Once) -> str:
    column, words = once.prefers
    listed = ", ".join(f"'{word}'" for word in words)
    prefers = f"CAST({column} IN ({listed}) AS INTEGER)" if column else "0"
    says = " + ".join(f"CAST(coalesce(CAST({name} AS VARCHAR), '') != '' AS INTEGER)" for name in once.says)
    return (
        f"SELECT {table.key}, {once.record}, CAST({once.within} AS VARCHAR), {prefers}, {says or '0'} "
        f"FROM {table.name} WHERE {once.record} IN (SELECT unnest(?::BIGINT[]))"
    )
