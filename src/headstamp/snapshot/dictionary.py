"""What the files mean, beside them: for who reads them with DuckDB, Spark or pandas and without this program."""

import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from headstamp.kernel.table import Table
from headstamp.snapshot.merging import RULE

TABLES_FILE, README_FILE = "tables.json", "README.txt"
README = """The register as flat tables, made by Headstamp. No names and no free text are in it; records of every unit and circle are.
Keep it as closed as the register itself.

manifest.json   the files that belong together, their rows and SHA-256; `position` is the last entry of the office's log
                that they know, `as_of` when that was. It is replaced in one stroke: read it first, then the files it names.
tables.json     the columns of each table: type, meaning, code list.
parquet/        the files. A table is its base without the keys in gone, and its delta:

    {rule}

    Put in the names that manifest.json gives for `base`, `gone` and `delta`, and the table's `key`. In Spark read the three
    files with spark.read.parquet, in pandas with pandas.read_parquet:

        table = base[~base[key].isin(gone[key])] followed by delta

cache/          the same rows for Headstamp's own use; made again when it is missing. Not for other programs.
kept/           what frozen figures were counted on, each a folder like this one. Never changed, never removed.

Row numbers are this office's own: pool several offices by the uid columns. An empty code means that nobody said. Pieces,
rounds, kilograms, metres and litres are never added together (column quantity_unit).
"""
_SQL = {
    "number": "BIGINT",
    "uid": "VARCHAR",
    "code": "VARCHAR",
    "codes": "VARCHAR",
    "partial_date": "VARCHAR",
    "year": "INTEGER",
    "integer": "INTEGER",
    "decimal": "DECIMAL(14,3)",
    "degrees": "DOUBLE",
    "flag": "BOOLEAN",
}


def write_dictionary(folder: Path, tables: Iterable[Table]) -> None:
    """Put README.txt and tables.json beside the files where they do not stand as they should."""
    texts = {
        README_FILE: README.format(rule=RULE.replace("\n", "\n    ")),
        TABLES_FILE: json.dumps([told(table) for table in tables], indent=1) + "\n",
    }
    for name, text in texts.items():
        path = folder / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            part = path.with_name(f".{name}.part")
            part.write_text(text, encoding="utf-8")
            part.chmod(0o600)
            os.replace(part, path)


def told(table: Table) -> dict[str, Any]:
    """A table as tables.json and the documentation have it."""
    columns = [
        {
            "name": column.name,
            "type": str(column.type),
            "sql": _SQL[column.type],
            "meaning": column.meaning.text(),
            "list": column.list_name,
        }
        for column in table.columns
    ]
    return {"name": table.name, "meaning": table.meaning.text(), "key": table.key, "columns": columns}
