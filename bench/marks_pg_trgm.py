"""PostgreSQL's trigrams (pg_trgm) in a GIN index: numbers that are alike enough, of which the near ones are kept."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from psycopg import Connection, connect

from bench.marks_others import Other
from headstamp.marks.alphabet import folded
from headstamp.marks.index.readings import Entry

_INDEX = "bench_numbers_by_trigram"
# What a careful administrator gives it: room to sort and to mark rows in, no pages as dear as on a turning disk. As
# everything here it works on one processor.
_SETTINGS = """
SET work_mem = '256MB';
SET maintenance_work_mem = '512MB';
SET random_page_cost = 1.1;
SET jit = off;
SET max_parallel_workers_per_gather = 0;
"""
_SELECT = "SELECT id, key FROM bench_numbers WHERE"
# A swap is two errors to Levenshtein, so he sorts out what is far and the rest is compared once more.
_NEAR = "key %% %(key)s AND levenshtein_less_equal(key, %(key)s, %(most)s) <= %(most)s"
_FITTING = "key LIKE %(key)s"


@contextmanager
def filled(url: str, entries: Sequence[Entry]) -> Iterator[Connection]:
    """A table of the numbers under its index, gone afterwards."""
    with connect(url, autocommit=True) as connection:
        connection.execute(_SETTINGS)
        connection.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        connection.execute("CREATE EXTENSION IF NOT EXISTS fuzzystrmatch")
        connection.execute('CREATE TABLE bench_numbers (id bigint, key text COLLATE "C")')
        try:
            with connection.cursor().copy("COPY bench_numbers FROM STDIN") as copy:
                for entry in entries:
                    copy.write_row((entry.id, folded(entry.text)))
            connection.execute(f"CREATE INDEX {_INDEX} ON bench_numbers USING gin (key gin_trgm_ops)")
            connection.execute("VACUUM ANALYZE bench_numbers")
            yield connection
        finally:
            connection.execute("DROP TABLE bench_numbers")


def trigrams_of(key: str) -> set[str]:
    """As pg_trgm sees them: two spaces before a word, one behind it."""
    padded = f"  {key} "
    return {padded[at : at + 3] for at in range(len(padded) - 2)}


def has_whole_trigram(typed: str) -> bool:
    """Whether signs that nobody could read leave a trigram; else no index helps and the whole table is read."""
    return any(len(piece) >= 3 for piece in f"  {typed} ".split("?"))


def as_usual(key: str, errors: int) -> float:
    """How alike numbers have to be where nobody says otherwise."""
    return 0.3


def least_alike(key: str, errors: int) -> float:
    """How alike a number within so many errors is at least, so that only those are missed that share no trigram with it.

    An error changes four trigrams at most (a swap does), and makes the number longer by one at most.
    """
    own = len(trigrams_of(key))
    shared = max(1, own - 4 * errors)
    return shared / (own + len(key) + 1 + errors - shared)


def in_postgres(connection: Connection, alike: Callable[[str, int], float]) -> Other:
    """Numbers that are `alike` enough, compared. AssertionError for what the planner would answer without the index."""
    from rapidfuzz.distance import OSA  # noqa: PLC0415  a developer's package

    def asked(typed: str, errors: int, before: str = "") -> list[Any]:
        if not errors:
            fitting = {"key": "_".join(map(folded, typed.split("?")))}
            return connection.execute(f"{before} {_SELECT} {_FITTING}", fitting).fetchall()
        key = folded(typed)
        # Postgres holds a float of four bytes against it: a hair less finds what is just so alike.
        threshold = str(alike(key, errors) * 0.999)
        connection.execute("SELECT set_config('pg_trgm.similarity_threshold', %s, false)", (threshold,))
        return connection.execute(f"{before} {_SELECT} {_NEAR}", {"key": key, "most": 2 * errors}).fetchall()

    def find(typed: str, errors: int) -> set[int]:
        rows = asked(typed, errors)
        if not errors:
            return {id for id, _ in rows}
        key = folded(typed)
        return {id for id, other in rows if OSA.distance(key, other, score_cutoff=errors) <= errors}

    def check(typed: str, errors: int) -> None:
        if not has_whole_trigram(typed):
            return
        plan = "\n".join(line for (line,) in asked(typed, errors, "EXPLAIN"))
        assert _INDEX in plan, plan

    (size,) = connection.execute(
        f"SELECT pg_relation_size('{_INDEX}')::float / count(*) FROM bench_numbers"
    ).fetchone() or (0.0,)
    return Other(find, size, _clock_with(connection.info.backend_pid), check)


def _clock_with(server: int) -> Callable[[], float]:
    """Seconds that a processor works for this process and for the server's; where the system does not tell, those of the clock."""
    told = Path(f"/proc/{server}/schedstat")
    if not told.exists():
        return time.perf_counter
    return lambda: time.process_time() + int(told.read_text(encoding="ascii").split()[0]) / 1e9
