"""The planner is told the register's shape."""

from django.db import connection

from headstamp.registry.models import Item
from headstamp.registry.planning import learn_shape
from tests.cast import Cast
from tests.registry import rows

KNOWN = {
    "sqlite": "SELECT COUNT(*) FROM sqlite_stat1 WHERE tbl = %s",
    "postgresql": "SELECT COUNT(*) FROM pg_stats WHERE tablename = %s",
}


def test_the_planner_knows_the_items_once_it_has_looked(cast: Cast) -> None:
    rows.item(rows.occurrence(cast.unit), "AB 12")
    learn_shape()
    with connection.cursor() as cursor:
        cursor.execute(KNOWN[connection.vendor], [Item._meta.db_table])
        assert cursor.fetchone()[0] > 0
