"""Counts measures on a view of the snapshot: one query for all periods and splits of a measure, on any Ibis engine.

The query groups by year (or month, where the date knows it) and bucket; periods are put together from these parts in
`figures_of`. So a measure's counts must add up over time, which all do: a record has one date. They need not add up
over buckets, and are never added so.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import ibis

from headstamp.indicators.asking import Asked, View, check
from headstamp.indicators.figure import Figure, Status, untold
from headstamp.indicators.grounds import grounded
from headstamp.indicators.period import ALL, MONTHS, UNKNOWN, Period
from headstamp.indicators.reckoning import NOTHING_ENTERED, Entered, Key, Part, figures_of
from headstamp.kernel.dates import first_since, last_until
from headstamp.kernel.measure import Count, Measure
from headstamp.kernel.text import gettext_noop, say

_NOT_PERMITTED = gettext_noop("Your account may not count these records.")


def figures(
    view: View, measure: Measure, asked: Asked | None = None, entered: Entered = NOTHING_ENTERED
) -> list[Figure]:
    """The measure's figures, in order of time and bucket, for the asker whose view it is.

    Where he has no right to the records there is one figure, without a value, that says so.
    """
    asked = asked or Asked()
    check(measure, asked)
    if any(view.is_closed(name) for name in _tables(measure)):
        period = asked.period.name if asked.period else ALL
        return [untold(measure, period, Status.NOT_PERMITTED, say(_NOT_PERMITTED))]
    parts = _parts(view, measure, asked)
    ground = grounded(view, measure, asked.until)
    return figures_of(measure, asked, parts, grounded=ground, as_of=view.as_of, entered=entered)


def figures_by_each(
    view: View,
    measure: Measure,
    period: Period,
    splits: Sequence[tuple[str, ...]],
    entered: Entered = NOTHING_ENTERED,
) -> Iterator[Figure]:
    """The measure's figures of one period, split in several ways, from one query instead of one for each way.

    Counts add up over buckets, so all ways are sums of the finest; what counts different values does not add up,
    and is asked for each way apart.
    """
    adds_up = not any(count and count.different for count in (measure.numerator, measure.denominator))
    columns = tuple(dict.fromkeys(name for by in splits for name in by)) if adds_up else ()
    finest = _parts(view, measure, Asked(period=period, by=columns)) if adds_up else {}
    ground = grounded(view, measure)
    for by in splits:
        asked = Asked(period=period, by=by)
        check(measure, asked)
        parts = _summed(finest, columns, by) if adds_up else _parts(view, measure, asked)
        found = figures_of(measure, asked, parts, grounded=ground, as_of=view.as_of, entered=entered)
        for figure in found:
            if len(figure.by) == len(by):  # a split of nothing gives the whole, which stands there already
                yield figure


def _tables(measure: Measure) -> set[str]:
    """The tables that it counts."""
    elsewhere = measure.denominator.table if measure.denominator else ""
    ground = measure.ground.parts[0].table if measure.ground else ""
    return {name for name in (measure.table, elsewhere, ground) if name}


def _summed(finest: Mapping[Key, Part], columns: tuple[str, ...], by: tuple[str, ...]) -> dict[Key, Part]:
    places = [0, *(1 + columns.index(name) for name in by)]
    parts: dict[Key, Part] = {}
    for key, part in finest.items():
        short = tuple(key[place] for place in places)
        parts[short] = parts.get(short, Part()) + part
    return parts


def _parts(view: View, measure: Measure, asked: Asked) -> dict[Key, Part]:
    """By date and bucket; a denominator that is counted in another table takes a query of its own."""
    elsewhere = measure.denominator if measure.denominator and measure.denominator.table else None
    here = None if elsewhere else measure.denominator
    dated = (measure.period, measure.year)
    first = _Query(measure.table, dated, measure.numerator, here, asked, measure.last_of)
    parts = first.answer(view, measure.id)
    if elsewhere:
        second = _Query(elsewhere.table, (elsewhere.period, elsewhere.year), None, elsewhere, asked)
        for key, part in second.answer(view, measure.id).items():
            parts[key] = parts.get(key, Part()) + Part(of_rows=part.of_rows, of_value=part.of_value)
    return parts


@dataclass(frozen=True, slots=True)
class _Query:
    """One grouped query. Rows that belong to no count fall together in one bucket of each date, to be held only.

    `dated` are the columns of the partial date and of its year.
    """

    table: str
    dated: tuple[str, str]
    top: Count | None
    under: Count | None
    asked: Asked
    last_of: tuple[str, str] | None = None

    def answer(self, view: View, measure_id: str) -> dict[Key, Part]:
        rows = view.answer((measure_id, self.table, self.asked.question), self._expression)
        buckets = len(self.asked.by)
        parts: dict[Key, Part] = {}
        for row in rows:
            key = (row[0], *(bucket or "" for bucket in row[1 : 1 + buckets]))
            parts[key] = parts.get(key, Part()) + self._part(*row[1 + buckets :])
        return parts

    def _part(self, held: int, rows: Any, value: Any, of_rows: Any, of_value: Any) -> Part:
        told, under = int(rows or 0), (int(of_rows or 0), _number(of_value))
        if self.top and self.top.middle:  # one row for each value
            number = _number(value)
            return Part(held, told, None, *under, {} if number is None else {number: told})
        return Part(held, told, _number(value), *under)

    def _expression(self, view: View) -> Any:
        table = view.table(self.table)
        if not self.last_of:  # else a later note outside the period would not be seen
            table = in_period(table, self.dated, self.asked)
        chosen = chosen_rows(table, self.asked.where)
        # Only what is counted: a narrow query is made and answered in a fraction of the time of a wide one.
        told = table.select(
            _date(table, self.dated, self.asked).name("date_"),
            _rows(self.top, table, chosen).name("top_"),
            _rows(self.under, table, chosen).name("under_"),
            is_between(table[self.dated[0]], self.asked).name("between_"),
            *(bucket(table[name]).name(f"cell_{name}") for name in self.asked.by),
            *sorted(self._columns()),
        )
        if self.last_of:
            told = told.mutate(top_=told.top_ & _is_last(told, *self.last_of))
        if self.asked.since or self.asked.until:
            told = told.filter(told.between_)
        belongs = told.top_ | told.under_
        cells = [
            ibis.ifelse(belongs, told[f"cell_{name}"], ibis.null("string")).name(f"of_{name}")
            for name in self.asked.by
        ]
        if self.top and self.top.middle:
            cells.append(ibis.ifelse(told.top_, told[self.top.middle], ibis.null("int64")).name("each_"))
        counted = told.group_by([told.date_, *cells]).aggregate(
            held=told.count(),
            rows=told.top_.sum(),
            value=_value(self.top, told, told.top_),
            of_rows=told.under_.sum(),
            of_value=_value(self.under, told, told.under_),
        )
        if "each_" in counted.columns:
            counted = counted.drop("each_")
        # A year becomes text where it stands once, not in every row that was counted.
        return counted.mutate(date_=counted.date_.cast("string").fill_null(""))

    def _columns(self) -> set[str]:
        """The columns that are counted themselves."""
        of_counts = [
            name
            for count in (self.top, self.under)
            if count
            for name in (count.adds, count.different, count.middle)
        ]
        of_rows = ("jurisdiction", *self.last_of) if self.last_of else ()
        return {name for name in (*of_counts, *of_rows) if name}


def bucket(column: Any) -> Any:
    """A column's value as text: yes and no for a flag, "unknown" for what is missing."""
    if column.type().is_boolean():
        return ibis.cases((column, "yes"), (~column, "no"), else_=UNKNOWN)
    text = column.cast("string")
    return ibis.ifelse(text.isnull() | (text == ""), UNKNOWN, text)


def _date(table: Any, dated: tuple[str, str], asked: Asked) -> Any:
    """The date to the precision that the periods need: the year as a number, or ISO text of 4 or 7 characters, or ''."""
    date, year = (table[name] for name in dated)
    if asked.length not in MONTHS:
        return year
    text = date.fill_null("")
    return ibis.ifelse(text.length() >= 7, text.substr(0, 7), text.substr(0, 4))


def in_period(table: Any, dated: tuple[str, str], asked: Asked) -> Any:
    """Only rows that can lie in the periods asked for: whole years, which an engine can skip to."""
    return table if asked.years is None else table.filter(table[dated[1]].between(*asked.years))


def is_between(date: Any, asked: Asked) -> Any:
    """Whether all that is known of a date lies in the span asked for."""
    text, found = date.fill_null(""), ibis.literal(True)
    if asked.since:
        found = found & (text >= first_since(asked.since))
    if asked.until:
        last, wider = last_until(asked.until)
        found = found & (text <= last) & (text != "")
        if wider:
            found = found & ~text.isin(wider)
    return found


def chosen_rows(table: Any, where: Mapping[str, Any]) -> Any:
    condition: Any = ibis.literal(True)
    for name, buckets in where.items():
        condition = condition & _is_one_of(table[name], sorted(buckets))
    return condition


def _is_one_of(column: Any, buckets: Sequence[str]) -> Any:
    """Whether the value's bucket is one of these; where nothing unknown is asked for, the value itself is looked at."""
    is_plain = column.type().is_string() and UNKNOWN not in buckets and "" not in buckets
    return (column if is_plain else bucket(column)).isin(buckets)


def _rows(count: Count | None, table: Any, chosen: Any) -> Any:
    """Which rows belong; a condition that an empty value leaves open is not fulfilled."""
    return (count.rows(table) & chosen).fill_null(False) if count else ibis.literal(False)


def _is_last(table: Any, same: str, later: str) -> Any:
    """Of the rows that belong and have the same `same`, the one with the highest `later`."""
    # Row numbers are an office's own: in pooled snapshots of a region only with their jurisdiction do they name a row.
    window = ibis.window(group_by=[table.top_, table.jurisdiction, table[same]])
    return table[later] == table[later].max().over(window)


def _value(count: Count | None, table: Any, belongs: Any) -> Any:
    if count is None:
        return ibis.null("int64")
    if count.adds:
        return table[count.adds].sum(where=belongs)
    if count.different:
        return table[count.different].nunique(where=belongs)
    if count.middle:  # of a group that has one value
        return table[count.middle].max(where=belongs)
    return belongs.sum()


def _number(value: Any) -> Decimal | None:
    """The engine's number, without decimals that say nothing."""
    if value is None:
        return None
    number = Decimal(str(value))
    whole = number.to_integral_value()
    return whole if number == whole else number.normalize()
