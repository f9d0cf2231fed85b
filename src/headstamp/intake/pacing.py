"""How many rows to write at a time (docs/adr/0006, 0010).

SQLite lets one writer in at a time. A chunk holds the lock for about `HOLD`; then all who waited have their turn
before the next chunk has its own (`config.sqlite`), so nobody waits for more than one chunk and those before him.
While nobody else writes a chunk may hold it for `HOLD_ALONE`: larger chunks write the pages of the indexes less often.
"""

import time
from typing import Self

from django.db import connection

HOLD, HOLD_ALONE = 0.12, 0.4
CHECKPOINT = 1.0
_STAYS_SHORT = 5.0  # seconds after somebody waited
_FEWEST, _FEWEST_ALONE = 100, 500
_MOST = 1_000  # a row takes about 13 kB while its chunk is written; larger ones are no faster
# An intake goes through the file of the database once: pages that are mapped or kept beyond these only fill memory.
_LEAN = {"mmap_size": 0, "cache_size": -32_768}


class Pacer:
    """Paces the chunks of one pass."""

    def __init__(self, rows: int = 500) -> None:
        self.rows = rows
        self._is_sqlite = connection.vendor == "sqlite"
        self._checkpointed = time.monotonic()
        self._wanted_at: float | None = None
        self._before: dict[str, int] = {}

    def __enter__(self) -> Self:
        if self._is_sqlite:
            # Each chunk writes the same pages of the indexes again: copying them into the database after every
            # commit, as SQLite would, doubles the work. It is done between chunks, where nobody waits for it.
            self._pragma("wal_autocheckpoint = 0")
            self._before = {name: self._pragma(name) for name in _LEAN}
            for name, value in _LEAN.items():
                self._pragma(f"{name} = {value}")
        return self

    def __exit__(self, *_: object) -> None:
        if self._is_sqlite and not connection.in_atomic_block:
            self._pragma("wal_autocheckpoint = 1000")
            self._pragma("wal_checkpoint(PASSIVE)")
            for name, value in self._before.items():
                self._pragma(f"{name} = {value}")

    def wrote(self, rows: int, seconds: float) -> None:
        """Called after each commit with how long the lock was held; the next chunk follows the machine's pace."""
        hold, fewest = (HOLD_ALONE, _FEWEST_ALONE) if self._is_alone() else (HOLD, _FEWEST)
        wanted = rows * hold / max(seconds, 0.001)
        self.rows = int(min(max(wanted, fewest), self.rows * 1.3 + 10, _MOST))

    def _is_alone(self) -> bool:
        now = time.monotonic()
        if self._is_wanted():
            self._wanted_at = now
        return self._wanted_at is None or now - self._wanted_at > _STAYS_SHORT

    def _is_wanted(self) -> bool:
        # Only our own SQLite backend knows who waits; on PostgreSQL nobody waits for a chunk but for its end.
        return bool(getattr(connection, "was_wanted", True))

    def stand_back(self) -> None:
        """Between two chunks: what is to be done while others write."""
        now = time.monotonic()
        is_due = now - self._checkpointed >= CHECKPOINT
        if self._is_sqlite and is_due and not connection.in_atomic_block:
            self._checkpointed = now
            self._pragma("wal_checkpoint(PASSIVE)")

    def _pragma(self, text: str) -> int:
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA {text}")
            answer = cursor.fetchone()
        return int(answer[0]) if answer else 0
