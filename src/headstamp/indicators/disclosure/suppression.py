"""Hides small counts, and then as few others as an attack shows to be needed, until nothing hidden is known too well.

The loop is: hide what is small; attack; for a cell that is known too well find the cheapest change of the whole table
that the reader could not tell from the truth and that moves this cell far enough, and hide all cells that it moves
(the linear heuristic of Kelly, Golden and Assad, Networks 22, 1992; handbook 4.2.2); attack again. Then each cell
that was hidden for another's sake is shown again if that gives nothing away. The attack proves the result.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import log2

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import block_array, csr_array, eye_array

from headstamp.indicators.disclosure.attacker import Attacker, Version
from headstamp.indicators.disclosure.cells import Cell, Linked, Range, shown_but

_NEAR = 1e-6


@dataclass(frozen=True, slots=True)
class Rule:
    """A count from 1 to below `minimum` is small, and nought too where `hides_nought`; whoever attacks must be left
    with a range of at least `protection` for each hidden cell. With a protection of at least the minimum nobody can
    even tell that a hidden count is small."""

    minimum: int = 5
    protection: int = 5
    hides_nought: bool = False

    def is_small(self, count: int) -> bool:
        return (0 if self.hides_nought else 1) <= count < self.minimum


@dataclass(frozen=True, slots=True)
class Breach:
    """A cell that an attacker knows too well, and what he knows."""

    cell: Cell
    known: Range


@dataclass(frozen=True, slots=True)
class Suppression:
    """What is hidden because it is small, and what for the sake of that."""

    small: frozenset[Cell]
    for_others: frozenset[Cell]

    @property
    def hidden(self) -> frozenset[Cell]:
        return self.small | self.for_others


def suppress(tables: Linked, rule: Rule) -> Suppression:
    """What must be hidden so that no attack on all tables together learns too much."""
    small = frozenset(cell for cell, count in tables.values.items() if rule.is_small(count))
    hidden = small
    while narrow := breaches(tables, hidden, rule, first=True):
        hidden |= _moved_with(tables, hidden, narrow[0].cell, rule)
    return Suppression(small, _needed(tables, small, hidden - small, rule))


def breaches(tables: Linked, hidden: Iterable[Cell], rule: Rule, *, first: bool = False) -> list[Breach]:
    """The hidden cells that can be known too well; all of them, or the `first`."""
    attacker, found = Attacker([Version(tables, shown_but(tables, hidden))]), []
    for cell in sorted(hidden, key=lambda cell: (tables.values[cell], str(cell))):
        known = attacker.ranges([(0, cell)], enough=rule.protection)[0, cell]
        if known.width < rule.protection:
            found.append(Breach(cell, known))
            if first:
                break
    return found


def _needed(tables: Linked, small: frozenset[Cell], others: frozenset[Cell], rule: Rule) -> frozenset[Cell]:
    """`others` without those that can be shown again, the largest first."""
    needed = others
    for cell in sorted(others, key=lambda cell: (-tables.values[cell], str(cell))):
        if not breaches(tables, small | (needed - {cell}), rule, first=True):
            needed -= {cell}
    return needed


def _moved_with(tables: Linked, hidden: frozenset[Cell], target: Cell, rule: Rule) -> frozenset[Cell]:
    """The cells of the cheapest pair of possible tables between which `target` differs by the protection."""
    cells = list(tables.values)
    place = {cell: number for number, cell in enumerate(cells)}
    size = len(cells)
    counts = np.array([tables.values[cell] for cell in cells], dtype=float)
    # Unknowns: how much each cell is more in the one table, less in the other, and the larger of both.
    sums = _sum_matrix(tables, place)
    far = csr_array(([1.0, 1.0], ([0, 0], [place[target], size + place[target]])), shape=(1, 2 * size))
    equal = block_array(
        [[sums, None, None], [None, sums, None], [far[:, :size], far[:, size:], _none(1, size)]]
    )
    one = eye_array(size)
    moves = [[one, None], [-one, None], [None, one], [None, -one]]
    limit = block_array([[*row, -one] for row in moves])
    answer = linprog(
        np.concatenate([np.zeros(2 * size), [_cost(tables, cell, hidden) for cell in cells]]),
        A_ub=csr_array(limit), b_ub=np.zeros(4 * size),
        A_eq=csr_array(equal), b_eq=np.append(np.zeros(2 * sums.shape[0]), rule.protection),
        bounds=[(-count, None) for count in counts] + [(None, count) for count in counts] + [(0, None)] * size,
        method="highs",
    )  # fmt: skip
    moved = answer.x[2 * size :]
    return frozenset(cell for cell in cells if moved[place[cell]] > _NEAR)


def _cost(tables: Linked, cell: Cell, hidden: frozenset[Cell]) -> float:
    """What the reader loses with a cell; nothing if it is hidden already. Totals are worth more than what is in them."""
    if cell in hidden:
        return 0.0
    return (1 + log2(1 + tables.values[cell])) * 8.0 ** -len(cell.at)


def _sum_matrix(tables: Linked, place: dict[Cell, int]) -> csr_array:
    entries = [
        (weight, row, place[cell])
        for row, each in enumerate(tables.sums)
        for weight, cell in [(-1.0, each.whole), *((1.0, part) for part in each.parts)]
    ]
    weights, rows, places = zip(*entries, strict=True) if entries else ((), (), ())
    return csr_array((weights, (rows, places)), shape=(len(tables.sums), len(place)))


def _none(rows: int, columns: int) -> csr_array:
    return csr_array((rows, columns))
