"""The freshly migrated database, and how a test with real transactions is taken back to it.

Django's own way is `flush`, which deletes row by row. The audit log refuses that, as it must, and what the
migrations wrote would be gone as well; so the whole state is put back below the triggers.
"""

import sqlite3
from typing import Any

from django.db import connection
from django.test import TransactionTestCase


class Baseline:
    """The state after migration, of the default database."""

    def restore(self) -> None:
        raise NotImplementedError

    def close(self) -> None:
        """Let go of what would keep the test database from being dropped."""

    def rewind_after_transactional_tests(self) -> None:
        TransactionTestCase._fixture_teardown = lambda _test: self.restore()  # type: ignore[attr-defined]


class SqliteBaseline(Baseline):
    """A copy in memory, written back page by page."""

    def __init__(self) -> None:
        connection.close()
        self.file = str(connection.settings_dict["NAME"])
        self.copy = sqlite3.connect(":memory:", check_same_thread=False)
        live = sqlite3.connect(self.file)
        live.backup(self.copy)
        live.close()

    def restore(self) -> None:
        live = sqlite3.connect(self.file, timeout=20)
        self.copy.backup(live)
        live.close()

    def close(self) -> None:
        self.copy.close()


class PostgresBaseline(Baseline):
    """The rows of every filled table, written back with triggers and foreign keys out of the way."""

    def __init__(self) -> None:
        with connection.cursor() as cursor:
            self.tables = connection.introspection.table_names(cursor)
            self.rows = {table: self._copy_out(cursor, table) for table in self.tables}

    def _copy_out(self, cursor: Any, table: str) -> bytes:
        with cursor.copy(f"COPY {connection.ops.quote_name(table)} TO STDOUT (FORMAT binary)") as copy:
            return b"".join(bytes(part) for part in copy)

    def _put_back(self, cursor: Any, table: str) -> None:
        name = connection.ops.quote_name(table)
        cursor.execute(f"DELETE FROM {name}")
        with cursor.copy(f"COPY {name} FROM STDIN (FORMAT binary)") as copy:
            copy.write(self.rows[table])

    def restore(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("BEGIN")
            cursor.execute("SET LOCAL session_replication_role = replica")
            for table in self.tables:
                self._put_back(cursor, table)
            cursor.execute("COMMIT")

    def close(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )


def baseline() -> Baseline:
    """What to return to, for the engine in use."""
    return PostgresBaseline() if connection.vendor == "postgresql" else SqliteBaseline()
