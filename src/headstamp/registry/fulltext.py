"""Full-text search over SearchText: words in any order, the last one perhaps unfinished, in any script.

Text is folded by our own code before it is stored; the engines only index words (FTS5 on SQLite, tsvector
'simple' on PostgreSQL). The column of persons is searched only with the right to see them, or a hit would
tell a name.
"""

from headstamp.kernel.folding import fold

OPEN_COLUMNS = ("marks", "things", "narrative", "places", "numbers")
OPEN_VECTOR = "to_tsvector('simple'::regconfig, marks || ' ' || things || ' ' || narrative || ' ' || places || ' ' || numbers)"
PERSONS_VECTOR = "to_tsvector('simple'::regconfig, persons)"


def words_of(text: str) -> list[str]:
    """`text` as the words that are stored and searched."""
    return fold(text).replace("_", " ").split()
