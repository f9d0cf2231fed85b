"""`headstamp setup`: an empty office and its first administrator, who signs in by a one-time link."""

import argparse
import sys
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from headstamp.console.homing import open_home, system_user

_THIS_MACHINE = ("localhost", "127.0.0.1", "::1")


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
    from headstamp.snapshot.actions import refresh

    link = name_office(
        jurisdiction=_asked(arguments.jurisdiction, "Jurisdiction (code, such as XK, AL, MK): "),
        agency=_asked(arguments.agency, "Name of the agency: "),
        unit=_asked(arguments.unit, "Name of the unit: "),
        administrator=_asked(arguments.administrator, "User name of the first administrator: "),
        system_user=system_user(),
    )
    # Of no records yet, so that pages of figures say that and not that something is amiss.
    refresh()
    print(f"{arguments.address.rstrip('/')}{link}")
    print(
        "headstamp: open this address within 24 hours to set the administrator's password.", file=sys.stderr
    )
    for line in _to_be_set(arguments.address):
        print(f"headstamp: {line}", file=sys.stderr)
    return 0


def _to_be_set(address: str) -> Iterator[str]:
    """What the server must be told before people reach it at this address."""
    from django.conf import settings
    from django.http.request import validate_host

    told = urlsplit(address)
    if not validate_host(told.hostname or "", settings.ALLOWED_HOSTS):
        hosts = ",".join([*settings.ALLOWED_HOSTS, told.hostname or "HOST"])
        yield f"before `headstamp serve`, set HEADSTAMP_HOSTS={hosts}; it answers to no other name"
    if told.scheme == "http" and settings.SESSION_COOKIE_SECURE and told.hostname not in _THIS_MACHINE:
        yield "nobody can sign in over plain http: serve with --certificate and --key, and give the address as https"


def _asked(given: str | None, question: str) -> str:
    """The option, or the answer typed on the terminal."""
    if given:
        return given
    print(question, end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip()
