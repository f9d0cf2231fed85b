"""What was counted already, kept in this process: a state of the snapshot never changes, so neither do its answers.

An answer is found again only by everything that it depends on: the state, the question's text, and for each table which
rows may be known, by rights of this moment and without those that fell away since. Whoever may know of other rows asks anew.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any

Rows = list[tuple[Any, ...]]
_MOST_ROWS = 50_000  # some 15 MB a process
_LARGE = 10  # an answer that would take more than this part of it is not kept


class Answers:
    """Answers by what was asked; the oldest go when they are too many. Safe in several threads."""

    def __init__(self, most_rows: int = _MOST_ROWS) -> None:
        self._most, self._held = most_rows, 0
        self._known: OrderedDict[Hashable, Rows] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, asked: Hashable, answer: Callable[[], Rows]) -> Rows:
        """The answer, counted only if it is not known. Not to be changed by whoever gets it."""
        with self._lock:
            if asked in self._known:
                self._known.move_to_end(asked)
                return self._known[asked]
        rows = answer()
        if len(rows) > self._most // _LARGE:
            return rows
        with self._lock:
            self._forget(asked)
            self._known[asked] = rows
            self._held += len(rows) + 1
            while self._held > self._most:
                self._forget(next(iter(self._known)))
        return rows

    def forget(self) -> None:
        """All of them, for measurements."""
        with self._lock:
            self._known.clear()
            self._held = 0

    def _forget(self, asked: Hashable) -> None:
        if asked in self._known:
            self._held -= len(self._known.pop(asked)) + 1
