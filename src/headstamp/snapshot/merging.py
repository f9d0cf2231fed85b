"""How a table's files belong together, as plain SQL: the rule that every reader of the snapshot follows."""

from pathlib import Path

from headstamp.snapshot.manifest import Parts

RULE = """SELECT * FROM read_parquet('{base}') WHERE {key} NOT IN (SELECT {key} FROM read_parquet('{gone}'))
UNION ALL
SELECT * FROM read_parquet('{delta}')"""


def merged(folder: Path, parts: Parts) -> str:
    """The query that gives the table's rows."""
    files = {name: _quoted(folder / getattr(parts, name).file) for name in ("base", "delta", "gone")}
    return RULE.format(key=parts.key, **files)


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
