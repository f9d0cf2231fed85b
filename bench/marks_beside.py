"""The same damaged numbers asked of the index and of what else could be used: time, recall and room of each."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from bench.marks_numbers import Query
from bench.marks_others import Other, brute_force, others, size_of
from bench.report import Report
from headstamp.marks.index.base import open_base
from headstamp.marks.index.readings import Entry
from headstamp.marks.index.search import Wanted, search
from headstamp.marks.pattern import parse

CHECKED = 100  # who reads every number takes a fifth of a second for each
WARMING = 20
AS_MANY = 0.995  # from this recall on a way finds as much as the index, which finds all
ERRORS = {"one error": 1, "two errors": 2, "two unknown signs": 0}


class Told(NamedTuple):
    """What one way found for each query, and the milliseconds that each took."""

    found: Sequence[set[int]]
    took: Sequence[float]


def beside(
    report: Report, folder: Path, entries: Sequence[Entry], queries: Mapping[str, Sequence[Query]]
) -> None:
    """All ways over the same queries. Whoever finds as much as the index has to take longer, at the slow end."""
    asked = {name: each[:CHECKED] for name, each in queries.items()}
    every = brute_force(entries)
    true = _ask(every, asked)
    index = ours(folder / "base")
    found = _ask(index, asked)
    for name, told in found.items():
        pairs = zip(told.found, true[name].found, strict=True)
        assert all(mine <= all_near for mine, all_near in pairs), "a hit that is farther away than it says"
    limits = _write(report, "ours", index, found, true)
    _write(report, "every number (rapidfuzz)", every, true, true, limits)
    for called, other in others(folder, entries):
        if other is None:
            report.leave_out(called, "no PostgreSQL")
        else:
            _write(report, called, other, _ask(other, asked), true, limits)


def ours(base_folder: Path) -> Other:
    """The index, told nothing but the number, as the others are."""
    base = open_base(base_folder)

    def find(typed: str, errors: int) -> set[int]:
        return set(search(Wanted(parse(typed), errors), base).ids.tolist())

    return Other(find, size_of(base_folder) / len(base.sheet) if base else 0)


def recall(found: Sequence[set[int]], true: Sequence[set[int]]) -> float:
    """Of all that is near, how much was found."""
    there = sum(map(len, true))
    return sum(len(mine & all_near) for mine, all_near in zip(found, true, strict=True)) / there


def _ask(other: Other, asked: Mapping[str, Sequence[Query]]) -> dict[str, Told]:
    return {name: _ask_all(other, queries, ERRORS[name]) for name, queries in asked.items()}


def _ask_all(other: Other, queries: Sequence[Query], errors: int) -> Told:
    found, took = [], []
    for query in [*queries[:WARMING], *queries]:
        other.check(query.typed, errors)
        start = other.clock()
        found.append(other.find(query.typed, errors))
        took.append((other.clock() - start) * 1000)
    return Told(found[WARMING:], took[WARMING:])


def _write(
    report: Report,
    called: str,
    other: Other,
    told: Mapping[str, Told],
    true: Mapping[str, Told],
    limits: Mapping[str, float] | None = None,
) -> dict[str, float]:
    """The rows of one way; gives the slow end of each kind of query. Without limits it is the index, which has to find all."""
    slow = {}
    if other.size:
        report.add(f"{called}: on disk, a number", other.size, "bytes")
    for name, (found, took) in told.items():
        share = recall(found, true[name].found)
        least = limits[name] if limits and share >= AS_MANY else None
        slow[name] = report.add_spread(f"{called}: {name}", took, "ms", at_least=least)
        report.add(f"{called}: {name}, recall", share, "", at_least=None if limits else 1.0)
    return slow
