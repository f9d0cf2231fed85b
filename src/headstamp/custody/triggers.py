"""The database's own refusal to change or remove a line of the ledger, on SQLite and PostgreSQL.

SQLite drops triggers when a migration rebuilds their table: a migration that touches `custody_movement` ends with
`RunPython(install_for_migration)`, and a test fails if it does not.
"""

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

_REFUSED = "the ledger refuses this"
# On SQLite the last one stops INSERT OR REPLACE even on a connection without recursive_triggers.
_SQLITE = {
    "custody_movement_no_update": "BEFORE UPDATE ON custody_movement",
    "custody_movement_no_delete": "BEFORE DELETE ON custody_movement",
    "custody_movement_no_replace": (
        "BEFORE INSERT ON custody_movement "
        "WHEN EXISTS (SELECT 1 FROM custody_movement WHERE id = NEW.id "
        "OR (item_id = NEW.item_id AND number = NEW.number))"
    ),
}
_POSTGRESQL = {
    "custody_movement_no_change": "BEFORE UPDATE OR DELETE ON custody_movement FOR EACH ROW",
    "custody_movement_no_truncate": "BEFORE TRUNCATE ON custody_movement FOR EACH STATEMENT",
}
_FUNCTION = f"""CREATE OR REPLACE FUNCTION custody_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '{_REFUSED}' USING ERRCODE = 'integrity_constraint_violation'; END $$"""


def install(connection: BaseDatabaseWrapper) -> None:
    """Put every trigger in place; those that stand already are made anew."""
    drop(connection)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_FUNCTION)
            for name, when in _POSTGRESQL.items():
                cursor.execute(f"CREATE TRIGGER {name} {when} EXECUTE FUNCTION custody_refuse()")
            return
        for name, when in _SQLITE.items():
            cursor.execute(f"CREATE TRIGGER {name} {when} BEGIN SELECT RAISE(ABORT, '{_REFUSED}'); END")


def drop(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers away: for tests that play the intruder, and to undo the migration."""
    on = " ON custody_movement" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        for name in _POSTGRESQL if on else _SQLITE:
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")


def install_for_migration(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """The last operation of every migration that touches the ledger."""
    install(schema_editor.connection)


def drop_for_migration(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    drop(schema_editor.connection)
