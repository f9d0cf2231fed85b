"""Published sheets as a reader sees them: figures with their words, tables with years as columns, in his language."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from headstamp.desk.wording import amount
from headstamp.indicators.publishing.choosing import nothing
from headstamp.indicators.publishing.sheets import Sheet, State, Value, in_order
from headstamp.indicators.queries.releases import public_measures
from headstamp.kernel.measure import Measure
from headstamp.kernel.text import Message
from headstamp.registry.measures.ways import UNCHECKED
from headstamp.snapshot.declared import tables
from headstamp.vocabulary import codes

COLUMNS: Mapping[str, Promise] = {
    "directorate": gettext_lazy("Directorate"),
    "municipality": gettext_lazy("Municipality"),
    "kind": gettext_lazy("Kind"),
    "context": gettext_lazy("Search context"),
    "place_kind": gettext_lazy("Inland or border"),
    "eu_category": gettext_lazy("EU category"),
    "equipment": gettext_lazy("Piece of equipment"),
    "sex": gettext_lazy("Sex"),
    "age_group": gettext_lazy("Age"),
    "incident_context": gettext_lazy("Context of the incident"),
}
UNITS: Mapping[str, Promise] = {
    "pieces": gettext_lazy("pieces"),
    "rounds": gettext_lazy("rounds"),
    "kg": gettext_lazy("kilograms"),
    "m": gettext_lazy("metres"),
    "l": gettext_lazy("litres"),
    "occurrences": gettext_lazy("occurrences"),
    "incidents": gettext_lazy("incidents"),
    "checks": gettext_lazy("checks"),
    "persons": gettext_lazy("persons"),
    "documents": gettext_lazy("documents"),
    "cases": gettext_lazy("cases"),
    "sites": gettext_lazy("sites"),
    "percent": gettext_lazy("per cent"),
    "ratio": gettext_lazy("ratio"),
}
STATES: Mapping[State, Promise] = {
    State.HIDDEN: gettext_lazy("hidden"),
    State.NO_DATA: gettext_lazy("no data"),
    State.NOT_AVAILABLE: gettext_lazy("not available"),
}


@dataclass(frozen=True, slots=True)
class CellShown:
    """A number as it is written, or the word that stands for it."""

    text: str
    state: State
    value: Value

    @property
    def is_word(self) -> bool:
        return self.state in STATES


@dataclass(frozen=True, slots=True)
class RowShown:
    """A category, or one of each column, with its cell for each year."""

    labels: Sequence[str]
    cells: Sequence[CellShown]


@dataclass(frozen=True, slots=True)
class TableShown:
    """A figure by year, whole or split."""

    key: str
    caption: str
    headings: Sequence[str]
    years: Sequence[str]
    rows: Sequence[RowShown]

    @property
    def has_hidden(self) -> bool:
        return any(cell.state is State.HIDDEN for row in self.rows for cell in row.cells)

    @property
    def has_rounded(self) -> bool:
        return any(cell.state is State.ROUNDED for row in self.rows for cell in row.cells)


@dataclass(frozen=True, slots=True)
class FigureShown:
    """A figure with its definition and all its tables; the first is the whole."""

    id: str
    title: str
    unit: str
    definition: str
    source: str
    caveats: Sequence[str]
    counts_persons: bool
    years: Sequence[str]
    tables: Sequence[TableShown]

    @property
    def whole(self) -> RowShown:
        return self.tables[0].rows[0]

    @property
    def latest(self) -> CellShown:
        return self.whole.cells[-1]

    @property
    def has_hidden(self) -> bool:
        return any(table.has_hidden for table in self.tables)

    def table(self, key: str) -> TableShown | None:
        return next((table for table in self.tables if table.key == key), None)


def figures_shown(sheets: Iterable[Sheet], language: str) -> list[FigureShown]:
    """Every figure of a release, in the order of the catalogue, in the active language."""
    known = public_measures()
    return [_figure(known[name], each, language) for name, each in in_order(sheets).items() if name in known]


def no_data() -> CellShown:
    """The cell of a year that holds nothing of a figure."""
    return _cell(Value(None, State.NO_DATA))


def said(message: Message) -> str:
    """A message of a plain room in the active language."""
    return message.text(_(message.msgid))


def public_caveats(measure: Measure) -> list[Message]:
    """What a reader has to mind; that unchecked records count is true only of figures that are not frozen."""
    return [caveat for caveat in measure.caveats if caveat != UNCHECKED]


def label_of(measure: Measure, column: str, code: str, language: str) -> str:
    """The name of a category."""
    if code == "unknown":
        return _("Unknown")
    lists = {each.name: each.list_name for each in tables()[measure.table].columns}
    return codes.label(lists[column], code, language) if lists.get(column) else code


def _figure(measure: Measure, sheets: Sequence[Sheet], language: str) -> FigureShown:
    splits = dict.fromkeys(by for sheet in sheets for by in sheet.splits)
    return FigureShown(
        id=measure.id,
        title=said(measure.title),
        unit=str(UNITS[measure.unit]),
        definition=said(measure.definition),
        source=said(measure.source),
        caveats=[said(caveat) for caveat in public_caveats(measure)],
        counts_persons=measure.counts_persons,
        years=[sheet.year for sheet in sheets],
        tables=[_table(measure, sheets, by, language) for by in splits],
    )


def _table(measure: Measure, sheets: Sequence[Sheet], by: tuple[str, ...], language: str) -> TableShown:
    places = dict.fromkeys(at for sheet in sheets for split, at in sheet.cells if split == by)
    rows = []
    for at in places:
        labels = [label_of(measure, name, code, language) for name, code in zip(by, at, strict=True)]
        cells = [_cell(_value(sheet, by, at)) for sheet in sheets]
        rows.append(RowShown(labels or [_("All")], cells))
    headings = [str(COLUMNS[name]) for name in by]
    return TableShown(
        "-".join(by) or "year",
        _caption(said(measure.title), headings),
        headings or [_("Year")],
        [sheet.year for sheet in sheets],
        rows,
    )


def _caption(title: str, headings: Sequence[str]) -> str:
    names = [name[:1].lower() + name[1:] if name[1:2].islower() else name for name in headings]
    if not names:
        return _("%(title)s by year") % {"title": title}
    if len(names) == 1:
        return _("%(title)s by %(column)s") % {"title": title, "column": names[0]}
    return _("%(title)s by %(column)s and %(other)s") % {
        "title": title,
        "column": names[0],
        "other": names[1],
    }


def _value(sheet: Sheet, by: tuple[str, ...], at: tuple[str, ...]) -> Value:
    """The cell; where a year has the table but not the category, nothing occurred in it."""
    found = sheet.cells.get((by, at))
    if found is not None:
        return found
    return nothing(sheet.unit) if by in sheet.splits else Value(None, State.NO_DATA)


def _cell(value: Value) -> CellShown:
    if value.state in STATES:
        return CellShown(str(STATES[value.state]), value.state, value)
    written = amount(value.value)
    return CellShown(f"≈ {written}" if value.state is State.ROUNDED else written, value.state, value)
