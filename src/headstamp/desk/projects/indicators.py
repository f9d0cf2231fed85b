"""Indicators of a project for who asks: baseline, targets, and what was reached, told with evidence or counted from the register.

A bound indicator is counted with the rights of who looks, so two readers may read two numbers; a period without a
number has none, and never nought.
"""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from headstamp.accounts.permissions import Permission
from headstamp.desk.figure_page import records_of
from headstamp.desk.figure_words import bucket_told, column_told, number_told, period_told, said, title_told
from headstamp.desk.wording import amount
from headstamp.indicators.asking import Asked
from headstamp.indicators.declared import measures
from headstamp.indicators.figure import Figure, Status
from headstamp.indicators.period import Period, in_order
from headstamp.indicators.queries.figures import Counting
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Unavailable
from headstamp.kernel.measure import Measure
from headstamp.programme.models import Direction, Indicator, IndicatorPoint, PointKind, Project
from headstamp.programme.queries import indicators_visible_to
from headstamp.snapshot.queries import open_for
from headstamp.vocabulary import codes


@dataclass(frozen=True, slots=True)
class Standing:
    """One period of an indicator. `reached` is None where there is no number; `number` says so in words then.

    `gap` is what is missing to the target, or what is beyond it; None where one of both is missing.
    """

    period: str
    of: str
    target: Decimal | None
    reached: Decimal | None
    number: str
    evidence: str
    records: str
    gap: Decimal | None
    is_behind: bool

    @property
    def is_reached(self) -> bool:
        return self.gap is not None and not self.is_behind


@dataclass(frozen=True, slots=True)
class IndicatorShown:
    """An indicator with its periods; a bound one says by which measure it is counted, and `reason` why it is not."""

    indicator: Indicator
    measure: str
    where: Sequence[str]
    lines: Sequence[Standing]
    reason: str


def indicators_of(asker: Asker, project: Project) -> list[IndicatorShown]:
    """The indicators of a project that the asker may know of."""
    found = (
        indicators_visible_to(asker)
        .filter(project=project)
        .select_related("project")
        .prefetch_related("points")
    )
    listed = list(found.order_by("position", "id"))
    if not any(row.measure for row in listed):
        return [_told(row) for row in listed]
    if not asker.may(Permission.SEE_FIGURES) or not asker.may(Permission.SEE_RECORDS):
        reason = _("It is counted from the register, for who may see figures and records.")
        return [_bound(row, None, reason) if row.measure else _told(row) for row in listed]
    with ExitStack() as stack:
        try:
            view, reason = stack.enter_context(open_for(asker)), ""
        except Unavailable as error:
            view, reason = None, said(error.message)
        return [_bound(row, view, reason) if row.measure else _told(row) for row in listed]


def _told(row: Indicator) -> IndicatorShown:
    points = list(row.points.all())
    keys = {(each.period, each.sex, each.jurisdiction) for each in points}
    by_key = {(each.kind, each.period, each.sex, each.jurisdiction): each for each in points}
    lines = []
    for period, sex, jurisdiction in _ordered(keys):
        target, reached = (by_key.get((kind, period, sex, jurisdiction)) for kind in PointKind.values)
        lines.append(_line(row, period, _part(sex, jurisdiction), target, reached))
    return IndicatorShown(row, "", (), lines, "")


def _line(
    row: Indicator, period: str, of: str, target: IndicatorPoint | None, reached: IndicatorPoint | None
) -> Standing:
    number = amount(reached.value) if reached else _("no data")
    told = (target.value if target else None, reached.value if reached else None)
    evidence = reached.evidence if reached else ""
    return Standing(period_told(period), of, *told, number, evidence, "", *_gap(row, *told))


def _bound(row: Indicator, view: Any, reason: str) -> IndicatorShown:
    measure = measures().get(row.measure)
    if measure is None:
        reason = _("This version does not know the measure “%(id)s”.") % {"id": row.measure}
    targets = {each.period: each for each in row.points.all() if not each.sex and not each.jurisdiction}
    title, where = row.measure, list[str]()
    if measure is not None:
        title, where = title_told(row.measure, measure.title), _conditions(measure, row.where)
    figures = _counted(view, measure, row, targets) if view is not None and measure is not None else {}
    lines = [
        _counted_line(row, measure, period, targets.get(period), figures.get(period), not reason)
        for period in in_time({*targets, *figures})
    ]
    return IndicatorShown(row, title, where, lines, reason)


def _counted(view: Any, measure: Measure, row: Indicator, targets: Iterable[str]) -> dict[str, Figure]:
    """What the measure counts in each period that has a target; in the project's years where none has."""
    wanted = {Period.parse(name) for name in targets}
    years = {text[:4] for text in (row.project.starts_on, row.project.ends_on) if text}
    found = {}
    for every in {period.every for period in wanted} or {Period.parse("2000").every}:
        asked = Asked(every=every, where=row.where)
        for figure in Counting(view).figures(measure.id, asked):
            if figure.status is Status.NOT_PERMITTED:
                return dict.fromkeys(targets, figure)
            in_years = bool(years) and min(years) <= figure.period[:4] <= max(years)
            if figure.period in targets or (not wanted and in_years):
                found[figure.period] = figure
    return found


def _counted_line(
    row: Indicator,
    measure: Measure | None,
    period: str,
    target: IndicatorPoint | None,
    figure: Figure | None,
    is_counted: bool,
) -> Standing:
    told = (target.value if target else None, figure.value if figure else None)
    number = number_told(figure) if figure else _("no data") if is_counted else _("not counted")
    where = {column: ",".join(each) for column, each in row.where.items()}
    records = records_of(measure, figure, where) if measure and figure and figure.value is not None else ""
    return Standing(period_told(period), "", *told, number, "", records, *_gap(row, *told))


def _gap(row: Indicator, target: Decimal | None, reached: Decimal | None) -> tuple[Decimal | None, bool]:
    """How far it is from the target, and whether it is behind it; nobody knows where no direction is stated."""
    if target is None or reached is None or not row.direction:
        return None, False
    more = reached - target if row.direction == Direction.UP else target - reached
    return abs(more), more < 0


def _conditions(measure: Measure, where: Mapping[str, Sequence[str]]) -> list[str]:
    return [
        f"{column_told(measure.table, column)}: "
        + ", ".join(bucket_told(measure.table, column, each) for each in buckets)
        for column, buckets in where.items()
    ]


def in_time(names: Iterable[str]) -> list[str]:
    """Names of periods in order of time."""
    return [period.name for period in in_order({Period.parse(name) for name in names})]


def _ordered(keys: Iterable[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    place = {name: at for at, name in enumerate(in_time({period for period, _sex, _where in keys}))}
    return sorted(keys, key=lambda key: (place[key[0]], key[1:]))


def _part(sex: str, jurisdiction: str) -> str:
    named = (("sexes", sex), ("jurisdictions", jurisdiction))
    return ", ".join(_label(listed, code) for listed, code in named if code)


def _label(listed: str, code: str) -> str:
    return codes.label(listed, code, get_language() or "en")
