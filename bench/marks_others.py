"""What else could find a damaged number: each gives the ids that it finds for a number and so many errors."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

from headstamp.marks.alphabet import folded
from headstamp.marks.index.readings import Entry

Other = Callable[[str, int], set[int]]


def brute_force(folder: Path, entries: list[Entry]) -> Other:
    """Every number compared by rapidfuzz (optimal string alignment); complete by nature."""
    from rapidfuzz import process  # noqa: PLC0415  a developer's package
    from rapidfuzz.distance import OSA  # noqa: PLC0415

    keys = [folded(entry.text) for entry in entries]
    ids = [entry.id for entry in entries]

    def find(typed: str, errors: int) -> set[int]:
        near = process.extract_iter(
            folded(typed), keys, scorer=OSA.distance, score_cutoff=errors, processor=None
        )
        return {ids[at] for _, _, at in near}

    return find


def trigrams(folder: Path, entries: list[Entry]) -> Other:
    """SQLite's FTS5 with trigrams: numbers that share any, the 200 that share most, compared."""
    from rapidfuzz.distance import OSA  # noqa: PLC0415

    connection = sqlite3.connect(folder / "trigrams.sqlite3")
    connection.execute("CREATE VIRTUAL TABLE numbers USING fts5(key, tokenize='trigram', detail=none)")
    connection.executemany(
        "INSERT INTO numbers(rowid, key) VALUES (?, ?)", ((entry.id, folded(entry.text)) for entry in entries)
    )
    connection.commit()

    def find(typed: str, errors: int) -> set[int]:
        key = folded(typed)
        words = " OR ".join(f'"{key[at : at + 3]}"' for at in range(len(key) - 2))
        if not words:
            return set()
        query = "SELECT rowid, key FROM numbers WHERE numbers MATCH ? ORDER BY rank LIMIT 200"
        found = connection.execute(query, (words,)).fetchall()
        return {rowid for rowid, other in found if OSA.distance(key, other, score_cutoff=errors) <= errors}

    return find


def full_text(folder: Path, entries: list[Entry]) -> Other:
    """tantivy's fuzzy term query, which knows two errors and swaps."""
    import tantivy  # noqa: PLC0415  a developer's package

    builder = tantivy.SchemaBuilder()
    builder.add_text_field("key", stored=False, tokenizer_name="raw", index_option="basic")
    builder.add_integer_field("id", stored=True, fast=True)
    schema = builder.build()
    place = folder / "tantivy"
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
        query = tantivy.Query.fuzzy_term_query(
            schema, "key", folded(typed), distance=errors, transposition_cost_one=True
        )
        hits = searcher.search(query, limit=50_000, count=False).hits
        return {searcher.doc(address)["id"][0] for _, address in hits}

    return find
