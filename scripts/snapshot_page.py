"""Writes docs/snapshot.md from the declared tables; a test fails when the page is stale."""

import os
import tempfile
from pathlib import Path
from typing import Any

PAGE = Path(__file__).parents[1] / "docs" / "snapshot.md"
HEAD = """# The snapshot

Figures are counted on the snapshot: the register as flat tables in Parquet, with codes, numbers and flags, consistent to one position of
the log. The worker brings it up to date every minute, `headstamp snapshot` at once; `--full` reads every record anew.

- **No names.** There is no column type for free text. What has not the shape of a code, a date or an identifier becomes `?`.
- **Counted for somebody.** A page, a chart, an export and a mail open it for one person: jurisdiction, unit and visibility are in each row, circles
  are those of the moment, and a record that was restricted, moved, removed or undone since the snapshot was made is left out before any
  refresh. Persons are counted only for who may see persons.
- **In the office's name** all records of the jurisdiction are counted, by who may approve. For a period that is frozen the files are kept under a name
  and never changed: the same figures come out of them years later, also of records that were erased since.
- **One state.** All tables are read in one transaction that sees one moment and keeps nobody from writing. A refresh that is killed leaves the
  state before in place.

It lies in `HEADSTAMP_HOME/snapshot`, closed to other users. A backup holds the kept ones; everything else is made again. `headstamp doctor`
checks the files against their checksums and their rows against the register.

## Read it without Headstamp

`manifest.json` names the files; `README.txt` and `tables.json` beside it say what they mean. A table is its base without the keys in
gone, and its delta:

```sql
{rule}
```

In Spark read the three files with `spark.read.parquet`, in pandas with `pandas.read_parquet`:

```python
table = pandas.concat([base[~base[key].isin(gone[key])], delta])
```

Row numbers are the office's own; several offices are pooled by the `uid` columns. Files read in this way are not narrowed to anybody: keep
them as closed as the register.

## In the program

```python
with open_for(asker) as view:  # headstamp.snapshot.queries
    items = view.table("items")  # an Ibis table, narrowed to the asker
    rows = view.answer(
        "firearms", lambda view: view.table("items").quantity.sum()
    )  # compiled once, narrowed each time
    view.as_of, view.position, view.is_stale
```

A room adds a table in its `tables.py` and `desk/tables.py` lists it. The rows of a record with rights of its own carry its `jurisdiction`,
`unit`, `visibility` and `circle`; `follows` says which subjects of the log touch which column.

"""
TYPES = """## Types

| type | holds | in Parquet |
|---|---|---|
| number | row number of a record in this office | BIGINT |
| uid | identifier of a record everywhere | VARCHAR |
| code | a word of a list; '' for not said | VARCHAR |
| codes | several of them, commas between; '' for not said | VARCHAR |
| partial_date | ISO date of a day, month or year; '' for unknown | VARCHAR |
| year, integer | whole number; empty for unknown | INTEGER |
| decimal | quantity | DECIMAL(14,3) |
| degrees | WGS 84 | DOUBLE |
| flag | yes or no | BOOLEAN |
"""


def page() -> str:
    """docs/snapshot.md as it should be."""
    from headstamp.desk.tables import all_tables  # noqa: PLC0415  Django is set up by then
    from headstamp.snapshot.dictionary import told  # noqa: PLC0415
    from headstamp.snapshot.merging import RULE  # noqa: PLC0415

    return HEAD.replace("{rule}", RULE) + TYPES + "".join(_table(told(table)) for table in all_tables())


def _table(table: dict[str, Any]) -> str:
    rows = "".join(
        f"| `{one['name']}` | {one['meaning']} | {one['type']} | {one['list'] or '-'} |\n"
        for one in table["columns"]
    )
    head = f"\n## {table['name']}\n\n{table['meaning'].capitalize()}; its key is `{table['key']}`.\n\n"
    return f"{head}| column | meaning | type | list |\n|---|---|---|---|\n{rows}"


if __name__ == "__main__":
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "headstamp.config.settings"
    with tempfile.TemporaryDirectory() as home:
        os.environ["HEADSTAMP_HOME"] = home
        django.setup()
        PAGE.write_text(page(), encoding="utf-8")
