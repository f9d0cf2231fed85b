"""The Roadmap's KPIs for who asks: each with its figures of a year, against the baseline and the target."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from headstamp.accounts.permissions import Permission
from headstamp.desk.figure_page import records_of
from headstamp.desk.figure_words import number_told, said, status_told, title_told, unit_told
from headstamp.desk.frozen_words import approved_told, approvers_of, now_told
from headstamp.indicators.asking import Asked
from headstamp.indicators.declared import measures
from headstamp.indicators.figure import Figure, Status
from headstamp.indicators.kpis import REASONS, How, Kpi, kpis, text_status
from headstamp.indicators.models import Aim, EnteredFigure, Target
from headstamp.indicators.period import ALL, of_year
from headstamp.indicators.queries.entered import standing_figures, standing_targets
from headstamp.indicators.queries.figures import Counting, counting_for
from headstamp.kernel.asker import Asker
from headstamp.kernel.measure import Counted
from headstamp.snapshot.queries import View

Targets = Mapping[tuple[str, str], Target]


@dataclass(frozen=True, slots=True)
class Standing:
    """One figure of a KPI: of the year, of the baseline year, what changed, what it should be.

    `change` is in per cent of the baseline, of a figure in per cent in points; None where one of both is missing, or the
    baseline of which it would be a share is 0.
    """

    id: str
    title: str
    unit: str
    now: Figure | None
    baseline: Figure | None
    target: Target | None
    records: str
    state: str = ""
    """How far the number may be relied on."""
    would_be: str = ""
    """What would be counted now, where the number is frozen and differs."""

    @property
    def number(self) -> str:
        return number_told(self.now) if self.now else ""

    @property
    def at_baseline(self) -> str:
        return number_told(self.baseline) if self.baseline and self.baseline.value is not None else ""

    @property
    def change(self) -> Decimal | None:
        now = self.now.value if self.now else None
        before = self.baseline.value if self.baseline else None
        if now is None or before is None or (not before and not self.is_in_points):
            return None
        changed = now - before if self.is_in_points else (now - before) * 100 / before
        return changed.quantize(Decimal("0.1"))

    @property
    def is_bare(self) -> bool:
        """Nought or no data, with nothing to compare it with."""
        has_none = self.now is None or self.now.value == 0
        return has_none and not (self.at_baseline or self.target or self.would_be)

    @property
    def is_met(self) -> bool | None:
        """Whether the target of the year is reached; None where there is no figure or no target, or nobody said its aim."""
        if self.target is None or not self.target.aim or self.now is None or self.now.value is None:
            return None
        is_more = self.now.value > self.target.value
        return self.now.value == self.target.value or is_more == (self.target.aim == Aim.UP)

    @property
    def to_target(self) -> Decimal | None:
        """How far the figure is from its target, in its own unit; None where one of both is missing."""
        if self.target is None or self.now is None or self.now.value is None:
            return None
        return abs(self.target.value - self.now.value).quantize(Decimal("0.01")).normalize()

    @property
    def is_in_points(self) -> bool:
        return self.now is not None and self.now.unit is Counted.PERCENT


@dataclass(frozen=True, slots=True)
class KpiStanding:
    """One KPI with its figures; `reason` says why there are none, or what is missing from them."""

    kpi: Kpi
    reason: str
    lines: Sequence[Standing]

    @property
    def full(self) -> list[Standing]:
        """The lines that say more than nought or no data."""
        return [line for line in self.lines if not line.is_bare or not self.kpi.is_counted]

    @property
    def noughts(self) -> list[Standing]:
        """Of many things an office has none: they are told in one sentence."""
        return [line for line in self.lines if line.is_bare and line.now is not None and self.kpi.is_counted]

    @property
    def unknown(self) -> list[Standing]:
        """Of what nothing was ever recorded there is no data, which is not nought."""
        return [line for line in self.lines if line.is_bare and line.now is None and self.kpi.is_counted]


@dataclass(frozen=True, slots=True)
class Roadmap:
    """All KPIs for a year; `approved` says of a frozen one, for who reads frozen figures, who approved it and when."""

    year: str
    years: Sequence[str]
    is_working_text: bool
    kpis: Sequence[KpiStanding]
    approved: str = ""


def roadmap(asker: Asker, year: str = "") -> Roadmap:
    """The Roadmap for the year asked for, or the newest with a figure. Needs the right to see figures."""
    targets = standing_targets(asker)
    with counting_for(asker) as count:
        found = {kpi.code: _by_id(count, kpi) for kpi in kpis()}
    periods = {period for of_kpi in found.values() for figures in of_kpi.values() for period in figures}
    known = sorted(periods - {ALL})
    shown = year or max(known, default="")
    of_year = [figures[shown] for each in found.values() for figures in each.values() if shown in figures]
    approved = next((each for each in of_year if each.approved), None)
    told = approved_told(approved, approvers_of([approved])) if approved else ""
    listed = [_kpi(kpi, found[kpi.code], shown, targets) for kpi in kpis()]
    return Roadmap(shown, known, text_status() == "working", listed, told)


def against_targets(view: View, asker: Asker, year: str) -> list[Standing]:
    """The counted figures of the Roadmap that have a target for the year, or where none has, an entered baseline; in its order.

    Counted now, as all of a dashboard, and not as frozen.
    """
    if not asker.may(Permission.SEE_FIGURES):
        return []
    standing, targets = standing_figures(asker), standing_targets(asker)
    count = Counting(view, standing)
    counted = {id: kpi for kpi in kpis() if kpi.is_counted for id in kpi.measures}
    wanted = {id for id, of_year in targets if of_year == year and id in counted}
    wanted = wanted or {row.figure for row in standing if _is_baseline(row, counted)}
    return [
        _line(kpi, id, _of_years(count, id, (kpi.baseline, year)), year, targets)
        for id, kpi in counted.items()
        if id in wanted
    ]


def _is_baseline(row: EnteredFigure, counted: Mapping[str, Kpi]) -> bool:
    return row.figure in counted and row.period == counted[row.figure].baseline


def _by_id(count: Counting, kpi: Kpi) -> dict[str, dict[str, Figure]]:
    """Each figure of the KPI by year, those that have a value; under "all" that the account may not count it."""
    found: dict[str, dict[str, Figure]] = {id: {} for id in (kpi.measures if kpi.is_counted else (kpi.code,))}
    for figure in count.figures(kpi.code, Asked()):
        if _is_told(figure) and (figure.period.isdigit() or figure.value is None):
            found[figure.id][figure.period] = figure
    return found


def _of_years(count: Counting, id: str, years: Iterable[str]) -> dict[str, Figure]:
    """The figures of these years alone, which an engine finds in a fraction of the time of all."""
    asked = (Asked(period=of_year(int(year))) for year in years)
    return {each.period: each for of in asked for each in count.figures(id, of) if _is_told(each)}


def _is_told(figure: Figure) -> bool:
    """It has a value, or the account has no right to one: that is not nothing."""
    return figure.value is not None or figure.status is Status.NOT_PERMITTED


def _kpi(kpi: Kpi, found: Mapping[str, Mapping[str, Figure]], year: str, targets: Targets) -> KpiStanding:
    lines = [_line(kpi, id, figures, year, targets) for id, figures in found.items()]
    is_told = kpi.how is How.COMPUTED or (kpi.how is not How.PARTLY and any(line.now for line in lines))
    return KpiStanding(kpi, "" if is_told else said(REASONS[kpi.how]), lines)


def _line(kpi: Kpi, id: str, figures: Mapping[str, Figure], year: str, targets: Targets) -> Standing:
    measure, now = measures().get(id), figures.get(year) or figures.get(ALL)
    unit = now.unit if now else measure.unit if measure else kpi.unit
    title = title_told(id, measure.title if measure else kpi.without_value(year).title)
    return Standing(
        id,
        title,
        "" if unit is Counted.PERCENT else unit_told(unit),  # the number has its sign
        now,
        figures.get(kpi.baseline),
        targets.get((id, year)),
        records_of(measure, now) if measure and now else "",
        _state(now) if now else "",
        now_told(now) if now else "",
    )


def _state(figure: Figure) -> str:
    """How far the number may be relied on; for none, why there is none."""
    return said(figure.reason) if figure.value is None and figure.reason else status_told(figure.status)
