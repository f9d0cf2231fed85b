"""Each transaction takes its turn before it begins; everything else is Django's own backend."""

from pathlib import Path
from typing import Any

from django.db import OperationalError
from django.db.backends.sqlite3 import base

from headstamp.config.sqlite.turns import Turns


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that queues fairly for the write lock."""

    def __init__(self, *settings: Any, **options: Any) -> None:
        super().__init__(*settings, **options)
        self._turns: Turns | None = None

    @property
    def was_wanted(self) -> bool:
        """Whether others waited to write when the last transaction ended."""
        return self._queue().was_wanted

    def _start_transaction_under_autocommit(self) -> None:
        timeout = float(self.settings_dict["OPTIONS"].get("timeout", 5.0))
        if not self._queue().take(timeout):
            raise OperationalError("database is locked")
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        except BaseException:
            self._queue().give_back()
            raise

    def _commit(self) -> None:
        try:
            super()._commit()  # type: ignore[misc]
        finally:
            self._queue().give_back()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]
        finally:
            self._queue().give_back()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]
        finally:
            if self._turns:
                self._turns.close()
                self._turns = None

    def _queue(self) -> Turns:
        if self._turns is None:
            name = Path(str(self.settings_dict["NAME"]))
            self._turns = Turns(name.with_name(f"{name.name}-turns"))
        return self._turns
