"""Reads one row of a file as a layout says: values by field, the wordings they came from, problems, flags.

Pure and fast: what a cell's text means is remembered, so a wording is parsed once in a file.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from headstamp.intake.layout.cell_reading import cell_readers
from headstamp.intake.layout.layout import ColumnUse, Layout
from headstamp.intake.layout.matching import match_columns
from headstamp.intake.layout.ruling import Ruling, rulings
from headstamp.intake.telling import told_items
from headstamp.intake.values import Cell, Flag, Problem, Value, wording
from headstamp.kernel.target import ToldItem
from headstamp.kernel.text import Message, gettext_noop, say
from headstamp.vocabulary import lookup

KEY_SEPARATOR = "|"
_EMPTY_ROW = say(gettext_noop("The row is empty."))
_HEADING_AGAIN = say(gettext_noop("The row repeats the headings."))
_NO_KEY = Problem("no_key", say(gettext_noop("The columns that tell rows apart are empty.")))
_REASON = gettext_noop("%(reason)s")


@dataclass(frozen=True, slots=True)
class ReadRow:
    """One row as read. `outcome` is 'row', or 'ignored' with `reason`; a row with `problems` cannot be taken.

    `key` tells the row apart within the layout's register, `group` the occurrence it belongs to ('' : its own);
    both are the columns' texts joined by '|'. `values` are plain JSON by field; `said` holds the wording of each
    field that was looked up or changed in parsing; `flags` are (heading, flag) pairs; `told` are the items that a
    text of the row tells.
    """

    row_number: int
    key: str
    group: str
    values: dict[str, Value]
    said: dict[str, str]
    problems: tuple[Problem, ...] = ()
    flags: tuple[tuple[str, Flag], ...] = ()
    outcome: str = "row"
    reason: Message | None = None
    told: tuple[ToldItem, ...] = ()


class RowReader:
    """Reads the rows of one file: give it the layout and the file's headings once, then every row.

    `resolver` finds the code of a wording in a vocabulary list: (list name, wording) -> code or None.
    `sheet` keeps rows of several sheets apart where the layout's key is the row's number.
    Raises Invalid if the file lacks columns or the layout names a list that does not exist.
    """

    def __init__(
        self,
        layout: Layout,
        header: Sequence[str],
        resolver: Callable[[str, str], str | None] = lookup.find,
        sheet: str = "",
    ) -> None:
        self.match = match_columns(header, layout)
        self.match.must_be_complete()
        positions = self.match.positions
        self._columns = [
            (reader.index, reader.to, reader.known, reader)
            for reader in cell_readers(layout, positions, resolver)
        ]
        self._rulings: list[Ruling] = rulings(layout, positions)
        self._joins = [
            ([positions[c] for c in join.columns if c in positions], join.by, join.to)
            for join in layout.joins
        ]
        self._key = [positions[c] for c in layout.key if c in positions] if layout.has_key else []
        self._has_key = layout.has_key
        self._group = [positions[c] for c in layout.group if c in positions]
        self._constants = dict(layout.constants)
        self._width = len(header)
        self._headings = [(index, header[index]) for index in sorted(set(positions.values()))]
        self._row_key = f"{_escaped(sheet)}|" if sheet else ""
        self._telling = layout.telling

    def read(self, row_number: int, cells: Sequence[Cell]) -> ReadRow:
        """The row; never raises for what the cells hold."""
        if len(cells) < self._width:
            cells = [*cells, *[""] * (self._width - len(cells))]
        key = self._joined(cells, self._key) if self._has_key else f"{self._row_key}{row_number}"
        group = self._joined(cells, self._group)
        ruling = self._ruling(cells)
        reason = self._passed_over(cells, ruling)
        if reason:
            return ReadRow(row_number, key, group, {}, {}, outcome="ignored", reason=reason)
        values: dict[str, Value] = dict(self._constants)
        said: dict[str, str] = {}
        problems: list[Problem] = []
        flags: list[tuple[str, Flag]] = []
        overruled = ruling.values if ruling else {}
        for index, to, known, reader in self._columns:
            cell = cells[index]
            if to in overruled:
                # Its meaning comes from a rule of the layout; what it said is kept.
                if text := wording(cell):
                    said[to] = text
                continue
            told = known.get(cell) if type(cell) is str else None
            value, text, more = told or reader.told(cell)
            if value is not None:
                values[to] = value
            if text:
                said[to] = text
            if more:
                values.update(more.also)
                problems.extend(more.problems)
                flags.extend(more.flags)
        if not said and len(values) == len(self._constants) and is_blank(cells):
            return ReadRow(row_number, key, group, {}, {}, outcome="ignored", reason=_EMPTY_ROW)
        self._join(cells, values)
        if ruling:
            ruling.apply(values, problems)
        if not key.strip(KEY_SEPARATOR):
            problems.append(_NO_KEY)
        items = self._told(self._telling, values, flags) if self._telling else ()
        return ReadRow(row_number, key, group, values, said, tuple(problems), tuple(flags), told=items)

    @staticmethod
    def _told(
        use: ColumnUse, values: Mapping[str, Value], flags: list[tuple[str, Flag]]
    ) -> tuple[ToldItem, ...]:
        """The items that the row's text tells, with a flag where they are not all sure."""
        items, is_sure = told_items(str(values.get(use.to, "")))
        if not is_sure:
            flags.append((use.column, Flag.UNSURE_READING))
        return items

    def _passed_over(self, cells: Sequence[Cell], ruling: Ruling | None) -> Message | None:
        """Why nothing is read of the row, where that is plain before a cell is."""
        if self._is_heading(cells):
            return _HEADING_AGAIN
        return say(_REASON, reason=ruling.ignore) if ruling and ruling.ignore else None

    def _join(self, cells: Sequence[Cell], values: dict[str, Value]) -> None:
        for indexes, by, to in self._joins:
            parts = [text for index in indexes if (text := wording(cells[index]))]
            if parts:
                values[to] = by.join(parts)

    def _is_heading(self, cells: Sequence[Cell]) -> bool:
        index, name = self._headings[0]
        return (
            cells[index] == name
            and len(self._headings) > 1
            and all(wording(cells[i]) == n for i, n in self._headings)
        )

    def _joined(self, cells: Sequence[Cell], indexes: list[int]) -> str:
        if len(indexes) == 1:
            return _escaped(wording(cells[indexes[0]]))
        return KEY_SEPARATOR.join([_escaped(wording(cells[index])) for index in indexes])

    def _ruling(self, cells: Sequence[Cell]) -> Ruling | None:
        for ruling in self._rulings:
            if ruling.holds(cells):
                return ruling
        return None


def _escaped(part: str) -> str:
    return part.replace("\\", "\\\\").replace("|", "\\|") if "|" in part or "\\" in part else part


def is_blank(cells: Sequence[Cell]) -> bool:
    """Whether no cell says anything."""
    return not any(wording(cell) for cell in cells)
