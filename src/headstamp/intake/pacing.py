"""How many rows to write at a time (docs/adr/0006).

SQLite lets one writer in at a time. A chunk holds the lock for about `HOLD`; then all who waited have their turn
before the next chunk has its own (`config.sqlite`), so nobody waits for more than one chunk and those before him.
"""

import time
from typing import Self

from django.db import connection

HOLD = 0.12
CHECKPOINT = 1.0
_FEWEST, _MOST = 20, 5_000


class Pacer:
    """Paces the chunks of one pass."""

    def __init__(self, rows: int = 200) -> None:
        self.rows = rows
        self._is_sqlite = connection.vendor == "sqlite"
        self._checkpointed = time.monotonic()

    def __enter__(self) -> Self:
        if self._is_sqlite:
            # Each chunk writes the same pages of the indexes again: copying them into the database after every
            # commit, as SQLite would, doubles the work. It is done between chunks, where nobody waits for it.
            self._pragma("wal_autocheckpoint = 0")
        return self

    def __exit__(self, *_: object) -> None:
        if self._is_sqlite and not connection.in_atomic_block:
            self._pragma("wal_autocheckpoint = 1000")
            self._pragma("wal_checkpoint(PASSIVE)")

    def wrote(self, rows: int, seconds: float) -> None:
        """Called after each commit with how long the lock was held; the next chunk follows the machine's pace."""
        wanted = rows * HOLD / max(seconds, 0.001)
        self.rows = int(min(max(wanted, _FEWEST), self.rows * 1.3 + 10, _MOST))

    def stand_back(self) -> None:
        """Between two chunks: what is to be done while others write."""
        now = time.monotonic()
        if self._is_sqlite and now - self._checkpointed >= CHECKPOINT:
            self._checkpointed = now
            self._pragma("wal_checkpoint(PASSIVE)")

    def _pragma(self, text: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA {text}")
            cursor.fetchall()
