"""A PostgreSQL to measure on: the one that HEADSTAMP_DATABASE_URL names, else one that lives as long as it is used."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SCRIPT = Path(__file__).parents[1] / "scripts" / "postgres"


@contextmanager
def throwaway() -> Iterator[str]:
    """Its address. CalledProcessError where there is no PostgreSQL or it does not start; the script says why."""
    # Beside the home, which is its owner's alone: root's PostgreSQL runs as a user of its own.
    there = os.environ | {"HEADSTAMP_POSTGRES": f"{os.environ['HEADSTAMP_HOME']}-postgres"}
    started = subprocess.run([SCRIPT, "start"], env=there, stdout=subprocess.PIPE, text=True, check=True)
    try:
        yield started.stdout.strip()
    finally:
        subprocess.run([SCRIPT, "stop"], env=there, check=True)


@contextmanager
def given_or_throwaway() -> Iterator[str]:
    """The address of the settings' PostgreSQL; where they name none, as `throwaway`."""
    given = os.environ.get("HEADSTAMP_DATABASE_URL", "")
    if given.startswith("postgres"):
        yield given
        return
    with throwaway() as url:
        yield url
