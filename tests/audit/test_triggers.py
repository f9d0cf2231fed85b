"""The database refuses to change the log, whoever asks."""

import importlib
import sqlite3

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.db.migrations.executor import MigrationExecutor

from headstamp.audit import triggers
from headstamp.audit.models import Entry, Head
from tests.audit.tampering import fill_log

pytestmark = pytest.mark.django_db
COLUMNS = ", ".join(field.column for field in Entry._meta.concrete_fields)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_entry SET verb = 'nothing'",
        "UPDATE audit_entry SET verb = verb",
        "DELETE FROM audit_entry",
        "DELETE FROM audit_entry WHERE position = 2",
        "UPDATE audit_head SET position = position - 1",
        "UPDATE audit_head SET hash = 'x'",
        "DELETE FROM audit_head",
        "INSERT INTO audit_head (id, position, hash) VALUES (2, 0, 'x')",
    ],
)
def test_it_refuses(statement: str) -> None:
    fill_log(3)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert Entry.objects.filter(verb="record_item").count() == 3


def test_the_orm_cannot_get_round_it() -> None:
    fill_log(2)
    entry = Entry.objects.get(position=2)
    entry.verb = "nothing"
    for attempt in (entry.save, entry.delete, Head.objects.get().delete):
        with pytest.raises(IntegrityError), transaction.atomic():
            attempt()


ENGINE_S_OWN = {
    "sqlite": [
        f"INSERT OR REPLACE INTO audit_entry ({COLUMNS}) SELECT {COLUMNS} FROM audit_entry WHERE position = 1",
        f"REPLACE INTO audit_entry ({COLUMNS}) SELECT {COLUMNS} FROM audit_entry WHERE position = 3",
        "INSERT OR REPLACE INTO audit_head (id, position, hash) VALUES (1, 0, 'x')",
    ],
    "postgresql": [
        "TRUNCATE audit_entry",
        "TRUNCATE audit_head",
        f"INSERT INTO audit_entry ({COLUMNS}) SELECT {COLUMNS} FROM audit_entry WHERE position = 1 "
        "ON CONFLICT (position) DO UPDATE SET verb = 'nothing'",
    ],
}


@pytest.mark.parametrize("number", range(3))
def test_it_refuses_the_engine_s_own_way_round(number: int) -> None:
    fill_log(3)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(ENGINE_S_OWN[connection.vendor][number])
    assert Entry.objects.count() == 3


@pytest.mark.parametrize(
    "statement",
    ["REPLACE INTO audit_entry VALUES (1, 'nothing')", "REPLACE INTO audit_head VALUES (1, 0, 'x')"],
)
def test_a_sqlite_shell_without_our_settings_cannot_replace_either(statement: str) -> None:
    shell = sqlite3.connect(":memory:")
    shell.execute("CREATE TABLE audit_entry (position INTEGER PRIMARY KEY, verb TEXT)")
    shell.execute("CREATE TABLE audit_head (id INTEGER PRIMARY KEY, position INTEGER, hash TEXT)")
    shell.execute("INSERT INTO audit_head VALUES (1, 0, '')")
    for trigger in triggers.sqlite_statements():
        shell.execute(trigger)
    shell.execute("INSERT INTO audit_entry VALUES (1, 'record_item')")
    shell.execute("UPDATE audit_head SET position = 1")
    with pytest.raises(sqlite3.IntegrityError):
        shell.execute(statement)
    shell.close()


def test_every_trigger_stands_after_all_migrations() -> None:
    executor = MigrationExecutor(connection)
    assert executor.migration_plan(executor.loader.graph.leaf_nodes()) == []
    assert triggers.missing(connection) == []


def test_it_says_which_trigger_is_missing() -> None:
    triggers.drop(connection)
    assert triggers.missing(connection) == sorted(triggers.expected(connection))
    triggers.install(connection)
    assert triggers.missing(connection) == []


def test_every_migration_of_the_log_s_tables_ends_by_putting_the_triggers_back() -> None:
    names = MigrationExecutor(connection).loader.graph.nodes
    for app, name in names:
        if app != "audit":
            continue
        operations = importlib.import_module(f"headstamp.audit.migrations.{name}").Migration.operations
        assert operations[-1].code is triggers.install_for_migration, name


def test_no_column_points_from_the_log_to_another_table() -> None:
    for model in apps.get_app_config("audit").get_models():
        assert not [field for field in model._meta.get_fields() if field.is_relation]
