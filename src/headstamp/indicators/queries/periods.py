"""Periods of the office: which are frozen, what they hold, what would count if one were frozen now.

That a period is frozen may know who sees figures. The frozen figures themselves are counted over all records of the
jurisdiction, restricted ones among them: only who approves reads them before they are published.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet

from headstamp.accounts.permissions import Permission
from headstamp.indicators.checked import CHECKED
from headstamp.indicators.declared import frozen_measures
from headstamp.indicators.models import Frozen, FrozenFigure, IssuedFile
from headstamp.indicators.period import MONTHS, Every, Period, between
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Invalid, NotAllowed, NotFound
from headstamp.kernel.table import RIGHTS
from headstamp.kernel.text import gettext_noop, say
from headstamp.snapshot.declared import tables
from headstamp.snapshot.queries import View, open_for_office

_IS_CHECKED = f"status IN ({', '.join(repr(word) for word in CHECKED)})"
FREEZABLE = (Every.YEAR, Every.HALF_YEAR, Every.QUARTER, Every.MONTH)


@dataclass(frozen=True, slots=True)
class Standing:
    """A period and its newest edition, None while it is provisional."""

    period: Period
    newest: Frozen | None
    is_over: bool


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What freezing a period would count: records of each table that count, and those that nobody checked.

    `undated` are occurrences that know only their year and so lie in none of its parts."""

    period: Period
    counted: Mapping[str, tuple[int, int]]
    undated: int

    @property
    def left_out(self) -> int:
        return self.counted.get("occurrences", (0, 0))[1]


@dataclass(frozen=True, slots=True)
class Moved:
    """A figure in two editions of a period; None where an edition lacks it."""

    measure: str
    by: Mapping[str, str]
    before: FrozenFigure | None
    after: FrozenFigure | None


def period_named(text: str) -> Period:
    """A year, half-year, quarter or month by its name; Invalid for anything else."""
    try:
        period = Period.parse(text)
    except ValueError:
        period = None
    if period is None or period.every not in FREEZABLE:
        message = gettext_noop("“%(text)s” is no period. Write 2022, 2022-H1, 2022-Q3 or 2022-05.")
        raise Invalid({"period": [say(message, text=text[:20])]})
    return period


def frozen_visible_to(asker: Asker) -> QuerySet[Frozen]:
    """All editions of the asker's office, without their figures; none for who sees no figures."""
    if not (asker.may(Permission.SEE_FIGURES) or asker.may(Permission.APPROVE)):
        return Frozen.objects.none()
    return Frozen.objects.filter(jurisdiction=asker.jurisdiction).order_by("period", "edition")


def standings(asker: Asker, every: Every, today: date) -> list[Standing]:
    """Periods of that length, the newest first: from the first that is frozen, or three years ago, to today's."""
    newest = {each.period: each for each in frozen_visible_to(asker)}
    years = [int(name[:4]) for name in newest] + [today.year - 3]
    return [
        Standing(period, newest.get(period.name), is_over(period, today))
        for period in reversed(between(min(years), today.year, every))
        if period.first and period.first <= today
    ]


def editions(asker: Asker, period: Period) -> list[Frozen]:
    """The editions of a period, the oldest first, with how many figures each has; NotFound for who sees no figures."""
    if not (asker.may(Permission.SEE_FIGURES) or asker.may(Permission.APPROVE)):
        raise NotFound(say(gettext_noop("There is no such period.")))
    found = frozen_visible_to(asker).filter(period=period.name)
    return list(found.annotate(figure_count=Count("figures")))


def edition(asker: Asker, period: Period, number: int = 0) -> Frozen:
    """One edition of a period, the newest if none is named; NotFound if there is none."""
    found = [each for each in editions(asker, period) if number in (0, each.edition)]
    if not found:
        message = gettext_noop("%(period)s is not frozen. Freeze it first.")
        raise NotFound(say(message, period=period.name))
    return found[-1]


def figures_of_edition(asker: Asker, frozen: Frozen, measure: str = "") -> QuerySet[FrozenFigure]:
    """The figures as they were approved; only for who approves."""
    asker.must(Permission.APPROVE)
    if frozen.jurisdiction != asker.jurisdiction:
        raise NotAllowed(say(gettext_noop("These figures are another office's.")))
    found = frozen.figures.order_by("measure", "pk")
    return found.filter(measure=measure) if measure else found


def moved_between(asker: Asker, before: Frozen, after: Frozen) -> list[Moved]:
    """The figures that differ between two editions."""
    sides = [{_key(each): each for each in figures_of_edition(asker, frozen)} for frozen in (before, after)]
    old, new = sides
    keys = dict.fromkeys([*new, *old])
    return [
        Moved(key[0], dict(key[1]), old.get(key), new.get(key))
        for key in keys
        if _content(old.get(key)) != _content(new.get(key))
    ]


def issued_visible_to(asker: Asker) -> QuerySet[IssuedFile]:
    """Files issued in the office's name; only for who approves."""
    if not asker.may(Permission.APPROVE):
        return IssuedFile.objects.none()
    return IssuedFile.objects.filter(jurisdiction=asker.jurisdiction).order_by("-issued_at", "-pk")


def foresee(asker: Asker, period: Period) -> Foreseen:
    """What would count if the period were frozen now, and what nobody has checked. Needs the right to approve."""
    with open_for_office(asker) as view:
        return foreseen_on(view, period)


def foreseen_on(view: View, period: Period) -> Foreseen:
    """The same on an open view."""
    counted = {name: _counted(view, name, column, period) for name, column in tables_counted().items()}
    undated = 0
    if period.every in MONTHS:
        query = "SELECT count(*) FROM occurrences WHERE occurred_on = ?"
        undated = view.sql(query, [period.name[:4]], of=("occurrences",))[0][0]
    return Foreseen(period, counted, undated)


def tables_counted() -> dict[str, str]:
    """The tables that figures count, with the column that puts a row into a period."""
    return {each.table: each.period for each in reversed(frozen_measures())}


def in_period(column: str, period: Period) -> tuple[str, list[Any]]:
    """SQL for the rows whose partial date lies in the period, and its parameters."""
    if period.every is Every.YEAR:
        return f"substr({column}, 1, 4) = ?", [period.name]
    assert period.first
    assert period.last
    months = [
        f"{period.first.year:04}-{month:02}" for month in range(period.first.month, period.last.month + 1)
    ]
    return f"substr({column}, 1, 7) IN ({', '.join('?' * len(months))})", list(months)


def changes_between(before: View, after: View, name: str, period: Period) -> dict[str, int]:
    """How many counted records of the period were added, changed and removed in a table between two views of it."""
    columns = set(before.table(name).columns)
    old, new = (_prints(view, name, period, columns) for view in (before, after))
    return {
        "added": len(new.keys() - old.keys()),
        "changed": sum(1 for key in new.keys() & old.keys() if new[key] != old[key]),
        "removed": len(old.keys() - new.keys()),
    }


def is_over(period: Period, today: date) -> bool:
    return period.last is not None and period.last < today


def _counted(view: View, name: str, column: str, period: Period) -> tuple[int, int]:
    condition, parameters = in_period(column, period)
    has_status = "status" in view.table(name).columns
    checked = _IS_CHECKED if has_status else "true"
    query = f"SELECT count(*) FILTER (WHERE {checked}), count(*) FILTER (WHERE NOT ({checked})) FROM {name} WHERE {condition}"
    row: Iterable[int] = view.sql(query, parameters, of=(name,))[0]
    counts, left_out = row
    return counts, left_out


def _prints(view: View, name: str, period: Period, known: set[str]) -> dict[int, int]:
    """A digest of what each counted row says: its rights, and whether it is checked or locked, say nothing of it."""
    told = [each for each in view.table(name).columns if each in known and each not in (*RIGHTS, "status")]
    condition, parameters = in_period(tables_counted()[name], period)
    if "status" in view.table(name).columns:
        condition += f" AND {_IS_CHECKED}"
    texts = ", ".join(f"{column}::VARCHAR" for column in told)  # engines hold one word in several types
    query = f"SELECT {tables()[name].key}, hash({texts}) FROM {name} WHERE {condition}"
    return dict(view.sql(query, parameters, of=(name,)))


def _key(figure: FrozenFigure) -> tuple[str, tuple[tuple[str, str], ...]]:
    return figure.measure, tuple(sorted(figure.by.items()))


def _content(figure: FrozenFigure | None) -> Any:
    return figure and (figure.value, figure.numerator, figure.denominator, figure.status)
