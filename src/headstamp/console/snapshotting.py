"""`headstamp snapshot`: brings the flat tables to where the log ends."""

import argparse
import sys
from typing import Any

from headstamp.console.homing import open_home


def register(commands: Any) -> None:
    parser = commands.add_parser(
        "snapshot",
        help="bring the flat tables for figures up to date",
        description="Writes what changed since the last time to HEADSTAMP_HOME/snapshot and prints, for each table, its "
        "name and rows. The worker does the same every minute.",
    )
    parser.add_argument("--full", action="store_true", help="read every record anew")
    parser.add_argument("--json", action="store_true", help="print the list of contents (manifest) as JSON")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    home = open_home()
    from headstamp.snapshot.actions import refresh

    made = refresh(full=arguments.full, tell=_tell if sys.stderr.isatty() else lambda _name, _rows: None)
    if arguments.json:
        print((home / "snapshot" / "manifest.json").read_text(encoding="utf-8"), end="")
    else:
        for name, parts in made.tables.items():
            print(f"{name}\t{parts.rows}")
    print(f"headstamp: as of {made.as_of}, position {made.position} of the log.", file=sys.stderr)
    return 0


def _tell(name: str, rows: int) -> None:
    print(f"headstamp: {name}: {rows:,} rows", file=sys.stderr)
