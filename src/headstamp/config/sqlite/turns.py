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
        self._has_turn = False

    def take(self, timeout: float) -> bool:
        """Wait for the turn; False if it did not come in `timeout` seconds."""
        if self._handle is None:
            self._handle = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        start = time.monotonic()
        while not self._is_free(self._handle):
            waited = time.monotonic() - start
            if waited > timeout:
                return False
            time.sleep(max(_AT_LAST, _AT_FIRST * (1 - waited)))
        self._has_turn = True
        return True

    def give_back(self) -> None:
        """Let the next one in, if this one is in."""
        if self._has_turn and self._handle is not None:
            fcntl.flock(self._handle, fcntl.LOCK_UN)
        self._has_turn = False

    def close(self) -> None:
        """Give the turn back and let go of the file."""
        if self._handle is not None:
            os.close(self._handle)
        self._handle, self._has_turn = None, False

    @staticmethod
    def _is_free(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
