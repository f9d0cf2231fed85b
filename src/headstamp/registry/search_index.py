"""The index behind full-text search, made by migrations: an FTS5 table that triggers keep equal to SearchText on
SQLite, two GIN indexes on PostgreSQL."""

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from headstamp.registry.fulltext import OPEN_COLUMNS, OPEN_VECTOR, PERSONS_VECTOR

_COLUMNS = (*OPEN_COLUMNS, "persons")
_NEW = ", ".join(f"new.{name}" for name in _COLUMNS)
_OLD = ", ".join(f"old.{name}" for name in _COLUMNS)
_INTO = f"INSERT INTO registry_searchindex(rowid, {', '.join(_COLUMNS)})"
_OUT_OF = f"INSERT INTO registry_searchindex(registry_searchindex, rowid, {', '.join(_COLUMNS)})"
_ADD = f"{_INTO} VALUES (new.occurrence_id, {_NEW})"
_TAKE = f"{_OUT_OF} VALUES ('delete', old.occurrence_id, {_OLD})"

TRIGGERS = {
    "registry_searchtext_added": f"AFTER INSERT ON registry_searchtext BEGIN {_ADD}; END",
    "registry_searchtext_removed": f"AFTER DELETE ON registry_searchtext BEGIN {_TAKE}; END",
    "registry_searchtext_changed": f"AFTER UPDATE ON registry_searchtext BEGIN {_TAKE}; {_ADD}; END",
}
INDEXES = {"registry_searchtext_open": OPEN_VECTOR, "registry_searchtext_persons": PERSONS_VECTOR}


def install(connection: BaseDatabaseWrapper) -> None:
    """Make the index and its triggers anew from the rows that are there."""
    drop(connection)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for name, vector in INDEXES.items():
                cursor.execute(f"CREATE INDEX {name} ON registry_searchtext USING gin ({vector})")
            return
        cursor.execute(
            f"CREATE VIRTUAL TABLE registry_searchindex USING fts5({', '.join(_COLUMNS)}, "
            "content='registry_searchtext', content_rowid='occurrence_id', tokenize='unicode61 remove_diacritics 0')"
        )
        cursor.execute("INSERT INTO registry_searchindex(registry_searchindex) VALUES ('rebuild')")
        for name, when in TRIGGERS.items():
            cursor.execute(f"CREATE TRIGGER {name} {when}")


def drop(connection: BaseDatabaseWrapper) -> None:
    """Take the index away."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for name in INDEXES:
                cursor.execute(f"DROP INDEX IF EXISTS {name}")
            return
        for name in TRIGGERS:
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
        cursor.execute("DROP TABLE IF EXISTS registry_searchindex")


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """What ought to stand and does not: names of triggers, the table, indexes."""
    if connection.vendor == "postgresql":
        expected, query = (
            set(INDEXES),
            "SELECT indexname FROM pg_indexes WHERE tablename = 'registry_searchtext'",
        )
    else:
        expected = {*TRIGGERS, "registry_searchindex"}
        query = "SELECT name FROM sqlite_master WHERE type IN ('trigger', 'table')"
    with connection.cursor() as cursor:
        cursor.execute(query)
        return sorted(expected - {row[0] for row in cursor.fetchall()})


def install_for_migration(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """The last operation of every migration that touches SearchText."""
    install(schema_editor.connection)


def drop_for_migration(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    drop(schema_editor.connection)
