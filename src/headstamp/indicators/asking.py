"""What a figure is asked for: its periods, what it is split by, which records count at all."""

from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from headstamp.indicators.period import Every, Period
from headstamp.kernel.errors import Invalid
from headstamp.kernel.measure import Measure
from headstamp.kernel.text import gettext_noop, say


class View(Protocol):
    """The snapshot as one asker may see it."""

    @property
    def as_of(self) -> datetime: ...

    def is_closed(self, name: str) -> bool:
        """Whether the asker has no right to any row of the table."""

    def table(self, name: str) -> Any:
        """The Ibis table, narrowed to what the asker may know of."""

    def answer(self, question: Hashable, expression: Callable[[Any], Any]) -> Sequence[Sequence[Any]]:
        """Rows of the expression that is made of this view; equal questions have equal expressions."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One period, or every one of a length; `by` splits, `where` names a column's buckets that count ("unknown" is one).

    `within` leaves out records of other years than those between these two, and those without a date; `since` and `until`
    those whose date, as far as it is known, does not lie between these two days, months or years ('': open).
    """

    every: Every = Every.YEAR
    period: Period | None = None
    by: tuple[str, ...] = ()
    where: Mapping[str, Collection[str]] = field(default_factory=dict)
    within: tuple[int, int] | None = None
    since: str = ""
    until: str = ""

    @property
    def length(self) -> Every:
        return self.period.every if self.period else self.every

    @property
    def years(self) -> tuple[int, int] | None:
        """The first and the last year that records count of; None where all do."""
        if self.period is None or self.period.is_unknown or not self.period.years:
            return self.within
        return self.period.years[0], self.period.years[-1]

    @property
    def question(self) -> Hashable:
        """The same for equal ones."""
        where = tuple(sorted((name, tuple(sorted(buckets))) for name, buckets in self.where.items()))
        return self.every, self.period, self.by, where, self.within, self.since, self.until


def check(measure: Measure, asked: Asked) -> None:
    """Raise Invalid where the measure cannot be split or chosen so."""
    for part, names, message in (
        (
            "by",
            asked.by,
            gettext_noop("“%(measure)s” cannot be split by “%(column)s”. Use one of: %(known)s."),
        ),
        (
            "where",
            asked.where,
            gettext_noop("“%(measure)s” cannot be chosen by “%(column)s”. Use one of: %(known)s."),
        ),
    ):
        for name in names:
            if name not in measure.by:
                known = ", ".join(measure.by) or "-"
                raise Invalid({part: [say(message, measure=measure.id, column=name[:60], known=known)]})
    if len(asked.by) > 2 or len(set(asked.by)) < len(asked.by):
        raise Invalid({"by": [say(gettext_noop("Split by one column or by two different ones."))]})
