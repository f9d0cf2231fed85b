"""What else could find a damaged number: each finds the same as the index does, or as much of it as it can."""

import re
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from subprocess import CalledProcessError

from bench.postgres import given_or_throwaway
from headstamp.marks.alphabet import folded
from headstamp.marks.index.readings import Entry


@dataclass(frozen=True, slots=True)
class Other:
    """A way to search. `find` gives the ids of numbers within so many errors of what is typed; with none, `?` is any sign.

    `size` is what it keeps on disk, in bytes a number; `clock` counts the seconds that processors work for it; `check` fails for a
    question that it would not answer in the way it is measured for.
    """

    find: Callable[[str, int], set[int]]
    size: float = 0
    clock: Callable[[], float] = time.process_time
    check: Callable[[str, int], None] = lambda typed, errors: None


def others(folder: Path, entries: Sequence[Entry]) -> Iterator[tuple[str, Other | None]]:
    """Every one by its name, made when its turn comes and gone with it; None for what cannot be had here."""
    lite = trigrams(folder / "trigrams.sqlite3", entries)
    yield "SQLite FTS5 trigram, 200 most alike", in_sqlite(lite, "ORDER BY rank LIMIT 200")
    yield "SQLite FTS5 trigram, all", in_sqlite(lite)
    lite.close()
    yield "tantivy", full_text(folder / "tantivy", entries)
    with ExitStack() as stack:
        try:
            url = stack.enter_context(given_or_throwaway())
        except CalledProcessError:
            yield "pg_trgm", None
            return
        from bench.marks_pg_trgm import as_usual, filled, in_postgres, least_alike  # noqa: PLC0415

        table = stack.enter_context(filled(url, entries))
        yield "pg_trgm at 0.3, as it comes", in_postgres(table, as_usual)
        yield "pg_trgm, as low as it takes", in_postgres(table, least_alike)


def size_of(folder: Path) -> int:
    """Bytes of the files of a folder."""
    return sum(file.stat().st_size for file in folder.iterdir())


def unread_pattern(typed: str) -> str:
    """A regular expression for a number with signs that nobody could read."""
    return "".join("." if sign == "?" else re.escape(folded(sign)) for sign in typed)


def brute_force(entries: Sequence[Entry]) -> Other:
    """Every number compared by rapidfuzz (optimal string alignment), or held against a regular expression; complete by nature."""
    from rapidfuzz import process  # noqa: PLC0415  a developer's package
    from rapidfuzz.distance import OSA  # noqa: PLC0415

    keys = [folded(entry.text) for entry in entries]
    ids = [entry.id for entry in entries]

    def find(typed: str, errors: int) -> set[int]:
        if not errors:
            fits = re.compile(unread_pattern(typed)).fullmatch
            return {id for id, key in zip(ids, keys, strict=True) if fits(key)}
        near = process.extract_iter(
            folded(typed), keys, scorer=OSA.distance, score_cutoff=errors, processor=None
        )
        return {ids[at] for _, _, at in near}

    return Other(find)


def trigrams(file: Path, entries: Sequence[Entry]) -> sqlite3.Connection:
    """The numbers in SQLite's full-text search, by their trigrams."""
    connection = sqlite3.connect(file)
    connection.execute("CREATE VIRTUAL TABLE numbers USING fts5(key, tokenize='trigram', detail=none)")
    connection.executemany(
        "INSERT INTO numbers(rowid, key) VALUES (?, ?)", ((entry.id, folded(entry.text)) for entry in entries)
    )
    connection.commit()
    return connection


def in_sqlite(connection: sqlite3.Connection, chosen: str = "") -> Other:
    """Numbers that share a trigram, or of these the `chosen` ones, compared; with signs unread those that share every whole one."""
    from rapidfuzz.distance import OSA  # noqa: PLC0415

    def asked(query: str, *values: str) -> list[tuple[int, str]]:
        return connection.execute(f"SELECT rowid, key FROM numbers WHERE {query}", values).fetchall()

    def find(typed: str, errors: int) -> set[int]:
        pieces = [folded(piece) for piece in typed.split("?")]
        words = [f'"{piece[at : at + 3]}"' for piece in pieces for at in range(len(piece) - 2)]
        if not errors:
            globs = "?".join(pieces)
            if not words:
                return {rowid for rowid, _ in asked("key GLOB ?", globs)}
            return {rowid for rowid, _ in asked("numbers MATCH ? AND key GLOB ?", " AND ".join(words), globs)}
        if not words:
            return set()
        found = asked(f"numbers MATCH ? {chosen}", " OR ".join(words))
        return {
            rowid for rowid, other in found if OSA.distance(pieces[0], other, score_cutoff=errors) <= errors
        }

    size, count = connection.execute(
        "SELECT page_count * page_size, (SELECT count(*) FROM numbers) FROM pragma_page_count, pragma_page_size"
    ).fetchone()
    return Other(find, size / count)


def full_text(place: Path, entries: Sequence[Entry]) -> Other:
    """tantivy's fuzzy term query, which knows two errors and swaps, and its regular expressions."""
    import tantivy  # noqa: PLC0415  a developer's package

    builder = tantivy.SchemaBuilder()
    builder.add_text_field("key", stored=False, tokenizer_name="raw", index_option="basic")
    builder.add_integer_field("id", stored=True, fast=True)
    schema = builder.build()
    place.mkdir()
    index = tantivy.Index(schema, path=str(place))
    writer = index.writer(heap_size=200_000_000, num_threads=1)
    for entry in entries:
        writer.add_document(tantivy.Document(key=folded(entry.text), id=entry.id))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()

    def find(typed: str, errors: int) -> set[int]:
        if errors:
            query = tantivy.Query.fuzzy_term_query(
                schema, "key", folded(typed), distance=errors, transposition_cost_one=True
            )
        else:
            query = tantivy.Query.regex_query(schema, "key", unread_pattern(typed))
        hits = searcher.search(query, limit=50_000, count=False).hits
        return {searcher.doc(address)["id"][0] for _, address in hits}

    return Other(find, size_of(place) / len(entries))
