"""The database's own refusal to change or remove what the log holds, on SQLite and PostgreSQL.

SQLite drops triggers when a migration rebuilds their table: a migration that touches `audit_entry` or
`audit_head` ends with `RunPython(install_for_migration)`, and a test fails if it does not.
"""

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

TABLES = ("audit_entry", "audit_head")

_REFUSED = "the log refuses this"
# On SQLite the INSERT triggers stop INSERT OR REPLACE even on a connection without recursive_triggers.
_SQLITE = {
    "audit_entry_no_update": "BEFORE UPDATE ON audit_entry",
    "audit_entry_no_delete": "BEFORE DELETE ON audit_entry",
    "audit_entry_no_replace": (
        "BEFORE INSERT ON audit_entry WHEN NEW.position <= (SELECT position FROM audit_head WHERE id = 1)"
    ),
    "audit_head_forward": (
        "BEFORE UPDATE ON audit_head WHEN NEW.id <> OLD.id OR NEW.position <= OLD.position"
    ),
    "audit_head_no_delete": "BEFORE DELETE ON audit_head",
    "audit_head_no_replace": "BEFORE INSERT ON audit_head WHEN EXISTS (SELECT 1 FROM audit_head)",
}
_POSTGRESQL = {
    "audit_entry_no_change": "BEFORE UPDATE OR DELETE ON audit_entry FOR EACH ROW",
    "audit_entry_no_truncate": "BEFORE TRUNCATE ON audit_entry FOR EACH STATEMENT",
    "audit_head_forward": (
        "BEFORE UPDATE ON audit_head FOR EACH ROW WHEN (NEW.id <> OLD.id OR NEW.position <= OLD.position)"
    ),
    "audit_head_no_delete": "BEFORE DELETE ON audit_head FOR EACH ROW",
    "audit_head_no_truncate": "BEFORE TRUNCATE ON audit_head FOR EACH STATEMENT",
}
_FUNCTION = f"""CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '{_REFUSED}' USING ERRCODE = 'integrity_constraint_violation'; END $$"""


def expected(connection: BaseDatabaseWrapper) -> frozenset[str]:
    """The names of the triggers that guard the log on this engine."""
    return frozenset(_POSTGRESQL if connection.vendor == "postgresql" else _SQLITE)


def install(connection: BaseDatabaseWrapper) -> None:
    """Put every trigger in place; those that stand already are made anew."""
    drop(connection)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_FUNCTION)
            for name, when in _POSTGRESQL.items():
                cursor.execute(f"CREATE TRIGGER {name} {when} EXECUTE FUNCTION audit_refuse()")
        else:
            for statement in sqlite_statements():
                cursor.execute(statement)


def sqlite_statements() -> list[str]:
    return [
        f"CREATE TRIGGER {name} {when} BEGIN SELECT RAISE(ABORT, '{_REFUSED}'); END"
        for name, when in _SQLITE.items()
    ]


def drop(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers away: for tests that play the intruder, and to undo the migration."""
    with connection.cursor() as cursor:
        for name in expected(connection):
            on = f" ON {_table(name)}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """The triggers that ought to stand and do not, or were switched off."""
    if connection.vendor == "postgresql":
        query = (
            "SELECT t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
            "WHERE c.relname IN ('audit_entry', 'audit_head') AND t.tgenabled IN ('O', 'A') "
            "AND pg_table_is_visible(c.oid)"
        )
    else:
        query = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN ('audit_entry', 'audit_head')"
    with connection.cursor() as cursor:
        cursor.execute(query)
        standing = {row[0] for row in cursor.fetchall()}
    return sorted(expected(connection) - standing)


def install_for_migration(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """The last operation of every migration that touches the log's tables."""
    install(schema_editor.connection)


def drop_for_migration(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    drop(schema_editor.connection)


def _table(trigger: str) -> str:
    return next(table for table in TABLES if trigger.startswith(table))
