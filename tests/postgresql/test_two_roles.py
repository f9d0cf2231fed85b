"""An office that runs as a service role: all of it works, and nothing that takes it over changes the log."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest

from headstamp.audit.triggers import _POSTGRESQL as TRIGGERS

ROLES_SQL = Path(__file__).parents[2] / "deploy" / "postgresql-roles.sql"
_COMMAND = "import sys; from headstamp.console.main import main; sys.exit(main(sys.argv[1:]))"


@dataclass
class Office:
    """Addresses of the database as its owner and its service role, and a home."""

    owner: str
    service: str
    home: Path

    def run(self, *words: str, **settings: str) -> subprocess.CompletedProcess[str]:
        """A command of the program in a process of its own, as an office's services start it."""
        environment = {name: value for name, value in os.environ.items() if not name.startswith("HEADSTAMP_")}
        environment |= {"HEADSTAMP_HOME": str(self.home), "HEADSTAMP_DATABASE_URL": self.service} | settings
        command = [sys.executable, "-c", _COMMAND, *words]
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)

    def finding(self, subject: str, **settings: str) -> tuple[bool, str]:
        lines = self.run("doctor", "--json", **settings).stdout.splitlines()
        found = next(line for line in map(json.loads, lines) if line["subject"] == subject)
        return found["is_fine"], found["words"]


@pytest.fixture(scope="module")
def roles() -> Iterator[str]:
    """The server's address, and its roles for this worker alone: they belong to no database of a test run."""
    admin = os.environ["HEADSTAMP_DATABASE_URL"]
    with psycopg.connect(admin, autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(1)")
        yield admin


@pytest.fixture(scope="module")
def office(roles: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """Roles and database by the SQL that ships, tables by the owner; all of it is dropped at the end."""
    made = subprocess.run(
        ["psql", "-q", "-v", "owner_password=one", "-v", "service_password=two", "-f", str(ROLES_SQL), roles],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert made.returncode == 0, made.stderr
    at = f"{urlsplit(roles).hostname}:{urlsplit(roles).port}/headstamp"
    found = Office(
        f"postgresql://headstamp_owner:one@{at}",
        f"postgresql://headstamp_service:two@{at}",
        tmp_path_factory.mktemp("home"),
    )
    try:
        first = found.run("doctor", HEADSTAMP_OWNER_URL=found.owner)
        assert "LOOK" not in "".join(line for line in first.stdout.splitlines(True) if "settings" not in line)
        yield found
    finally:
        with psycopg.connect(roles, autocommit=True) as connection:
            connection.execute("DROP DATABASE headstamp WITH (FORCE)")
            connection.execute("DROP ROLE headstamp_owner")
            connection.execute("DROP ROLE headstamp_service")


def test_the_office_works_without_its_owner_s_address(office: Office) -> None:
    made = office.run("codes", "item_kinds")
    assert made.returncode == 0, made.stderr
    before = _positions(office)
    link = office.run(
        "setup", "--jurisdiction", "AL", "--agency", "Police", "--unit", "FFP", "--administrator", "first"
    )
    assert link.returncode == 0, link.stderr
    assert _positions(office) > before
    verdict = office.run("audit", "verify")
    assert verdict.returncode == 0, verdict.stderr
    kept = office.run("backup", str(office.home / "made.backup"))
    assert kept.returncode == 0, kept.stderr


ATTACKS = [
    "UPDATE audit_entry SET verb = 'nothing' WHERE position = 1",
    "DELETE FROM audit_entry",
    "TRUNCATE audit_entry",
    "TRUNCATE audit_head CASCADE",
    "DELETE FROM audit_head",
    "INSERT INTO audit_head VALUES (2, 0, '')",
    "INSERT INTO audit_entry SELECT * FROM audit_entry WHERE position = 1 ON CONFLICT (position) DO UPDATE SET verb = 'nothing'",
    "MERGE INTO audit_entry e USING audit_entry o ON e.position = o.position WHEN MATCHED THEN DELETE",
    *(f"DROP TRIGGER {name} ON audit_{name.split('_')[1]}" for name in TRIGGERS),
    "ALTER TABLE audit_entry DISABLE TRIGGER ALL",
    "ALTER TABLE audit_entry RENAME TO audit_gone",
    "ALTER TABLE audit_entry OWNER TO headstamp_service",
    "DROP TABLE audit_entry",
    "CREATE RULE swallow AS ON INSERT TO audit_entry DO INSTEAD NOTHING",
    "CREATE TRIGGER swallow BEFORE INSERT ON audit_entry FOR EACH ROW EXECUTE FUNCTION audit_refuse()",
    "CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$",
    "CREATE TABLE mine (position int)",
    "GRANT UPDATE ON audit_entry TO headstamp_service",
    "SET session_replication_role = replica",
    "SET ROLE headstamp_owner",
]


@pytest.mark.parametrize("statement", ATTACKS)
def test_the_service_role_cannot_change_the_log_or_its_guards(office: Office, statement: str) -> None:
    with psycopg.connect(office.service, autocommit=True) as intruder:
        before = intruder.execute("SELECT * FROM audit_entry ORDER BY position").fetchall()
        # A grant without effect only warns: what it would give must be missing still.
        with pytest.raises(psycopg.Error):
            intruder.execute(f"{statement}; UPDATE audit_entry SET verb = 'nothing'")
        assert intruder.execute("SELECT * FROM audit_entry ORDER BY position").fetchall() == before


@pytest.mark.parametrize(
    "statement",
    ["UPDATE audit_entry SET verb = 'nothing'", "DELETE FROM audit_entry", "TRUNCATE audit_entry", "DELETE FROM audit_head"],
)  # fmt: skip
def test_it_cannot_even_where_the_triggers_are_gone(office: Office, statement: str) -> None:
    """Whoever got the owner to drop the triggers has still not given the service role a right."""
    with psycopg.connect(office.owner, autocommit=True) as owner:
        definitions = owner.execute(
            "SELECT tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE tgname LIKE 'audit\\_%'"
        ).fetchall()
        for name, _definition in definitions:
            owner.execute(f"DROP TRIGGER {name} ON audit_{name.split('_')[1]}")
        try:
            with (
                psycopg.connect(office.service, autocommit=True) as intruder,
                pytest.raises(psycopg.errors.InsufficientPrivilege),
            ):
                intruder.execute(statement)  # type: ignore[arg-type]
        finally:
            for _name, definition in definitions:
                owner.execute(definition)


def test_the_doctor_says_as_whom_the_office_runs(office: Office) -> None:
    assert office.finding("database role") == (
        True,
        "“headstamp_service” adds to the log and cannot change it",
    )
    is_fine, words = office.finding("database role", HEADSTAMP_DATABASE_URL=office.owner)
    assert not is_fine
    assert "headstamp_owner" in words
    with psycopg.connect(office.owner, autocommit=True) as owner:
        owner.execute("GRANT DELETE ON audit_entry TO headstamp_service")
    is_fine, words = office.finding("database role")
    assert (is_fine, "DELETE on audit_entry" in words) == (False, True)
    assert office.finding("database role", HEADSTAMP_OWNER_URL=office.owner)[0]


def test_a_version_that_changes_the_database_asks_for_its_owner(office: Office) -> None:
    with psycopg.connect(office.owner, autocommit=True) as owner:
        row = owner.execute(
            "DELETE FROM django_migrations WHERE id = (SELECT max(id) FROM django_migrations) RETURNING app, name, applied"
        ).fetchone()
        refused = office.run("doctor")
        owner.execute("INSERT INTO django_migrations (app, name, applied) VALUES (%s, %s, %s)", row)
    assert refused.returncode != 0
    assert "HEADSTAMP_OWNER_URL" in refused.stderr


def test_an_owner_s_address_of_another_database_stops_the_start(office: Office) -> None:
    for wrong in (office.service, office.owner.replace("/headstamp", "/postgres")):
        refused = office.run("doctor", HEADSTAMP_OWNER_URL=wrong)
        assert refused.returncode != 0
        assert "HEADSTAMP_OWNER_URL" in refused.stderr


def _positions(office: Office) -> int:
    with psycopg.connect(office.service) as connection:
        row = connection.execute("SELECT position FROM audit_head").fetchone()
        assert row is not None
        return int(row[0])
