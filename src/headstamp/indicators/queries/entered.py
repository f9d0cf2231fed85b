"""What was entered by hand, for who may see figures of that jurisdiction, and how it joins what is counted."""

from collections.abc import Iterable
from decimal import Decimal

from django.db.models import Q, QuerySet

from headstamp.accounts.permissions import Permission
from headstamp.indicators.asking import Asked
from headstamp.indicators.figure import Figure, Status
from headstamp.indicators.models import EnteredFigure, Origin, Target
from headstamp.indicators.period import Period, in_order
from headstamp.indicators.reckoning import Entered
from headstamp.kernel.asker import Asker
from headstamp.kernel.measure import Counted
from headstamp.kernel.text import Message


def entered_visible_to(asker: Asker) -> QuerySet[EnteredFigure]:
    """All entered figures of the asker's jurisdiction, superseded ones too; none without the right to see figures."""
    return EnteredFigure.objects.filter(_of(asker)).order_by("figure", "period", "-entered_at")


def targets_visible_to(asker: Asker) -> QuerySet[Target]:
    """All targets of the asker's jurisdiction, superseded ones too."""
    return Target.objects.filter(_of(asker)).order_by("figure", "period", "-entered_at")


def standing_figures(asker: Asker) -> list[EnteredFigure]:
    """The entered figures that stand, media counts among them."""
    return list(entered_visible_to(asker).filter(superseded_at__isnull=True))


def standing_targets(asker: Asker) -> dict[tuple[str, str], Target]:
    """The targets that stand, by figure and year."""
    found = targets_visible_to(asker).filter(superseded_at__isnull=True)
    return {(target.figure, target.period): target for target in found}


def numerators(standing: Iterable[EnteredFigure]) -> Entered:
    """The whole of an id for a period, as measures ask for a numerator that is no count. Media counts are none."""
    known = {(row.figure, row.period): row.value for row in standing if _is_own(row) and not row.by_column}

    def entered(id: str, period: Period) -> Decimal | None:
        return known.get((id, period.name))

    return entered


def with_entered(
    id: str, title: Message, asked: Asked, counted: list[Figure], standing: Iterable[EnteredFigure]
) -> list[Figure]:
    """The counted figures, and what was entered for periods of which the register holds nothing.

    What is counted is never replaced; media counts are never joined to it.
    """
    if asked.where:
        return _sorted(counted)
    found = [
        _figure(row, title) for row in standing if row.figure == id and _is_own(row) and _fits(row, asked)
    ]
    known = {each.period for each in counted if each.value is not None}
    added = [figure for figure in found if figure.period not in known]
    replaced = {figure.period for figure in added}
    kept = [each for each in counted if each.period not in replaced]
    return _sorted([*kept, *added])


def media_counts(id: str, title: Message, standing: Iterable[EnteredFigure]) -> list[Figure]:
    """What media said, to stand beside the office's own."""
    return [_figure(row, title) for row in standing if row.figure == id and row.origin == Origin.MEDIA]


def _sorted(figures: list[Figure]) -> list[Figure]:
    """By time; figures of one period as they come."""
    ordered = in_order(_period(each) for each in figures)
    order = {period.name: place for place, period in enumerate(ordered)}
    return sorted(figures, key=lambda each: order[each.period])


def _is_own(row: EnteredFigure) -> bool:
    return row.origin != Origin.MEDIA


def _fits(row: EnteredFigure, asked: Asked) -> bool:
    period = Period.parse(row.period)
    in_time = period == asked.period if asked.period else period.every is asked.every
    return in_time and ((row.by_column,) if row.by_column else ()) == asked.by


def _figure(row: EnteredFigure, title: Message) -> Figure:
    by = {row.by_column: row.by_bucket} if row.by_column else {}
    value = row.value.normalize() if row.value else Decimal(0)
    return Figure(row.figure, title, Counted(row.unit), row.period, value, Status.ENTERED, row.entered_at, by)


def _period(figure: Figure) -> Period:
    try:
        return Period.parse(figure.period)
    except ValueError:  # a bucket of unknown dates
        return Period(figure.period, Period.parse("2000").every)


def _of(asker: Asker) -> Q:
    if not asker.may(Permission.SEE_FIGURES) or not asker.jurisdiction:
        return Q(pk__in=[])
    return Q(jurisdiction=asker.jurisdiction)
