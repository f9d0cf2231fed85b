"""Tables of counts as a reader adds them up: cells, dimensions with levels, and the sums between cells.

Two tables of one population are linked where they share a cell: the total, or the margin of a common dimension.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import product
from math import inf


@dataclass(frozen=True, slots=True)
class Cell:
    """One count: of whom, narrowed to a category in none, one or more dimensions."""

    population: str
    at: frozenset[tuple[str, str]] = frozenset()

    def __str__(self) -> str:
        return " ".join([self.population, *(f"{name}={category}" for name, category in sorted(self.at))])


@dataclass(frozen=True, slots=True)
class Dimension:
    """What a table is split by. `above` names the coarser category of a category; categories without add up to the total."""

    name: str
    categories: tuple[str, ...]
    above: Mapping[str, str] = field(default_factory=dict)

    def sums(self) -> dict[str, tuple[str, ...]]:
        """Which categories add up to which; '' is the total."""
        found: dict[str, list[str]] = {}
        for category in dict.fromkeys([*self.categories, *self.above.values()]):
            found.setdefault(self.above.get(category, ""), []).append(category)
        return {whole: tuple(parts) for whole, parts in found.items()}

    def with_all_above(self, category: str) -> list[str]:
        """The category, what lies above it, and the total."""
        chain = [category]
        while chain[-1]:
            chain.append(self.above.get(chain[-1], ""))
        return chain


@dataclass(frozen=True, slots=True)
class Table:
    """Counts of a population by its dimensions: `counts` has the finest cells, those left out are nought."""

    population: str
    dimensions: tuple[Dimension, ...]
    counts: Mapping[tuple[str, ...], int]


@dataclass(frozen=True, slots=True)
class Sum:
    """What every reader knows: the parts add up to the whole."""

    whole: Cell
    parts: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Linked:
    """All cells of tables that are published together, and every sum between them."""

    values: Mapping[Cell, int]
    sums: tuple[Sum, ...]

    def leaves(self) -> frozenset[Cell]:
        """The cells that are no sum of others."""
        return frozenset(self.values) - {each.whole for each in self.sums}


@dataclass(frozen=True, slots=True)
class Range:
    """What is known of a count: it is no less and no more."""

    low: float
    high: float

    @property
    def width(self) -> float:
        return self.high - self.low


NOT_SHOWN = Range(0, inf)
Shown = Mapping[Cell, Range]
"""What is published of each cell: exactly, as a range (rounded), or nothing but that it is a count."""


def linked(tables: Iterable[Table], more: Iterable[Sum] = ()) -> Linked:
    """The cells and sums of all tables together; ValueError where two tables disagree about a common cell.

    `more` are sums between populations: persons killed and persons injured are the victims.
    """
    values: dict[Cell, int] = {}
    sums: dict[Sum, None] = {}
    for table in tables:
        for cell, value in _values(table).items():
            if values.setdefault(cell, value) != value:
                raise ValueError(f"two tables disagree about {cell}: {values[cell]} and {value}")
        sums |= dict.fromkeys(_sums(table))
    return Linked(values, (*sums, *more))


def shown_but(tables: Linked, hidden: Iterable[Cell]) -> dict[Cell, Range]:
    """Every cell shown exactly but those hidden."""
    exact = {cell: Range(value, value) for cell, value in tables.values.items()}
    return exact | dict.fromkeys(hidden, NOT_SHOWN)


def _cell(table: Table, categories: Iterable[str]) -> Cell:
    pairs = zip(table.dimensions, categories, strict=True)
    return Cell(table.population, frozenset((each.name, category) for each, category in pairs if category))


def _values(table: Table) -> dict[Cell, int]:
    all_levels = [[*dict.fromkeys([*each.categories, *each.above.values()]), ""] for each in table.dimensions]
    values = {_cell(table, at): 0 for at in product(*all_levels)}
    for at, count in table.counts.items():
        chains = (each.with_all_above(name) for each, name in zip(table.dimensions, at, strict=True))
        for around in product(*chains):
            values[_cell(table, around)] += count
    return values


def _sums(table: Table) -> Iterable[Sum]:
    levels = [[*dict.fromkeys([*each.categories, *each.above.values()]), ""] for each in table.dimensions]
    for place, dimension in enumerate(table.dimensions):
        before, after = levels[:place], levels[place + 1 :]
        for whole, parts in dimension.sums().items():
            for left, right in product(product(*before), product(*after)):
                at = [_cell(table, (*left, category, *right)) for category in (whole, *parts)]
                yield Sum(at[0], tuple(at[1:]))
