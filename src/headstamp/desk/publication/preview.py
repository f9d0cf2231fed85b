"""What the next release would hide, in words: for who approves it, with the reason for each hidden count."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from headstamp.desk.publication.reading import COLUMNS, label_of, said
from headstamp.indicators.disclosure.cells import Cell
from headstamp.indicators.disclosure.releases import Revealed
from headstamp.indicators.publishing.control import Controlled
from headstamp.indicators.queries.releases import Prepared, public_measures
from headstamp.kernel.measure import Measure


@dataclass(frozen=True, slots=True)
class SheetTold:
    """A figure of persons of one year: how many cells, which are hidden and why, what would be given away."""

    title: str
    year: str
    cells: int
    small: Sequence[str]
    for_others: Sequence[str]
    revealed: Sequence[str]


@dataclass(frozen=True, slots=True)
class PreviewTold:
    """The release as it would be."""

    years: Sequence[tuple[str, int]]
    figures: int
    tables: int
    smallest: int
    is_rounded: bool
    sheets: Sequence[SheetTold]

    @property
    def hidden(self) -> int:
        return sum(len(each.small) + len(each.for_others) for each in self.sheets)

    @property
    def is_refused(self) -> bool:
        return any(each.revealed for each in self.sheets)


def told(prepared: Prepared, language: str) -> PreviewTold:
    """The preview in the active language."""
    return PreviewTold(
        years=[(name, each.edition) for name, each in sorted(prepared.editions.items())],
        figures=len({sheet.measure for sheet in prepared.sheets}),
        tables=len({(sheet.measure, by) for sheet in prepared.sheets for by in sheet.splits}),
        smallest=prepared.control.rule.minimum,
        is_rounded=prepared.control.method == "round",
        sheets=list(_sheets(prepared, language)),
    )


def _sheets(prepared: Prepared, language: str) -> Iterator[SheetTold]:
    known = public_measures()
    for each in prepared.controlled:
        measure = known[each.sheet.measure]
        yield SheetTold(
            title=said(measure.title),
            year=each.sheet.year,
            cells=len(each.sheet.cells),
            small=_names(measure, each, each.small, language),
            for_others=_names(measure, each, each.for_others, language),
            revealed=[
                _revealed(measure, found, language) for found in prepared.revealed.get(each.sheet.key, ())
            ],
        )


def _names(measure: Measure, of: Controlled, cells: frozenset[Cell], language: str) -> list[str]:
    """In the order of the tables."""
    order = {cell: place for place, cell in enumerate(of.version.shown)}
    return [_name(measure, cell, language) for cell in sorted(cells, key=lambda cell: order[cell])]


def _name(measure: Measure, cell: Cell, language: str) -> str:
    if not cell.at:
        return _("All")
    return ", ".join(
        f"{COLUMNS[name]}: {label_of(measure, name, code, language)}" for name, code in sorted(cell.at)
    )


def _revealed(measure: Measure, found: Revealed, language: str) -> str:
    name = _name(measure, found.cell, language)
    if found.is_change:
        return _("%(cell)s: a change of few persons shows") % {"cell": name}
    return _("%(cell)s: a count that an earlier release hides can be worked out") % {"cell": name}
