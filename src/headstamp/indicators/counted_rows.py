"""The rows of the snapshot that a figure counts, for figures that no list of records shows."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Protocol

import ibis

from headstamp.indicators.asking import Asked, View, check
from headstamp.indicators.counting import bucket, chosen_rows, in_period, is_between
from headstamp.kernel.errors import NotFound
from headstamp.kernel.measure import Count, Measure
from headstamp.kernel.text import gettext_noop, say

_NO_ROWS = gettext_noop("This figure leads to a list of records of its own.")


class RowView(View, Protocol):
    """A view that answers questions which hardly anybody asks twice."""

    def rows(self, expression: Callable[[Any], Any]) -> Sequence[Sequence[Any]]:
        """Rows of the expression that is made of this view."""


@dataclass(frozen=True, slots=True)
class CountedRows:
    """A page of them, in order of date. `value` is what all of them, `number` in count, add up to, or their middle."""

    number: int
    value: Decimal
    rows: Sequence["CountedRow"]


@dataclass(frozen=True, slots=True)
class CountedRow:
    """One row: `uids` names the records it is of, by column; `adds` is its part of the figure."""

    uids: Mapping[str, str]
    date: str
    buckets: Mapping[str, str] = field(default_factory=dict)
    adds: Decimal = Decimal(1)


def counted_rows(
    view: RowView, measure: Measure, asked: Asked, *, is_undated: bool = False, start: int = 0, size: int = 50
) -> CountedRows:
    """The rows that the measure's numerator counts, `size` of them from the one at `start`.

    Of `asked` what chooses rows is heeded: `where`, `within`, `since`, `until`; `is_undated` wants those without a date.
    Raises NotFound for a figure that leads to a list of records, Invalid for a column by which it cannot be chosen.
    """
    check(measure, asked)
    count = measure.numerator
    if count is None or count.different or measure.last_of or not (measure.way and measure.way.is_to_rows):
        raise NotFound(say(_NO_ROWS))

    def chosen(seen: RowView) -> Any:
        return _chosen(seen.table(measure.table), measure, count, asked, is_undated)

    [(number, value)] = view.rows(lambda seen: _sum(chosen(seen), count))
    names = [name for name in _UIDS if name in view.table(measure.table).columns]
    rows = view.rows(lambda seen: _page(chosen(seen), measure, count, names).limit(size, offset=start))
    return CountedRows(number, _number(value), [_row(row, names, measure.by) for row in rows])


_UIDS = ("lead_uid", "exhibit_uid", "case_uid", "project_uid", "output_uid", "recommendation_uid")


def _chosen(table: Any, measure: Measure, count: Count, asked: Asked, is_undated: bool) -> Any:
    found = in_period(table, (measure.period, measure.year), asked)
    found = found.filter(count.rows(found), chosen_rows(found, asked.where))
    if is_undated:
        found = found.filter(found[measure.year].isnull())
    return found.filter(is_between(found[measure.period], asked))


def _sum(table: Any, count: Count) -> Any:
    value = table[count.adds].sum() if count.adds else table.count()
    if count.middle:
        value = table[count.middle].median()
    return table.aggregate(number=table.count(), value=value)


def _page(table: Any, measure: Measure, count: Count, uids: Sequence[str]) -> Any:
    adds = _adds(table, count)
    ordered = table.order_by([table[measure.period], *(table[name] for name in uids), adds])
    return ordered.select(
        *(ordered[name].name(name) for name in uids),
        ordered[measure.period].fill_null("").name("date_"),
        *(bucket(ordered[name]).name(f"of_{name}") for name in measure.by),
        _adds(ordered, count).name("adds_"),
    )


def _adds(table: Any, count: Count) -> Any:
    """What each row brings."""
    told = count.adds or count.middle
    return table[told] if told else ibis.literal(1)


def _row(row: Sequence[Any], uids: Sequence[str], by: Sequence[str]) -> CountedRow:
    named = dict(zip(uids, map(str, row), strict=False))
    buckets = dict(zip(by, row[len(uids) + 1 :], strict=False))
    return CountedRow(named, row[len(uids)], buckets, _number(row[-1]))


def _number(value: Any) -> Decimal:
    return Decimal(str(value or 0))
