"""How many rows to write at a time, and how long to stand back for others (docs/adr/0006).

SQLite lets one writer in at a time. A chunk holds the lock for about `HOLD`; while others write, the next one
comes `PAUSE` after it. Whether others write is told by `PRAGMA data_version`, which changes when another
connection commits; a writer who waits behind us gets in, and so shows himself, at the latest in the pause that
is made every `PROBE` in any case.
"""

import time
from typing import Self

from django.db import connection

HOLD = 0.12
PAUSE = 0.1
PROBE = 1.0
_REMEMBERED = 1.5
_FEWEST, _MOST = 20, 5_000


class Pacer:
    """Paces the chunks of one pass. On PostgreSQL writers do not wait for each other, so nothing pauses."""

    def __init__(self, rows: int = 200) -> None:
        self.rows = rows
        self.longest = 0.0
        self._is_sqlite = connection.vendor == "sqlite"
        self._version = self._asked("data_version") if self._is_sqlite else 0
        self._released = self._paused = self._others_until = time.monotonic()

    def __enter__(self) -> Self:
        if self._is_sqlite:
            # Each chunk writes the same pages of the indexes again: copying them into the database after every
            # commit, as SQLite would, doubles the work. It is done in the pauses, where nobody waits for it.
            self._asked("wal_autocheckpoint = 0")
        return self

    def __exit__(self, *_: object) -> None:
        if self._is_sqlite and not connection.in_atomic_block:
            self._asked("wal_autocheckpoint = 1000")
            self._asked("wal_checkpoint(PASSIVE)")

    def wrote(self, rows: int, seconds: float) -> None:
        """Called after each commit with how long the lock was held; the next chunk follows the machine's pace."""
        self.longest = max(self.longest, seconds)
        self._released = time.monotonic()
        wanted = rows * HOLD / max(seconds, 0.001)
        self.rows = int(min(max(wanted, _FEWEST), self.rows * 1.3 + 10, _MOST))

    def stand_back(self) -> float:
        """Wait until it is fair to write again; returns the seconds waited."""
        if not self._is_sqlite:
            return 0.0
        now = time.monotonic()
        version = self._asked("data_version")
        if version != self._version:
            self._version = version
            self._others_until = now + _REMEMBERED
        is_probe = now - self._paused >= PROBE
        if now >= self._others_until and not is_probe:
            return 0.0
        if is_probe:
            self._paused = now
            self._asked("wal_checkpoint(PASSIVE)")
        time.sleep(max(0.0, self._released + PAUSE - time.monotonic()))
        return time.monotonic() - now

    def _asked(self, pragma: str) -> int:
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA {pragma}")
            row = cursor.fetchone()
        return int(row[0]) if row else 0
