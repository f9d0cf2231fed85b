"""`headstamp doctor`: proves what must hold and says what to do where it does not."""

import argparse
import json
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from headstamp.console.homing import open_home


class Finding(NamedTuple):
    """One thing looked at: fine or not, in words, and what to do."""

    subject: str
    is_fine: bool
    words: str


def register(commands: Any) -> None:
    parser = commands.add_parser(
        "doctor",
        help="prove that the office is in order",
        description="Checks database, log, files and settings; exit 1 if something is wrong.",
    )
    parser.add_argument("--json", action="store_true", help="print the findings as JSON lines")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    home = open_home()
    findings = list(examine(home))
    for finding in findings:
        if arguments.json:
            print(json.dumps(finding._asdict()))
        else:
            print(f"{'ok  ' if finding.is_fine else 'LOOK'}  {finding.subject}: {finding.words}")
    return 0 if all(finding.is_fine for finding in findings) else 1


def examine(home: Path) -> Iterator[Finding]:
    """Every check in turn; one that breaks is a finding of its own."""
    checks: tuple[tuple[str, Callable[[Path], tuple[bool, str]]], ...] = (
        ("database", _database),
        ("log", _log),
        ("log guards", _guards),
        ("database role", _role),
        ("search index", _search),
        ("worker", _worker),
        ("copies on items", _copies),
        ("stored files", _files),
        ("snapshot", _snapshot),
        ("index of numbers", _numbers),
        ("disk", _disk),
        ("settings", _settings),
    )
    for subject, check in checks:
        try:
            is_fine, words = check(home)
        except Exception as error:  # a broken check must not hide the others
            print(f"headstamp: the check of {subject} failed: {type(error).__name__}", file=sys.stderr)
            is_fine, words = False, f"could not be checked ({type(error).__name__})"
        yield Finding(subject, is_fine, words)


def _database(home: Path) -> tuple[bool, str]:
    from django.db import connection

    if connection.vendor != "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SELECT version()")
            return True, str(cursor.fetchone()[0]).split(" on ")[0]
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA quick_check(1)")
        verdict = str(cursor.fetchone()[0])
        cursor.execute("PRAGMA foreign_key_check")
        orphans = len(cursor.fetchmany(100))
    if verdict != "ok" or orphans:
        return False, f"{verdict}; {orphans} rows point nowhere. Restore the last backup."
    return True, "SQLite, whole"


def _log(home: Path) -> tuple[bool, str]:
    from headstamp.audit.chain import sentence
    from headstamp.audit.heads import verify_database

    verdict = verify_database(None)
    return verdict.is_whole, str(sentence(verdict))


def _guards(home: Path) -> tuple[bool, str]:
    from django.db import connection

    from headstamp.audit.triggers import missing

    gone = missing(connection)
    return not gone, f"missing: {', '.join(gone)}" if gone else "in place"


def _role(home: Path) -> tuple[bool, str]:
    from django.db import connection

    from headstamp.audit.service_role import standing

    found = standing(connection)
    if found is None:
        return True, "SQLite has no roles: triggers guard the log"
    if found.is_owner:
        return False, (
            f"the office runs as “{found.role}”, which owns the log's tables and could drop their triggers. "
            "Make a service role: docs/office/set-up.md, Two roles on PostgreSQL"
        )
    if found.excess:
        return False, f"“{found.role}” may {', '.join(found.excess)}: start once with HEADSTAMP_OWNER_URL"
    return True, f"“{found.role}” adds to the log and cannot change it"


def _search(home: Path) -> tuple[bool, str]:
    from django.db import connection

    from headstamp.registry.search_index import missing

    gone = missing(connection)
    return not gone, f"missing: {', '.join(gone)}" if gone else "in place"


def _worker(home: Path) -> tuple[bool, str]:
    """No worker is fine while nothing waits for one."""
    from headstamp.jobs.queries import living_workers, overdue, waiting_tasks

    workers, waiting, late = living_workers(), waiting_tasks(), overdue()
    words = f"{len(workers)} running, {waiting} tasks waiting, {len(late)} jobs late"
    if workers or not (waiting or late):
        return True, words
    return False, f"{words}. Start `headstamp worker`."


def _copies(home: Path) -> tuple[bool, str]:
    from headstamp.registry.actions.copies import copies_that_differ

    differing = copies_that_differ()
    return not differing, f"{differing} items differ from their occurrence" if differing else "equal"


def _files(home: Path) -> tuple[bool, str]:
    from headstamp.programme.queries import library_digests
    from headstamp.registry.files import damaged_files

    damaged = list(damaged_files(library_digests()))
    return (
        not damaged,
        f"{len(damaged)} missing or damaged: {', '.join(damaged[:3])}" if damaged else "all there",
    )


def _snapshot(home: Path) -> tuple[bool, str]:
    """None is fine: the worker makes one."""
    from headstamp.snapshot.proving import damaged_parts, is_there, miscounted_tables

    damaged, miscounted = damaged_parts(), miscounted_tables()
    if damaged or miscounted:
        told = f"damaged: {', '.join(damaged[:3]) or 'none'}; other rows than the register: {', '.join(miscounted) or 'none'}"
        return False, f"{told}. Run `headstamp snapshot --full`; restore kept ones from a backup."
    return True, "whole" if is_there() else "none yet"


def _numbers(home: Path) -> tuple[bool, str]:
    """None is fine: the worker makes one, and until then the register itself is searched."""
    from headstamp.matching.proving import proof

    found = proof()
    if found.missing or found.misread:
        told = f"{found.missing} numbers of the register cannot be found, {found.misread} are found under another"
        return False, f"{told}. Run `headstamp numbers`."
    return True, f"finds all {found.numbers:,} numbers" + ("" if found.has_base else "; no base yet")


def _disk(home: Path) -> tuple[bool, str]:
    free = shutil.disk_usage(home).free / 1024**3
    return free > 1, f"{free:.1f} GB free in {home}"


def _settings(home: Path) -> tuple[bool, str]:
    from django.conf import settings

    if settings.HEADSTAMP_DEMO:
        return True, "demonstration"
    weak = [
        name
        for name, is_weak in (
            ("HEADSTAMP_HTTPS", not settings.SESSION_COOKIE_SECURE),
            ("HEADSTAMP_REQUIRE_MFA", not settings.HEADSTAMP_REQUIRE_MFA),
            ("HEADSTAMP_DEBUG", settings.DEBUG),
        )
        if is_weak
    ]
    return not weak, f"not safe for an office: {', '.join(weak)}" if weak else "safe"
