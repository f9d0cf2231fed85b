"""The figures of a page as CSV: plain numbers, ISO dates, the definition above."""

from headstamp.audit.actions import recording
from headstamp.desk.figure_page import FigurePage, figure_page
from headstamp.desk.figure_words import said
from headstamp.desk.frozen_words import Names, approvers_of
from headstamp.documents.tables import Cell, Column, Table, csv_lines
from headstamp.indicators.asking import Asked
from headstamp.indicators.figure import Figure
from headstamp.kernel.asker import Asker

_APPROVED = ("edition", "approved_by", "approved_at", "cause", "would_now_be")


def figure_file(asker: Asker, id: str, asked: Asked) -> tuple[bytes, int]:
    """The file of what the figure's page shows the asker, and how many figures it holds. The log notes that it left."""
    page = figure_page(asker, id, asked)
    content = b"".join(csv_lines(_table(page)))
    # The file is made before the log's transaction, as every export.
    with recording(asker) as log:
        log.disclosure("figures", id, "export_figures", values={"rows": len(page.lines)}, recipient="self")
    return content, len(page.lines)


def _table(page: FigurePage) -> Table:
    numbers = ("value", "numerator", "denominator", "status", "as_of")
    columns = ("id", "unit", "period", *page.asked.by, *numbers, *_APPROVED)
    measure = page.measure
    names = approvers_of(line.figure for line in page.lines)
    return Table(
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
                *_approved(line.figure, names),
            )
            for line in page.lines
        ),
        [said(measure.title), said(measure.definition), *map(said, measure.caveats)],
    )


def _approved(figure: Figure, names: Names) -> tuple[Cell, ...]:
    """Who approved a frozen figure, and what would be counted now where it differs."""
    approved = figure.approved
    if approved is None:
        return ("",) * len(_APPROVED)
    when = approved.approved_at.isoformat(timespec="seconds")
    who = names.get(approved.approved_by, approved.approved_by)
    now = approved.now if approved.differs and approved.now is not None else ""
    return approved.edition, who, when, approved.cause, now
