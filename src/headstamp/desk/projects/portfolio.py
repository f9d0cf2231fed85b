"""The portfolio: projects on a line of time, their budgets by currency, and what they are asked for."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count as CountOf
from django.db.models import QuerySet, Sum

from headstamp.desk.projects.asked import ProjectFilter
from headstamp.kernel.asker import Asker
from headstamp.kernel.values import PartialDate
from headstamp.programme.models import Money, Project
from headstamp.programme.queries import outputs_visible_to, projects_visible_to
from headstamp.registry.queries import Page, page_of

SIZE = 50


@dataclass(frozen=True, slots=True)
class Bar:
    """Where a project lies on the line of time, in hundredths of it; None where its months are not told."""

    start: str
    width: str


@dataclass(frozen=True, slots=True)
class Line:
    """One project of the list."""

    project: Project
    places: Sequence[str]
    money: Sequence[Money]
    goals: Sequence[str]
    kpis: Sequence[str]
    outputs: int
    bar: Bar | None


@dataclass(frozen=True, slots=True)
class Portfolio:
    """A page of projects. `budgets` has the sum of each currency: they are never added to each other."""

    lines: Sequence[Line]
    page: Page[Project]
    total: int
    budgets: Sequence[tuple[str, Decimal]]
    first_year: int
    last_year: int


def portfolio(asker: Asker, wanted: ProjectFilter, cursor: str = "") -> Portfolio:
    """The asker's projects, latest first."""
    found = projects_visible_to(asker).filter(wanted.condition())
    shown = page_of(_with_rows(found), sort="-starts_on", cursor=cursor, size=SIZE)
    first, last = _span(shown.rows)
    counted = _outputs_of(asker, shown.rows)
    sums = (
        Money.objects.filter(project__in=found.order_by().values("pk"), kind="budget")
        .values_list("currency")
        .annotate(amount=Sum("amount"))
        .order_by("currency")
    )
    return Portfolio(
        [_line(each, counted, first, last) for each in shown.rows],
        shown,
        found.count(),
        [(currency, amount) for currency, amount in sums],
        first,
        last,
    )


def _with_rows(projects: QuerySet[Project]) -> QuerySet[Project]:
    return projects.select_related("mechanism").prefetch_related("places", "money", "contributions")


def _outputs_of(asker: Asker, rows: Sequence[Project]) -> dict[int, int]:
    found = outputs_visible_to(asker).filter(project__in=[row.pk for row in rows])
    return dict(found.order_by().values_list("project").annotate(n=CountOf("pk")))


def _line(project: Project, counted: dict[int, int], first: int, last: int) -> Line:
    served = sorted(project.contributions.all(), key=lambda row: row.pk)
    return Line(
        project,
        [row.code for row in sorted(project.places.all(), key=lambda row: row.pk)],
        [row for row in sorted(project.money.all(), key=lambda row: row.pk) if row.kind == "budget"],
        [row.code.removeprefix("goal-") for row in served if row.scale == "goal"],
        [row.code.removeprefix("kpi-") for row in served if row.scale == "kpi"],
        counted.get(project.pk, 0),
        _bar(project, first, last),
    )


def _span(rows: Sequence[Project]) -> tuple[int, int]:
    years = [int(text[:4]) for row in rows for text in (row.starts_on, row.ends_on) if text]
    return min(years, default=0), max(years, default=0)


def _bar(project: Project, first: int, last: int) -> Bar | None:
    if not project.starts_on or not project.ends_on:
        return None
    start, end = (
        _month(text, late) - first * 12
        for text, late in ((project.starts_on, False), (project.ends_on, True))
    )
    months = (last - first + 1) * 12
    return Bar(f"{100 * start / months:.2f}", f"{100 * max(1, end - start) / months:.2f}")


def _month(text: str, late: bool) -> int:
    """Months since the year 0: of the first day, or after the last."""
    day = PartialDate.parse(text).latest if late else PartialDate.parse(text).earliest
    return day.year * 12 + day.month - (0 if late else 1)
