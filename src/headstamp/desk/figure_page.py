"""One figure as its page shows it: definition, numbers by period and split, each with its way to the records."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from urllib.parse import urlencode

from headstamp.desk.figure_words import bucket_told, column_told, number_told, period_told, said, status_told
from headstamp.desk.frozen_words import Names, approved_told, approvers_of, now_told
from headstamp.indicators.asking import Asked
from headstamp.indicators.declared import measure_named
from headstamp.indicators.figure import Figure, Status
from headstamp.indicators.models import EnteredFigure
from headstamp.indicators.queries.entered import media_counts
from headstamp.indicators.queries.figures import counting_for
from headstamp.indicators.way import way_to
from headstamp.kernel.asker import Asker
from headstamp.kernel.measure import Measure


@dataclass(frozen=True, slots=True)
class Line:
    """One figure in words. `records` is the address of the list it counts, '' where no list shows just that.

    `approved` and `now` are said of a frozen figure; its list shows the records as they are today.
    """

    figure: Figure
    period: str
    buckets: tuple[str, ...]
    number: str
    status: str
    reason: str
    records: str
    approved: str = ""
    now: str = ""


@dataclass(frozen=True, slots=True)
class FigurePage:
    """What the page of a measure shows."""

    measure: Measure
    asked: Asked
    headings: tuple[str, ...]
    lines: Sequence[Line]
    media: Sequence[Line]

    @property
    def editions(self) -> list[tuple[str, str]]:
        """The frozen periods among the lines, with who approved them and when."""
        return list({line.period: line.approved for line in self.lines if line.approved}.items())

    @property
    def newest(self) -> Line | None:
        """The newest line that has a value, if the figure is not split."""
        told = [
            line
            for line in self.lines
            if line.figure.value is not None and not line.figure.period.endswith("unknown")
        ]
        return told[-1] if told and not self.asked.by else None


def figure_page(asker: Asker, id: str, asked: Asked) -> FigurePage:
    """The measure's page for the asker. Needs the right to see figures; NotFound, Invalid, Unavailable."""
    measure = measure_named(id)
    with counting_for(asker) as count:
        found = count.figures(id, asked)
    names = approvers_of(found)
    return FigurePage(
        measure,
        asked,
        tuple(column_told(measure.table, name) for name in asked.by),
        [line_of(measure, figure, names) for figure in found],
        _media(measure, asked, count.standing),
    )


def line_of(measure: Measure, figure: Figure, names: Names = MappingProxyType({})) -> Line:
    """A figure in words, with the address of its records."""
    buckets = tuple(bucket_told(measure.table, name, bucket) for name, bucket in figure.by.items())
    return Line(
        figure,
        period_told(figure.period),
        buckets,
        number_told(figure),
        status_told(figure.status),
        said(figure.reason) if figure.reason else "",
        records_of(measure, figure),
        approved_told(figure, names),
        now_told(figure),
    )


def records_of(measure: Measure, figure: Figure, where: Mapping[str, str] | None = None) -> str:
    """The address of the list that shows what the figure counts, only those in the buckets `where`; '' if there is none."""
    params = (
        way_to(measure, figure, where) if figure.status not in (Status.ENTERED, Status.PUBLISHED) else None
    )
    if params is None or measure.way is None:
        return ""
    return f"/{measure.way.records}/" + (f"?{urlencode(params)}" if params else "")


def _media(measure: Measure, asked: Asked, standing: Sequence[EnteredFigure]) -> list[Line]:
    """What media counted, to be read beside the office's own."""
    found = media_counts(measure.id, measure.title, standing)
    return [line_of(measure, figure) for figure in found] if not asked.by else []
