"""`headstamp demo`: a demonstration office with invented records, served on this machine."""

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from headstamp.console import serving

_HEADSTAMP = (sys.executable, "-m", "headstamp.console.main")


def register(commands: Any) -> None:
    parser = commands.add_parser(
        "demo",
        help="build a demonstration office and serve it",
        description="Builds an office of invented records (once) and serves it; prints the address and the accounts.",
    )
    parser.add_argument("--address", default="127.0.0.1:8000", help="where to listen (default: %(default)s)")
    parser.add_argument("--threads", type=int, default=8, help=argparse.SUPPRESS)
    parser.add_argument("--processes", type=int, default=1, help=argparse.SUPPRESS)
    parser.add_argument("--build-only", action="store_true", help="build it and stop")
    parser.set_defaults(run=run, certificate="", key="")


def run(arguments: argparse.Namespace) -> int:
    _choose_home()
    if arguments.build_only:
        _build(arguments.address)
        return 0
    # In a process of its own: the server forks, and no child must inherit open connections and threads of counting.
    built = subprocess.run([*_HEADSTAMP, "demo", "--build-only", "--address", arguments.address], check=False)
    if built.returncode:
        return built.returncode
    worker = subprocess.Popen([*_HEADSTAMP, "worker"])
    try:
        serving.run(arguments)
    finally:
        worker.terminate()
    return 0


def _build(address: str) -> None:
    from headstamp.console.homing import open_home

    home = open_home()
    from headstamp.console.demo.office import build, is_built

    if not is_built():
        started = time.monotonic()
        for step in build(home / "workbooks"):
            print(f"headstamp: {step} …", file=sys.stderr)
        print(f"headstamp: built in {time.monotonic() - started:.0f} s", file=sys.stderr)
    _print_accounts(address, home)


def _choose_home() -> None:
    """A home apart from the office's own, and the settings that only a demonstration may have."""
    if "HEADSTAMP_HOME" not in os.environ:
        base = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
        os.environ["HEADSTAMP_HOME"] = str(Path(base) / "headstamp-demo")
    os.environ |= {"HEADSTAMP_DEMO": "1", "HEADSTAMP_HTTPS": "0", "HEADSTAMP_REQUIRE_MFA": "0"}


def _print_accounts(address: str, home: Path) -> None:
    from headstamp.console.demo.office import ADMINISTRATOR, PASSWORD, PEOPLE

    print(
        f"Demonstration: all records are invented. Open http://{address}/ and sign in; the password is {PASSWORD}"
    )
    print(f"  {ADMINISTRATOR:<10} makes accounts, reads no records")
    for person in PEOPLE:
        print(f"  {person.username:<10} {person.shows}")
    print(f"Workbooks to take in by hand are in {home / 'workbooks'}. Stop with Ctrl-C.", flush=True)
