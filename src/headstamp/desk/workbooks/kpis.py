"""The Roadmap's KPIs of a year with their splits, against baseline and target."""

from collections.abc import Iterator
from dataclasses import replace

from django.utils.translation import gettext as _

from headstamp.desk.figure_words import column_told, period_told, said, title_told
from headstamp.desk.workbooks.counting import Counter
from headstamp.desk.workbooks.shape import Line, Page
from headstamp.indicators.declared import measure_named
from headstamp.indicators.figure import Figure
from headstamp.indicators.kpis import Kpi, kpis
from headstamp.indicators.queries.entered import standing_targets
from headstamp.kernel.asker import Asker


def kpi_pages(asker: Asker, counter: Counter) -> list[Page]:
    """All KPIs whole; then each split that they ask for and that can be counted; then the targets."""
    whole = [line for kpi in kpis() for line in _whole(kpi, counter)]
    split = [line for kpi in kpis() if kpi.is_counted for line in _split(kpi, counter)]
    headings = (_("KPI"), _("Figure"), _("Period"))
    return [
        Page(_("KPIs"), headings, whole, (_("Numbers and wording of the KPIs are a working list."),)),
        Page(_("Splits"), (_("KPI"), _("Figure"), _("Split by"), _("Part")), split),
        _targets(asker, counter),
    ]


def _whole(kpi: Kpi, counter: Counter) -> Iterator[Line]:
    for year in dict.fromkeys((kpi.baseline, counter.year)):
        of_year = replace(counter, year=year)
        for id in kpi.measures if kpi.is_counted else (kpi.code,):
            for figure in of_year.figures(id):
                yield Line((kpi.code, _title(figure), period_told(figure.period)), figure)


def _split(kpi: Kpi, counter: Counter) -> Iterator[Line]:
    for id in kpi.measures:
        measure = measure_named(id)
        for column in kpi.columns:
            if column not in measure.by:
                continue
            for line in counter.split(id, column):
                words = (kpi.code, said(measure.title), column_told(measure.table, column), *line.words)
                yield replace(line, words=words)


def _targets(asker: Asker, counter: Counter) -> Page:
    """Targets beside what was counted of the same figure and year."""
    lines = []
    for (id, year), target in standing_targets(asker).items():
        for figure in replace(counter, year=year).figures(id):
            words = (_title(figure), year, f"{target.value.normalize():f}")
            lines.append(Line(words, figure))
    return Page(_("Targets"), (_("Figure"), _("Year"), _("Target")), lines)


def _title(figure: Figure) -> str:
    return title_told(figure.id, figure.title)
