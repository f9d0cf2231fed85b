"""Reads a spreadsheet to its end in a process of its own, where nothing it does can harm the office.

A few damaged bytes can make the reader ask for hundreds of gigabytes, which ends the process and cannot be
caught, or read for ever. `survives` runs this file as a program, with a limit on memory and time.
"""

import resource
import subprocess
import sys
from pathlib import Path

_READ, _ENCRYPTED, _DAMAGED = 0, 3, 4


class Encrypted(Exception):
    """The reader asked for a password."""


def survives(path: Path, *, memory: int, seconds: float) -> bool:
    """Whether the file can be read to its end within the limits; raises Encrypted."""
    # -I: neither the folder it is started in nor the environment decides what is imported.
    command = [sys.executable, "-I", __file__, str(path.absolute()), str(memory)]
    try:
        done = subprocess.run(
            command, timeout=seconds, check=False, stdin=subprocess.DEVNULL, capture_output=True
        )
    except subprocess.TimeoutExpired:
        return False
    if done.returncode == _ENCRYPTED:
        raise Encrypted
    return done.returncode == _READ


def _read_to_the_end(path: str, memory: int) -> int:
    # Here and not above: the office's own process only starts this one.
    from python_calamine import CalamineWorkbook, PasswordError  # noqa: PLC0415

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    allowed = memory if most == resource.RLIM_INFINITY else min(memory, most)
    resource.setrlimit(resource.RLIMIT_AS, (allowed, allowed))
    try:
        book = CalamineWorkbook.from_path(path)
        for name in book.sheet_names:
            book.get_sheet_by_name(name)
    except PasswordError:
        return _ENCRYPTED
    except Exception:
        return _DAMAGED
    return _READ


if __name__ == "__main__":
    raise SystemExit(_read_to_the_end(sys.argv[1], int(sys.argv[2])))
