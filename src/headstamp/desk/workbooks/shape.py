"""What a workbook is made of: pages of lines, each line one figure; and the sheets that say where each figure comes from.

The invariant: every number on a page has its row on the sheet "Figures", which names its cell, its measure with the
definition, its numerator and denominator, its state and the list of the records that it counts. Where no list shows
just these records, the sheet "Records" has their addresses one by one.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import BinaryIO

from django.utils.translation import gettext as _

from headstamp.desk.figure_page import records_of
from headstamp.desk.figure_words import period_told, said, status_told, title_told, unit_told
from headstamp.desk.frozen_words import Names, approved_told, changes_since, now_told
from headstamp.desk.workbooks.tabs import tabs
from headstamp.documents.tables import Cell, Column, Link, Table, write_xlsx
from headstamp.indicators.declared import measure_told_by, measures
from headstamp.indicators.figure import Figure


@dataclass(frozen=True, slots=True)
class Line:
    """A figure with the words that stand before it, as many as the page has headings.

    `only` are the buckets that it is narrowed to, `addresses` its records where no list shows just these.
    """

    words: tuple[str, ...]
    figure: Figure
    only: Mapping[str, str] = field(default_factory=dict)
    addresses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """One sheet: `name` stands on its tab, `notes` above its table."""

    name: str
    headings: tuple[str, ...]
    lines: Sequence[Line]
    notes: tuple[str, ...] = ()

    @property
    def columns(self) -> list[Column]:
        words = [Column(heading, 34) for heading in self.headings]
        return [
            *words,
            Column(_("Value"), 14),
            Column(_("Unit"), 14),
            Column(_("State"), 16),
            Column(_("Why"), 40),
        ]

    def cell(self, number: int) -> str:
        """Where the value of a line stands, as a spreadsheet names it."""
        return f"{chr(ord('A') + len(self.headings))}{len(self.notes) + 2 + number}"


def write(
    pages: Iterable[Page],
    stream: BinaryIO,
    notes: Sequence[str],
    site: str = "",
    names: Names = MappingProxyType({}),
) -> int:
    """Write the pages and the sheets that trace their figures; returns how many figures.

    `site` is the address of the office's own pages, for links; without it the addresses are written as text. `names`
    are those who approved frozen figures.
    """
    listed, figures, records = _named(list(pages))
    numbered = [(page, number, line) for page in listed for number, line in enumerate(page.lines)]
    tables = [
        Table(page.name, page.columns, [_row(line) for line in page.lines], page.notes) for page in listed
    ]
    traced = [_trace(page, number, line, site, records, names) for page, number, line in numbered]
    tables.append(Table(figures, _trace_columns(), traced, notes))
    apart = [row for page, number, line in numbered for row in _apart(page, number, line, site)]
    if apart:
        headings = [Column(_("Sheet"), 22), Column(_("Cell"), 8), Column(_("Record"), 70)]
        tables.append(Table(records, headings, apart))
    write_xlsx(stream, tables)
    return len(traced)


def _named(pages: list[Page]) -> tuple[list[Page], str, str]:
    """The pages under names that a spreadsheet takes, and those of the sheets of figures and of records."""
    *names, figures, records = tabs([*(page.name for page in pages), _("Figures"), _("Records")])
    return [replace(page, name=name) for page, name in zip(pages, names, strict=True)], figures, records


def _row(line: Line) -> tuple[Cell, ...]:
    """A figure without a value says so where the number would stand: an empty cell might be read as nought."""
    figure = line.figure
    value: Cell = figure.value if figure.value is not None else status_told(figure.status)
    why = said(figure.reason) if figure.reason else now_told(figure)
    return (*line.words, value, unit_told(figure.unit), status_told(figure.status), why)


def _trace_columns() -> list[Column]:
    headings = (
        (_("Sheet"), 22), (_("Cell"), 8), (_("Name for programs"), 30), (_("Figure"), 34), (_("Definition"), 60), (_("Period"), 12),
        (_("Split by"), 30), (_("Only"), 20), (_("Numerator"), 12), (_("Denominator"), 12), (_("Value"), 12), (_("Unit"), 12),
        (_("State"), 14), (_("As of"), 18), (_("Approved"), 40), (_("Would now be"), 14), (_("Changed since"), 30), (_("Source"), 30),
        (_("Mind"), 60), (_("Records"), 50),
    )  # fmt: skip
    return [Column(heading, width) for heading, width in headings]


def _trace(page: Page, number: int, line: Line, site: str, records: str, names: Names) -> tuple[Cell, ...]:
    figure, measure = line.figure, measures().get(line.figure.id)
    approved, defined = figure.approved, measure_told_by(figure.id)
    return (
        page.name,
        page.cell(number),
        figure.id,
        title_told(figure.id, figure.title),
        said(defined.definition) if defined else "",
        period_told(figure.period),
        _buckets(figure.by),
        _buckets(line.only),
        figure.numerator if measure and measure.denominator else figure.value,
        figure.denominator,
        figure.value,
        unit_told(figure.unit),
        status_told(figure.status),
        figure.as_of,
        approved_told(figure, names),
        approved.now if approved and approved.differs else None,
        changes_since(figure),
        said(defined.source) if defined else "",
        " ".join(said(caveat) for caveat in defined.caveats) if defined else "",
        _records(line, site, records),
    )


def _records(line: Line, site: str, records: str) -> Cell:
    measure = measures().get(line.figure.id)
    address = records_of(measure, line.figure, line.only) if measure else ""
    if address:
        return Link(site + address, site + address)
    return _("One by one on the sheet “%(sheet)s”") % {"sheet": records} if line.addresses else ""


def _apart(page: Page, number: int, line: Line, site: str) -> Iterator[tuple[Cell, ...]]:
    for address in line.addresses:
        yield page.name, page.cell(number), Link(site + address, site + address)


def _buckets(buckets: Mapping[str, str]) -> str:
    return "; ".join(f"{column} = {bucket}" for column, bucket in buckets.items())
