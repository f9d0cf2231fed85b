"""`headstamp setup`: an empty office and its first administrator, who signs in by a one-time link."""

import argparse
import sys
from typing import Any

from headstamp.console.homing import open_home, system_user


def register(commands: Any) -> None:
    parser = commands.add_parser(
        "setup",
        help="make the office and its first administrator",
        description="Names the office and makes its first administrator; prints a link that works once.",
    )
    parser.add_argument("--jurisdiction", help="code of the office's jurisdiction, such as XK or AL")
    parser.add_argument("--agency", help="name of the agency")
    parser.add_argument("--unit", help="name of the unit")
    parser.add_argument("--administrator", help="user name of the first administrator")
    parser.add_argument(
        "--address", default="http://localhost:8000", help="where people will reach the server"
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    open_home()
    from headstamp.accounts.founding import name_office

    link = name_office(
        jurisdiction=_asked(arguments.jurisdiction, "Jurisdiction (code, such as XK, AL, MK): "),
        agency=_asked(arguments.agency, "Name of the agency: "),
        unit=_asked(arguments.unit, "Name of the unit: "),
        administrator=_asked(arguments.administrator, "User name of the first administrator: "),
        system_user=system_user(),
    )
    print(f"{arguments.address.rstrip('/')}{link}")
    print(
        "headstamp: open this address within 24 hours to set the administrator's password.", file=sys.stderr
    )
    return 0


def _asked(given: str | None, question: str) -> str:
    """The option, or the answer typed on the terminal."""
    if given:
        return given
    print(question, end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip()
