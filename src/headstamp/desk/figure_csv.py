"""The figures of a page as CSV: plain numbers, ISO dates, the definition above."""

from collections.abc import Iterator

from headstamp.desk.figure_page import FigurePage
from headstamp.desk.figure_words import said
from headstamp.documents.tables import Column, Table, csv_lines


def figure_lines(page: FigurePage) -> Iterator[bytes]:
    """The lines of the file."""
    columns = ("id", "unit", "period", *page.asked.by, "value", "numerator", "denominator", "status", "as_of")
    measure = page.measure
    table = Table(
        measure.id,
        [Column(name) for name in columns],
        (
            (
                measure.id,
                str(measure.unit),
                line.figure.period,
                *(line.figure.by.get(name, "") for name in page.asked.by),
                line.figure.value,
                line.figure.numerator,
                line.figure.denominator,
                str(line.figure.status),
                line.figure.as_of.isoformat(timespec="seconds") if line.figure.as_of else "",
            )
            for line in page.lines
        ),
        [said(measure.title), said(measure.definition), *map(said, measure.caveats)],
    )
    return csv_lines(table)
