"""The part of a view that a frozen figure counts: records that a second person checked."""

from collections.abc import Callable, Hashable, Sequence
from datetime import datetime
from typing import Any

from headstamp.indicators.asking import View

CHECKED = ("checked", "locked")


class OnlyChecked:
    """A view without the records that nobody checked; tables that know no such state are whole."""

    def __init__(self, view: View) -> None:
        self._view = view

    @property
    def as_of(self) -> datetime:
        return self._view.as_of

    def is_closed(self, name: str) -> bool:
        return self._view.is_closed(name)

    def table(self, name: str) -> Any:
        table = self._view.table(name)
        return table.filter(table.status.isin(CHECKED)) if "status" in table.columns else table

    def answer(self, question: Hashable, expression: Callable[[Any], Any]) -> Sequence[Sequence[Any]]:
        return self._view.answer(("checked", question), lambda view: expression(OnlyChecked(view)))
