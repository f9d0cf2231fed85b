"""Which rows of a table the log's subjects touch, in SQL."""

from headstamp.kernel.table import Table, ways_of
from headstamp.snapshot.following import Subjects


def touching(table: Table, touched: Subjects) -> tuple[str, list[list[int]]]:
    """A condition on the table's rows, and its parameters."""
    ways = [
        (column, sorted(touched[subject]))
        for subject, way in table.follows.items()
        if touched.get(subject)
        for column in ways_of(way)
    ]
    condition = " OR ".join(f"{column} IN (SELECT unnest(?::BIGINT[]))" for column, _numbers in ways)
    return condition or "false", [numbers for _column, numbers in ways]
