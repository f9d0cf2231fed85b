"""Opens the office's home: Django set up, database made and migrated, first console account there."""

import fcntl
import gc
import getpass
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def open_home(*, migrate: bool = True) -> Path:
    """Set up Django on HEADSTAMP_HOME and bring its database to this version; returns the home.

    Two commands that start at once wait for each other: the first one migrates.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "headstamp.config.settings")
    import django
    from django.conf import settings

    django.setup()
    home = Path(settings.HEADSTAMP_HOME)
    if settings.HEADSTAMP_VOCABULARY.is_dir():
        from headstamp.vocabulary.codes import check_overlay, use_overlay

        use_overlay(settings.HEADSTAMP_VOCABULARY)
        check_overlay()
    if migrate:
        with alone(home / "migrate.lock"):
            _migrate()
            _found()
    return home


def collect_seldom() -> None:
    """For a process that makes millions of short-lived values: what was loaded at the start is not looked through
    for garbage again and again (a tenth of an import's time; one page in a hundred took 240 ms more work)."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


@contextmanager
def alone(lock: Path) -> Iterator[None]:
    """Hold the file `lock` while the block runs; others wait."""
    with lock.open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _migrate() -> None:
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    from headstamp.audit.service_role import grant_service

    service = connection.settings_dict["USER"]
    with as_owner():
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            _must_be_owner()
            print("headstamp: preparing the database …", file=sys.stderr)
            call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
        if settings.HEADSTAMP_OWNER:
            grant_service(connection, service)


@contextmanager
def as_owner() -> Iterator[None]:
    """Let the one connection ask as the role that owns the tables, where an office has one; nothing else ever does.

    The same connection, not a second one: migrations of libraries ask the default connection whatever they are told.
    """
    from django.conf import settings
    from django.db import connection

    described = connection.settings_dict
    service = {name: described[name] for name in settings.HEADSTAMP_OWNER}
    if not service:
        yield
        return
    connection.close()
    described.update(settings.HEADSTAMP_OWNER)
    try:
        yield
    finally:
        connection.close()
        described.update(service)


def _must_be_owner() -> None:
    """The service role of PostgreSQL cannot make tables: say so before a migration fails in its middle."""
    from django.db import connection

    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT has_schema_privilege(current_schema(), 'CREATE')")
        if not cursor.fetchone()[0]:
            raise SystemExit(
                "headstamp: this version changes the database, and the role of HEADSTAMP_DATABASE_URL may not. "
                "Run `headstamp doctor` once with HEADSTAMP_OWNER_URL set, then start the services again."
            )


def _found() -> None:
    """A new home gets an office with the account `console`, so that the first command works."""
    from headstamp.accounts.founding import found_office, is_founded

    if not is_founded():
        found_office(system_user=system_user())


def acting_account() -> str:
    """The account that the console acts as: HEADSTAMP_AS, or `console`."""
    from django.conf import settings

    from headstamp.accounts.founding import CONSOLE

    return settings.HEADSTAMP_AS or CONSOLE


def system_user() -> str:
    """The operating system's name of who runs the command, for the log."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return str(os.getuid())
