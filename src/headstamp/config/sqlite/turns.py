"""Turns at a lock file: whoever has waited longest asks most often, so nobody waits much longer than the others.

SQLite's own waiting is unfair: the longer one waits, the more seldom it asks, and newcomers get in first.
"""

import fcntl
import os
import time
from pathlib import Path

_AT_FIRST, _AT_LAST = 0.010, 0.001  # seconds between two askings; from the first to the last in one second


class Turns:
    """The queue at one lock file, for one connection. The system frees a dead process's turn."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._handle: int | None = None
        self._bell: int | None = None
        self._has_turn = False
        self.was_wanted = False  # whether somebody waited when this one last gave its turn back

    def take(self, timeout: float) -> bool:
        """Wait for the turn; False if it did not come in `timeout` seconds."""
        if self._handle is None:
            self._handle, self._bell = _opened(self._path), _opened(_bell_of(self._path))
        assert self._bell is not None  # opened with the other
        start, rings = time.monotonic(), False
        try:
            while not _locks(self._handle, fcntl.LOCK_EX):
                # All who wait share the bell's lock; who has the turn sees by it whether somebody waits.
                rings = rings or _locks(self._bell, fcntl.LOCK_SH)
                waited = time.monotonic() - start
                if waited > timeout:
                    return False
                time.sleep(max(_AT_LAST, _AT_FIRST * (1 - waited)))
        finally:
            if rings:
                fcntl.flock(self._bell, fcntl.LOCK_UN)
        self._has_turn = True
        return True

    def give_back(self) -> None:
        """Let the next one in, if this one is in."""
        if self._has_turn and self._handle is not None:
            self.was_wanted = self.is_wanted()
            fcntl.flock(self._handle, fcntl.LOCK_UN)
        self._has_turn = False

    def is_wanted(self) -> bool:
        """Whether somebody waits now; to be asked by who has the turn."""
        if self._bell is None:
            return False
        if not _locks(self._bell, fcntl.LOCK_EX):
            return True
        fcntl.flock(self._bell, fcntl.LOCK_UN)
        return False

    def close(self) -> None:
        """Give the turn back and let go of the files."""
        for handle in (self._handle, self._bell):
            if handle is not None:
                os.close(handle)
        self._handle, self._bell, self._has_turn = None, None, False


def _bell_of(path: Path) -> Path:
    return path.with_name(f"{path.name}-bell")


def _opened(path: Path) -> int:
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)


def _locks(handle: int, how: int) -> bool:
    try:
        fcntl.flock(handle, how | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
