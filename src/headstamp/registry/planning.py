"""What the database's planner knows of the register's shape: without it, it takes wrong ways through a large one."""

from django.db import connection
from django.db.models import Model

from headstamp.registry.models import Item, Mark, Occurrence, Reference, SearchText, Source

_TABLES: tuple[type[Model], ...] = (Item, Occurrence, Mark, Reference, SearchText, Source)
_LOOK_AT = 50_000


def learn_shape(*more: type[Model]) -> None:
    """Look at a sample of the large tables, and of `more` of other rooms: after a large intake, and now and then. Takes
    well under a second."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"PRAGMA analysis_limit={_LOOK_AT}")
        for model in (*_TABLES, *more):
            cursor.execute(f'ANALYZE "{model._meta.db_table}"')
