"""pg_trgm, beside which number search is measured, answers by its index and finds what it can."""

import os

import pytest

from bench.marks_beside import ERRORS, recall
from bench.marks_numbers import misread, numbers, unread
from bench.marks_others import brute_force
from bench.marks_pg_trgm import as_usual, filled, has_whole_trigram, in_postgres, least_alike


def test_by_its_index_it_finds_all_that_share_a_trigram_and_nothing_that_is_far():
    entries = list(numbers(60_000))
    queries = {1: misread(entries, 20, 1), 2: misread(entries, 20, 2), 0: unread(entries, 20, 2)}
    queries[0] = [query for query in queries[0] if has_whole_trigram(query.typed)]
    oracle = brute_force(entries).find
    shares = {}
    with filled(os.environ["HEADSTAMP_DATABASE_URL"], entries) as table:
        for alike in (as_usual, least_alike):
            other = in_postgres(table, alike)
            assert 5 < other.size < 500
            for errors, asked in queries.items():
                true = [oracle(query.typed, errors) for query in asked]
                found = [other.find(query.typed, errors) for query in asked]
                assert all(mine <= near for mine, near in zip(found, true, strict=True))
                shares[alike, errors] = recall(found, true)
        other.check(queries[1][0].typed, 1)
        table.execute("SET enable_bitmapscan = off")
        with pytest.raises(AssertionError):
            other.check(queries[1][0].typed, 1)
    assert shares[least_alike, 1] == shares[least_alike, 0] == shares[as_usual, 0] == 1
    assert shares[as_usual, 2] < shares[least_alike, 2]
    assert set(queries) == set(ERRORS.values())
