"""The doctor says what is wrong and what to do; an office in order gets exit 0."""

import json
import sqlite3
from pathlib import Path

from tests.console.office import run


def _findings(home: Path, **settings: str) -> tuple[int, dict[str, dict[str, object]]]:
    done = run(home, "doctor", "--json", **settings)
    return done.returncode, {line["subject"]: line for line in map(json.loads, done.stdout.splitlines())}


def test_a_new_office_is_in_order(office: Path) -> None:
    code, found = _findings(office)
    assert code == 0, found
    assert {
        "database",
        "log",
        "log guards",
        "database role",
        "search index",
        "worker",
        "copies on items",
        "stored files",
        "snapshot",
        "index of numbers",
        "disk",
        "settings",
    } == set(found)


def test_it_names_a_setting_that_is_not_safe(office: Path) -> None:
    code, found = _findings(office, HEADSTAMP_HTTPS="0")
    assert code == 1
    assert "HEADSTAMP_HTTPS" in str(found["settings"]["words"])


def test_it_finds_a_log_that_somebody_rewrote(office: Path) -> None:
    with sqlite3.connect(office / "headstamp.sqlite3") as database:
        triggers = [
            row[0]
            for row in database.execute(
                "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit_entry'"
            )
        ]
        for name in triggers:
            database.execute(f"DROP TRIGGER {name}")
        database.execute("UPDATE audit_entry SET actor = '99' WHERE position = 1")
    database.close()
    code, found = _findings(office)
    assert code == 1
    assert not found["log"]["is_fine"]
    assert not found["log guards"]["is_fine"]
