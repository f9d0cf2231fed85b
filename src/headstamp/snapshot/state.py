"""One state of the database for many reads, without keeping anybody from writing."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper


@contextmanager
def one_state() -> Iterator[None]:
    """All reads in the block see one moment. SQLite: a deferred transaction, which never asks for the write lock;
    PostgreSQL: REPEATABLE READ. Inside a transaction of the caller, that one's state is it."""
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "sqlite":
        with connection.cursor() as cursor, _little_memory(cursor):
            cursor.execute("BEGIN DEFERRED")
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")
    else:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield


@contextmanager
def _little_memory(cursor: CursorWrapper) -> Iterator[None]:
    """A register that is read once from end to end need not be kept in this process."""
    before = {}
    for name, little in (("mmap_size", 0), ("cache_size", -8_192)):
        cursor.execute(f"PRAGMA {name}")
        before[name] = cursor.fetchone()[0]
        cursor.execute(f"PRAGMA {name}={little}")
    try:
        yield
    finally:
        for name, usual in before.items():
            cursor.execute(f"PRAGMA {name}={usual}")
