"""Figures for somebody: of a measure or of a KPI, counted on the snapshot as he may see it, with what was entered."""

from collections.abc import Iterable, Sequence

from headstamp.accounts.permissions import Permission
from headstamp.indicators.asking import Asked, View
from headstamp.indicators.counting import figures
from headstamp.indicators.declared import measure_named
from headstamp.indicators.figure import Figure
from headstamp.indicators.kpis import Kpi, is_kpi, kpi_named
from headstamp.indicators.models import EnteredFigure
from headstamp.indicators.period import ALL
from headstamp.indicators.queries.entered import numerators, standing_figures, with_entered
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Invalid
from headstamp.kernel.measure import Measure
from headstamp.kernel.text import Message, gettext_noop, say
from headstamp.snapshot.queries import open_for


def figures_for(asker: Asker, id: str, asked: Asked | None = None) -> list[Figure]:
    """The figures of a measure or of a KPI. Needs the right to see figures; NotFound, Invalid, Unavailable (no snapshot)."""
    asker.must(Permission.SEE_FIGURES)
    standing = standing_figures(asker)
    with open_for(asker) as view:
        return figures_in(view, id, asked or Asked(), standing)


def figures_in(view: View, id: str, asked: Asked, standing: Sequence[EnteredFigure] = ()) -> list[Figure]:
    """The same on a view that is open, for who counts many. `standing` are the entered figures that stand."""
    if is_kpi(id):
        return _of_kpi(view, kpi_named(id), asked, standing)
    return _of_measure(view, measure_named(id), asked, standing)


def _of_measure(
    view: View, measure: Measure, asked: Asked, standing: Sequence[EnteredFigure]
) -> list[Figure]:
    counted = figures(view, measure, asked, numerators(standing))
    return with_entered(measure.id, measure.title, asked, counted, standing)


def _of_kpi(view: View, kpi: Kpi, asked: Asked, standing: Sequence[EnteredFigure]) -> list[Figure]:
    """What its measures count; one that has none shows what was entered, or says why there is nothing.

    Asked for a split, the measures that have it answer.
    """
    if not kpi.is_counted:
        entered = with_entered(kpi.code, Message(kpi.label("en")), asked, [], standing)
        return entered or [kpi.without_value(asked.period.name if asked.period else ALL)]
    measures = _that_split([measure_named(id) for id in kpi.measures], asked)
    return [figure for measure in measures for figure in _of_measure(view, measure, asked, standing)]


def _that_split(measures: Iterable[Measure], asked: Asked) -> list[Measure]:
    listed = list(measures)
    found = [measure for measure in listed if set(asked.by) <= set(measure.by)]
    if not found:
        known = ", ".join(sorted({name for measure in listed for name in measure.by}))
        message = gettext_noop("None of its measures can be split so. Use of: %(known)s.")
        raise Invalid({"by": [say(message, known=known)]})
    return found
