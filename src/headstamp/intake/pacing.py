"""How many rows to write at a time, and how long to stand back for others (docs/adr/0006).

SQLite lets one writer in at a time. A chunk holds the lock for about `HOLD`; while others write, the next one
comes `PAUSE` after it. Whether others write is told by `PRAGMA data_version`, which changes when another
connection commits; a writer who waits behind us gets in, and so shows himself, at the latest in the pause that
is made every `PROBE` in any case.
"""

import time

from django.db import connection

HOLD = 0.12
LONGEST = 0.2
PAUSE = 0.1
PROBE = 1.0
_REMEMBERED = 1.5
_FEWEST, _MOST = 20, 5_000


class Pacer:
    """Paces the chunks of one pass. On PostgreSQL writers do not wait for each other, so nothing pauses."""

    def __init__(self, rows: int = 200) -> None:
        self.rows = rows
        self.longest = 0.0
        self._is_alone = connection.vendor != "sqlite"
        self._version = self._data_version()
        if connection.vendor == "sqlite":
            _checkpoint_seldom()
        now = time.monotonic()
        self._released = self._paused = now
        self._others_until = now + _REMEMBERED

    def wrote(self, rows: int, seconds: float) -> None:
        """Called after each commit with how long the lock was held; the next chunk follows the machine's pace."""
        self.longest = max(self.longest, seconds)
        self._released = time.monotonic()
        wanted = rows * HOLD / max(seconds, 0.001)
        if seconds > LONGEST:
            wanted = min(wanted, self.rows * 0.6)
        self.rows = int(min(max(wanted, _FEWEST), self.rows * 1.5 + 10, _MOST))

    def stand_back(self) -> float:
        """Wait until it is fair to write again; returns the seconds waited."""
        if self._is_alone:
            return 0.0
        now = time.monotonic()
        version = self._data_version()
        if version != self._version:
            self._version = version
            self._others_until = now + _REMEMBERED
        if now >= self._others_until and now - self._paused < PROBE:
            return 0.0
        wait = max(0.0, self._released + PAUSE - now)
        time.sleep(wait)
        self._paused = time.monotonic()
        return wait

    def _data_version(self) -> int:
        if self._is_alone:
            return 0
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA data_version")
            return int(cursor.fetchone()[0])


def _checkpoint_seldom() -> None:
    """Copy the write-ahead log into the database every 40 MB, not every 4: each chunk writes the same pages of the
    indexes again, and would have them copied each time. It holds for this connection only."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_autocheckpoint = 10000")
