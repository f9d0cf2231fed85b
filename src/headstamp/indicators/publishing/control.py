"""Disclosure control of a release: hides or rounds what counts few persons, and holds it against all earlier releases."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import Any

from headstamp.indicators.disclosure.attacker import Attacker, Version
from headstamp.indicators.disclosure.cells import Cell, Dimension, Linked, Table, linked, shown_but
from headstamp.indicators.disclosure.releases import Revealed, from_plain, revealed_by, to_plain
from headstamp.indicators.disclosure.rounding import round_tables, shown_rounded
from headstamp.indicators.disclosure.suppression import Rule, suppress
from headstamp.indicators.publishing.sheets import Place, Sheet, State, Value


class Method(StrEnum):
    """How small counts of persons are published."""

    HIDE = "hide"
    ROUND = "round"


@dataclass(frozen=True, slots=True)
class Control:
    """The office's rule and method."""

    rule: Rule
    method: Method = Method.HIDE

    def to_plain(self) -> dict[str, Any]:
        return {
            "minimum": self.rule.minimum, "protection": self.rule.protection,
            "hides_nought": self.rule.hides_nought, "method": str(self.method),
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Controlled:
    """A sheet as it may be shown, what an attacker knows of it, and which cells are small or hidden for others' sake."""

    sheet: Sheet
    version: Version
    small: frozenset[Cell] = frozenset()
    for_others: frozenset[Cell] = frozenset()


def control(sheet: Sheet, control: Control) -> Controlled:
    """The sheet of persons with its small counts hidden or rounded."""
    tables = linked_of(sheet)
    if control.method is Method.ROUND:
        rounded = round_tables(tables, control.rule.minimum)
        cells = {place: _rounded(cell, rounded[_cell(sheet, place)]) for place, cell in sheet.cells.items()}
        version = Version(tables, shown_rounded(rounded, control.rule.minimum))
        return Controlled(replace(sheet, cells=cells), version)
    done = suppress(tables, control.rule)
    cells = {
        place: Value(None, State.HIDDEN) if _cell(sheet, place) in done.hidden else cell
        for place, cell in sheet.cells.items()
    }
    version = Version(tables, shown_but(tables, done.hidden))
    return Controlled(replace(sheet, cells=cells), version, done.small, done.for_others)


def linked_of(sheet: Sheet) -> Linked:
    """The sheet's tables as an attacker adds them up. A cell without data counts nothing."""
    return linked(_table(sheet, by) for by in sheet.splits)


def unsafe_cells(done: Controlled, rule: Rule) -> list[Cell]:
    """The proof: cells not shown exactly that a fresh attacker knows within less than the protection."""
    attacker = Attacker([done.version])
    wanted = [(0, cell) for cell, known in done.version.shown.items() if known.width]
    return [cell for (_, cell), known in attacker.ranges(wanted).items() if known.width < rule.protection]


def given_away(
    done: Iterable[Controlled], earlier: Sequence[Mapping[str, Any]], rule: Rule
) -> dict[str, list[Revealed]]:
    """What the sheets would give away beside earlier releases (the `shown` of each, oldest first), by sheet."""
    found = {}
    for each in done:
        key = each.sheet.key
        before = [from_plain(shown[key]) for shown in earlier if key in shown]
        revealed = revealed_by([*before, each.version], rule) if before else []
        if revealed:
            found[key] = revealed
    return found


def shown_plain(done: Iterable[Controlled]) -> dict[str, Any]:
    """What a release keeps for the attacks on later ones: only what it shows."""
    return {each.sheet.key: to_plain(each.version) for each in done}


def _table(sheet: Sheet, by: tuple[str, ...]) -> Table:
    places = [place for place in sheet.cells if place[0] == by]
    dimensions = tuple(
        Dimension(name, tuple(dict.fromkeys(at[number] for _, at in places)))
        for number, name in enumerate(by)
    )
    counts = {at: int(sheet.cells[by, at].value or 0) for _, at in places}
    return Table(sheet.measure, dimensions, counts)


def _cell(sheet: Sheet, place: Place) -> Cell:
    return Cell(sheet.measure, frozenset(zip(*place, strict=True)))


def _rounded(cell: Value, count: int) -> Value:
    return cell if cell.state is State.NO_DATA else Value(Decimal(count), State.ROUNDED)
