"""`headstamp backup` and `headstamp restore`: the whole office, at one point in time, to two files and back."""

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from headstamp.console.homing import open_home


def register(commands: Any) -> None:
    backup = commands.add_parser(
        "backup",
        help="write database, files, keys and log heads to two files",
        description="Writes ARCHIVE and ARCHIVE.keys, and prints their names. Keep the keys apart from the archive.",
    )
    backup.add_argument(
        "archive", type=Path, nargs="?", help="file to write (default: headstamp-TIME.backup here)"
    )
    backup.set_defaults(run=run_backup)
    restore = commands.add_parser(
        "restore",
        help="put a backup into an empty home",
        description="Checks the backup whole, then puts it into HEADSTAMP_HOME.",
    )
    restore.add_argument("archive", type=Path)
    restore.add_argument("--keys", type=Path, help="the keys file (default: ARCHIVE.keys)")
    restore.add_argument(
        "--replace", action="store_true", help="put it in the place of the office that is there"
    )
    restore.set_defaults(run=run_restore)


def run_backup(arguments: argparse.Namespace) -> int:
    home = open_home()
    from headstamp.console.archive import back_up

    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    made = back_up(home, arguments.archive or Path(f"headstamp-{stamp}.backup"))
    print(made.archive)
    print(made.keys)
    print(
        f"headstamp: {made.entries} files and the log up to position {made.position}. Keep the keys apart.",
        file=sys.stderr,
    )
    return 0


def run_restore(arguments: argparse.Namespace) -> int:
    home = open_home(migrate=False)
    from headstamp.console.archive import keys_beside, restore

    made = restore(
        home, arguments.archive, arguments.keys or keys_beside(arguments.archive), replace=arguments.replace
    )
    open_home()
    from headstamp.audit.chain import sentence
    from headstamp.audit.heads import verify_database

    verdict = verify_database(None)
    print(sentence(verdict), file=sys.stderr)
    print(
        f"headstamp: restored {made.entries} files and the log up to position {made.position} into {home}.",
        file=sys.stderr,
    )
    return 0 if verdict.is_whole else 1
