"""What the index is measured beside finds nothing but what is near, and says how much of it; each is asked in the way that suits it."""

from contextlib import contextmanager
from itertools import chain
from subprocess import CalledProcessError

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench import bench_marks_large, marks_others, postgres
from bench.marks_beside import ERRORS, ours, recall
from bench.marks_numbers import misread, numbers, unread
from bench.marks_others import brute_force, others
from bench.marks_pg_trgm import has_whole_trigram, least_alike, trigrams_of
from bench.report import Report
from headstamp.marks.alignment import errors_between
from headstamp.marks.alphabet import FOLDED_SIGNS
from headstamp.marks.index.building import build

NUMBERS = list(numbers(2_000))
QUERIES = {
    "one error": misread(NUMBERS, 20, 1),
    "two errors": misread(NUMBERS, 20, 2),
    "two unknown signs": unread(NUMBERS, 20, 2),
}
KEYS = st.text(FOLDED_SIGNS.replace("~", ""), min_size=3, max_size=10)


@contextmanager
def no_postgres():
    raise CalledProcessError(1, "scripts/postgres")
    yield


def test_each_finds_only_what_is_near_and_the_complete_ones_all_of_it(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(marks_others, "given_or_throwaway", no_postgres)
    build(tmp_path / "base", NUMBERS)
    oracle = brute_force(NUMBERS).find
    shares = {}
    for name, other in chain([("ours", ours(tmp_path / "base"))], others(tmp_path, NUMBERS)):
        if other is None:
            continue
        assert 0 < other.size < 10_000
        for kind, queries in QUERIES.items():
            true = [oracle(query.typed, ERRORS[kind]) for query in queries]
            found = [other.find(query.typed, ERRORS[kind]) for query in queries]
            assert all(mine <= near for mine, near in zip(found, true, strict=True))
            shares[name, kind] = recall(found, true)
    assert all(query.meant.id in oracle(query.typed, 2) for query in QUERIES["two errors"])
    assert {shares[name, kind] for name in ("ours", "tantivy") for kind in ERRORS} == {1.0}
    assert 0.5 < shares["SQLite FTS5 trigram, all", "two errors"] < 1


def test_without_postgres_that_is_said(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(marks_others, "given_or_throwaway", no_postgres)
    assert [name for name, other in others(tmp_path, NUMBERS[:50]) if other is None] == ["pg_trgm"]


def test_the_postgres_of_the_settings_is_used(monkeypatch) -> None:
    monkeypatch.setenv("HEADSTAMP_DATABASE_URL", "postgresql://somewhere")
    monkeypatch.setattr(postgres, "throwaway", no_postgres)
    with postgres.given_or_throwaway() as url:
        assert url == "postgresql://somewhere"
    monkeypatch.setenv("HEADSTAMP_DATABASE_URL", "")
    with pytest.raises(CalledProcessError), postgres.given_or_throwaway():
        pass


def test_recall_is_a_share_of_all_that_is_near() -> None:
    assert recall([{1, 2}, set()], [{1, 2, 3}, {4}]) == 0.5


@given(KEYS, KEYS)
def test_no_number_within_the_errors_is_less_alike_than_is_asked_for(key, other) -> None:
    errors = errors_between(key, other)
    _is_alike_enough(key, other, errors)


@given(KEYS, st.data())
def test_nor_is_one_that_was_misread(key, data) -> None:
    at = data.draw(st.integers(0, len(key) - 2))
    swapped = key[:at] + key[at + 1] + key[at] + key[at + 2 :]
    _is_alike_enough(key, swapped, 1)
    _is_alike_enough(key, swapped[1:], 2)
    _is_alike_enough(swapped, key + "7", 2)


def _is_alike_enough(key: str, other: str, errors: int) -> None:
    one, two = trigrams_of(key), trigrams_of(other)
    if one & two:
        assert len(one & two) / len(one | two) >= least_alike(key, errors)


@pytest.mark.parametrize(
    ("typed", "is_left"), [("A1?2?", True), ("?88?2", False), ("??12", True), ("??2", False), ("?123?", True)]
)
def test_a_trigram_is_left_where_signs_beside_each_other_were_read(typed, is_left) -> None:
    assert has_whole_trigram(typed) is is_left


@pytest.mark.one_database
def test_many_numbers_are_built_and_asked_in_processes_of_their_own(monkeypatch) -> None:
    monkeypatch.setattr(bench_marks_large, "COUNT", 3_000)
    report = Report()
    bench_marks_large.run(report)
    told = {row.name: row for row in report.rows}
    assert all(told[f"{kind}: found at all"].value == 1 for kind in ERRORS)
    assert all(told[f"{kind}, p95"].limit is None for kind in ERRORS)
    assert 10 < told["resident while building"].value < 2_000
