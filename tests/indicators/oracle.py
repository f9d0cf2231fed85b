"""The slow, obvious way to a figure: plain rows, one at a time, no engine. The fast way must equal it.

    figures(rows_of_table, measure, asked) -> {(period, buckets): (value, numerator, denominator, status)}

It takes the measure's `plain_rows` and shares no line with `indicators`.
"""

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from statistics import median
from typing import Any

from headstamp.indicators.asking import Asked
from headstamp.kernel.measure import Count, Measure

Rows = Sequence[Mapping[str, Any]]
Answer = dict[tuple[str, tuple[str, ...]], tuple[Decimal | None, Decimal | None, Decimal | None, str]]


def figures(
    tables: Mapping[str, Rows], measure: Measure, asked: Asked, entered: Mapping[str, int] | None = None
) -> Answer:
    """Every figure by period and buckets."""
    answer: Answer = {}
    counting = _chosen(tables[measure.table], measure.numerator, asked, measure.last_of)
    for period in _wanted(tables[measure.table], measure, asked):
        held = [
            row
            for row in tables[measure.table]
            if lies_in(row[measure.period], period) and _is_between(row[measure.period], asked)
        ]
        if not held:
            answer[period, ()] = (None, None, None, "no_data")
            continue
        under = measure.denominator
        others = (
            [
                row
                for row in tables[under.table]
                if lies_in(row[under.period], period) and _is_between(row[under.period], asked)
            ]
            if under and under.table
            else held
        )
        top_rows = [row for row in counting if row in held]
        under_rows = _chosen(others, under, asked, None)
        counts = under_rows if under else top_rows
        if not counts and not _has_ground(tables, measure, period, asked.until):
            answer[period, ()] = (None, None, None, "no_data")
            continue
        buckets = sorted({_buckets(row, asked) for row in [*top_rows, *under_rows]})
        for cell in buckets or [()]:
            of_top = [row for row in top_rows if _buckets(row, asked) == cell]
            of_under = [row for row in under_rows if _buckets(row, asked) == cell]
            answer[period, cell] = _answer(measure, of_top, of_under, period, bool(cell), entered or {})
    return answer


def _is_between(iso: str, asked: Asked) -> bool:
    """Whether a partial date lies wholly in the span that is asked for."""
    first = iso + {4: "-01-01", 7: "-01", 10: "", 0: ""}[len(iso)]
    last = iso + {4: "-12-31", 7: "-31", 10: "", 0: ""}[len(iso)]
    since = asked.since + {4: "-01-01", 7: "-01", 10: "", 0: ""}[len(asked.since)]
    until = asked.until + {4: "-12-31", 7: "-31", 10: "", 0: ""}[len(asked.until)]
    if not iso:
        return not since and not until
    return since <= first and (not until or last <= until)


def _has_ground(tables: Mapping[str, Rows], measure: Measure, period: str, until: str) -> bool:
    """Whether something of the measure's ground was recorded in the period or before it."""
    if measure.ground is None:
        return True
    return all(_is_recorded(tables, measure, part, period, until) for part in measure.ground.parts)


def _is_recorded(tables: Mapping[str, Rows], measure: Measure, part: Count, period: str, until: str) -> bool:
    rows = [row for row in tables[part.table or measure.table] if part.plain_rows(row)]
    ends = [_last_month(name) for name in (period, until) if name not in ("all", "unknown", "")]
    if not ends:
        return bool(rows)
    dates = [row[part.period or measure.period] for row in rows]
    return any(iso and _last_month(iso) <= min(ends) for iso in dates)


def _last_month(name: str) -> str:
    """The last month of a partial date or of a period, as YYYY-MM."""
    year, _dash, part = name.split("/")[-1].partition("-")
    months = {
        "": "12",
        "unknown": "12",
        "H1": "06",
        "H2": "12",
        "Q1": "03",
        "Q2": "06",
        "Q3": "09",
        "Q4": "12",
    }
    return f"{year}-{months.get(part, part[:2])}"


def lies_in(iso: str, period: str) -> bool:
    """Whether a partial date lies in the period of that name."""
    if period == "all":
        return True
    if period == "unknown":
        return iso == ""
    if "/" in period:
        return iso[:4] in period.split("/")
    year, _dash, part = period.partition("-")
    if iso[:4] != year or not part:
        return iso[:4] == year
    if part == "unknown":
        return len(iso) == 4
    if len(iso) == 4:
        return False
    month = int(iso[5:7])
    if part.startswith("Q"):
        return (month + 2) // 3 == int(part[1])
    if part.startswith("H"):
        return (1 if month <= 6 else 2) == int(part[1])
    return month == int(part)


def _wanted(rows: Rows, measure: Measure, asked: Asked) -> list[str]:
    if asked.period:
        return [asked.period.name]
    dates = [row[measure.period] for row in rows if _is_between(row[measure.period], asked)]
    years = sorted({int(iso[:4]) for iso in dates if iso})
    span = range(years[0], years[-1] + 1) if years else range(0)
    parts = {
        "month": [f"{n:02}" for n in range(1, 13)],
        "quarter": ["Q1", "Q2", "Q3", "Q4"],
        "half-year": ["H1", "H2"],
    }
    unknown = ["unknown"] if "" in dates else []
    every = str(asked.every)
    if every == "all":
        return ["all"] if dates else []
    if every == "year":
        return [*map(str, span), *unknown]
    if every == "two-year":
        return [*(f"{year - 1}/{year}" for year in span if year > span[0]), *unknown]
    of_years = [f"{year}-{part}" for year in span for part in parts[every]]
    return [*of_years, *(f"{year}-unknown" for year in span if str(year) in dates), *unknown]


def _chosen(
    rows: Rows, count: Count | None, asked: Asked, last_of: tuple[str, str] | None
) -> list[Mapping[str, Any]]:
    if count is None:
        return []
    chosen = [
        row
        for row in rows
        if count.plain_rows(row) and all(bucket(row[name]) in wanted for name, wanted in asked.where.items())
    ]
    if last_of:
        same, later = last_of
        newest: dict[Any, Any] = {}
        for row in chosen:
            key = row["jurisdiction"], row[same]
            newest[key] = max(newest.get(key, 0), row[later])
        return [row for row in chosen if row[later] == newest[row["jurisdiction"], row[same]]]
    return chosen


def bucket(value: Any) -> str:
    if value is None or value == "":
        return "unknown"
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


def _buckets(row: Mapping[str, Any], asked: Asked) -> tuple[str, ...]:
    return tuple(bucket(row[name]) for name in asked.by)


def _number(count: Count, rows: Rows) -> Decimal | None:
    if count.adds:
        values = [Decimal(row[count.adds]) for row in rows if row[count.adds] is not None]
        return sum(values, Decimal(0)) if values or not rows else None
    if count.different:
        return Decimal(len({row[count.different] for row in rows}))
    return Decimal(len(rows))


def _answer(
    measure: Measure,
    top_rows: Rows,
    under_rows: Rows,
    period: str,
    is_split: bool,
    entered: Mapping[str, int],
) -> tuple[Decimal | None, Decimal | None, Decimal | None, str]:
    if measure.numerator:
        top = _number(measure.numerator, top_rows)
    else:
        years = period.split("/")
        known = not is_split and all(year in entered for year in years)
        top = Decimal(sum(entered[year] for year in years)) if known else None
    if measure.numerator and measure.numerator.middle:
        named = measure.numerator.middle
        values = [Decimal(row[named]) for row in top_rows if row[named] is not None]
        return (median(values), None, None, "provisional") if values else (None, None, None, "not_available")
    if measure.denominator is None:
        return top, None, None, "provisional" if top is not None else "no_data"
    under = _number(measure.denominator, under_rows)
    if not under or (top is None and measure.entered):
        return None, top, under, "not_available"
    if top is None:
        return None, top, under, "no_data"
    share = (Decimal(measure.times) * top / under).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return share, top, under, "provisional"
