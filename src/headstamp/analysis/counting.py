"""The counts of early warning, asked of the snapshot: months by series, running months in part, things never seen.

What is counted is occurrences, not pieces: a cache of sixty rifles is one event, and would drown all others.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from headstamp.analysis.early_warning import APART_MONTHS, BACK_MONTHS, BASE_MONTHS, History, Series
from headstamp.analysis.first_sightings import Sighting, Subject
from headstamp.analysis.months import Period
from headstamp.snapshot.queries import View

LONGEST = BASE_MONTHS + APART_MONTHS + BACK_MONTHS + 1
MOSTLY_WITHOUT_MONTH = 0.2
"""A year in which more of the records than this lack the month tells nothing of its months."""

_MONTH = '("year" * 12 + "month" - 1)'
_LEVELS = [
    (*kind, *place, *context)
    for kind in ((), ("kind",)) for place in ((), ("directorate",), ("directorate", "municipality")) for context in ((), ("context",))
]  # fmt: skip
_OF_ITEMS = "(SELECT DISTINCT occurrence_id, occurrence_kind, kind, directorate, municipality, context, occurred_on, year, month FROM items)"
_VALUES: dict[Subject, tuple[str, str]] = {
    Subject.KIND: ("kind", "kind"),
    Subject.MAKE: ("make_code", "make_code"),
    Subject.CALIBRE: ("calibre_code", "calibre_code"),
    Subject.CONVERSION: ("converted_from", "converted_from"),
    Subject.CONCEALMENT: ("concealment", "concealment"),
    Subject.DETECTION: ("detection", "detection"),
    Subject.ROUTE: ("CASE WHEN origin <> '' AND destination <> '' THEN origin || '>' || destination ELSE '' END", "origin"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Extent:
    """First and last month of which there are records, months that are no data, and how many records lack a month."""

    first: int
    last: int
    unknown: tuple[int, ...]
    undated: int
    records: int


def extent(view: View, now: int) -> Extent | None:
    """From when to when there are records, not beyond the month `now`; None if there are none."""
    by_month = view.sql('SELECT "year", "month", count(*) FROM occurrences GROUP BY ALL', of=("occurrences",))
    dated = {year * 12 + month - 1: n for year, month, n in by_month if year and month}
    dated = {month: n for month, n in dated.items() if month <= now}
    if not dated:
        return None
    first, last = min(dated), max(dated)
    without = {year: n for year, month, n in by_month if year and not month}
    whole = {year: sum(n for y, _m, n in by_month if y == year) for year in without}
    dim = {year for year, n in without.items() if n > MOSTLY_WITHOUT_MONTH * whole[year]}
    unknown = tuple(m for m in range(first, last + 1) if m not in dated or m // 12 in dim)
    undated = sum(n for year, month, n in by_month if not (year and month))
    return Extent(first, last, unknown, undated, sum(n for _y, _m, n in by_month))


def history(view: View, known: Extent) -> History:
    """Counts by series and month, of the series that are frequent enough to be watched ever."""
    since = max(known.first, known.last - LONGEST)
    cells: dict[tuple[Series, int], int] = {}
    for *told, month, count in _counted(
        view, f"{_MONTH} BETWEEN {since} AND {known.last}", least=LONGEST // 3
    ):
        series = _series(told)
        if series:
            cells[series, int(month)] = int(count)
    return History.of(cells, since, known.last, known.unknown)


def part_of_month(view: View, period: Period) -> dict[Series, int]:
    """Counts of the running month up to a day. A record whose day is not known is in none."""
    where = f"occurred_on BETWEEN '{period.first}' AND '{period.last}' AND length(occurred_on) = 10"
    found = ((_series(told), int(count)) for *told, _month, count in _counted(view, where, least=1))
    return {series: count for series, count in found if series}


def counts_now(view: View, asked: Sequence[tuple[Series, Period]]) -> list[int]:
    """How many records each series has in its period at this moment."""
    counts = [0] * len(asked)
    for table, has_kind in (("occurrences", False), ("items", True)):
        rows = [
            f"({number}, {period.month}, {period.until}, {_texts(series)})"
            for number, (series, period) in enumerate(asked) if bool(series.kind) == has_kind
        ]  # fmt: skip
        if rows:
            kind = "AND o.kind = s.kind" if has_kind else ""
            query = f"""SELECT s.number, count(DISTINCT o.occurrence_id)
                FROM (VALUES {", ".join(rows)}) s(number, running, until, occurrence_kind, kind, directorate, municipality, context)
                JOIN {table} o ON o.occurrence_kind = s.occurrence_kind AND o."year" * 12 + o."month" - 1 = s.running {kind}
                WHERE (s.directorate = '' OR o.directorate = s.directorate)
                  AND (s.municipality = '' OR o.municipality = s.municipality) AND (s.context = '' OR o.context = s.context)
                  AND (s.until = 0 OR length(o.occurred_on) = 10 AND CAST(o.occurred_on[9:10] AS INTEGER) <= s.until)
                GROUP BY s.number"""
            for number, count in view.sql(query, of=(table,)):
                counts[number] = int(count)
    return counts


def course(view: View, series: Series) -> dict[int, int]:
    """The counts of one series by month; months without a record are not in it."""
    asked = {
        name: getattr(series, name)
        for name in ("occurrence_kind", "kind", "directorate", "municipality", "context")
    }
    asked = {name: code for name, code in asked.items() if code}
    where = " AND ".join(f"{name} = ?" for name in asked)
    table = "items" if series.kind else "occurrences"
    found = view.sql(
        f'SELECT {_MONTH}, count(DISTINCT occurrence_id) FROM {table} WHERE "month" IS NOT NULL AND {where} GROUP BY 1',
        [*asked.values()],
        of=(table,),
    )
    return {int(month): int(count) for month, count in found if month is not None}


def new_things(view: View, since: str) -> Iterable[Sighting]:
    """Sightings of what no record before `since` (YYYY-MM) has, and none whose date might lie before."""
    for subject, (value, _column) in _VALUES.items():
        query = f"""WITH seen AS (SELECT {value} AS thing, occurred_on, item_id FROM items)
            SELECT thing, occurred_on, item_id FROM seen WHERE occurred_on >= ? AND thing IN
            (SELECT thing FROM seen WHERE thing NOT IN ('', 'unknown', 'other') GROUP BY thing HAVING min(occurred_on) >= ?)"""
        for thing, occurred_on, item in view.sql(query, [since, since], of=("items",)):
            yield Sighting(subject, str(thing), str(occurred_on), int(item))


def _counted(view: View, where: str, least: int) -> Iterable[tuple[Any, ...]]:
    """(five codes, month, count) on every level; NULL stands for all. `least` is the sum that a series must reach."""
    for table, source, has_kind in (("occurrences", "occurrences", False), ("items", _OF_ITEMS, True)):
        kind = "kind" if has_kind else "NULL AS kind"
        levels = [level for level in _LEVELS if ("kind" in level) == has_kind]
        sets = ", ".join(
            f"(occurrence_kind, running{''.join(f', {name}' for name in level)})" for level in levels
        )
        key = f"occurrence_kind, {'kind, ' if has_kind else ''}directorate, municipality, context"
        query = f"""SELECT occurrence_kind, {kind}, directorate, municipality, context, running, count(*) AS number
            FROM (SELECT *, {_MONTH} AS running FROM {source} WHERE {where})
            GROUP BY GROUPING SETS ({sets})
            QUALIFY sum(count(*)) OVER (PARTITION BY {key}) >= {least}"""
        yield from view.sql(query, of=(table,))


def _series(told: Sequence[str | None]) -> Series | None:
    """The series of a row; None where a code is not said: what nobody said is no place and no kind."""
    if "" in told:
        return None
    return Series(*("" if code is None else code for code in told))


def _texts(series: Series) -> str:
    """The series' codes as SQL texts; they are codes of lists, and are escaped all the same."""
    codes = (series.occurrence_kind, series.kind, series.directorate, series.municipality, series.context)
    return ", ".join("'" + code.replace("'", "''") + "'" for code in codes)
