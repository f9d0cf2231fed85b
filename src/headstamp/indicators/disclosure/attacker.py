"""Somebody who has everything that was published, and a linear program.

For each cell that is not shown it asks: what is the least, what is the most that it can be, given all margins, all
linked tables, that no count is negative, and, of releases that followed each other, that as little changed between
them as can have changed? (Handbook, 4.3 "audit"; integrality is used for rounding the bounds only.)
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, floor, inf

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_array

from headstamp.indicators.disclosure.cells import Cell, Linked, Range, Shown

_NEAR = 1e-6


@dataclass(frozen=True, slots=True)
class Version:
    """What one release showed of the cells."""

    sums: Linked
    shown: Shown


Unknown = tuple[int, Cell]
"""A cell of the version with that place, from 0."""


class Attacker:
    """Bounds of what is not shown in any of the versions, oldest first.

    Each solved program gives a whole table that could be true; what such tables showed of other cells is kept, so
    that most cells are known to be safe without a program of their own.
    """

    def __init__(self, versions: Sequence[Version]) -> None:
        self._versions = versions
        self._unknowns = [(number, cell) for number, each in enumerate(versions) for cell in each.sums.values]
        self._place = {unknown: place for place, unknown in enumerate(self._unknowns)}
        steps = [(number, cell) for number, cell in self._unknowns if number and self._before(number, cell)]
        self._steps = {unknown: len(self._unknowns) + 2 * place for place, unknown in enumerate(steps)}
        self._size = len(self._unknowns) + 2 * len(steps)
        self._rows, self._right = self._equations()
        self._bounds = self._limits()
        self._most_change: float | None = None
        self._possible: list[np.ndarray] = []
        if steps:
            self._most_change = self._least_change()

    def ranges(self, wanted: Iterable[Unknown], enough: float = inf) -> dict[Unknown, Range]:
        """What the attacker knows of each; a range may be wider than said once it is as wide as `enough`."""
        return {unknown: self._range(self._column(unknown), enough) for unknown in wanted}

    def changes(self, wanted: Iterable[Unknown], enough: float = inf) -> dict[Unknown, Range]:
        """What the attacker knows of how much each changed since the version before."""
        found = {}
        for unknown in wanted:
            plus = self._steps[unknown]
            found[unknown] = self._range({plus: 1.0, plus + 1: -1.0}, enough)
        return found

    def changeable(self) -> list[Unknown]:
        """The cells that stood in the version before, too."""
        return list(self._steps)

    def _before(self, number: int, cell: Cell) -> bool:
        return (number - 1, cell) in self._place

    def _column(self, unknown: Unknown) -> dict[int, float]:
        return {self._place[unknown]: 1.0}

    def _equations(self) -> tuple[csr_array, np.ndarray]:
        """Sums of each version; and that a cell is what it was, more by a plus, less by a minus."""
        rows: list[dict[int, float]] = []
        for number, version in enumerate(self._versions):
            for each in version.sums.sums:
                parts = {self._place[number, part]: 1.0 for part in each.parts}
                rows.append(parts | {self._place[number, each.whole]: -1.0})
        for (number, cell), plus in self._steps.items():
            now, then = self._place[number, cell], self._place[number - 1, cell]
            rows.append({now: 1.0, then: -1.0, plus: -1.0, plus + 1: 1.0})
        return _sparse(rows, self._size), np.zeros(len(rows))

    def _limits(self) -> list[tuple[float, float]]:
        known = [self._versions[number].shown[cell] for number, cell in self._unknowns]
        return [(each.low, each.high) for each in known] + [(0, inf)] * (self._size - len(known))

    def _least_change(self) -> float:
        cost = np.zeros(self._size)
        cost[len(self._unknowns) :] = 1.0
        return float(cost @ self._solve(cost))

    def _range(self, column: Mapping[int, float], enough: float) -> Range:
        places, weights = list(column), np.array(list(column.values()))
        seen = [float(weights @ table[places]) for table in self._possible]
        # Two tables that could be true lie this far apart; `_LARGE` in one of them does not make them endless.
        if seen and floor(max(seen) + _NEAR) - ceil(min(seen) - _NEAR) >= enough:
            return _whole(min(seen), max(seen))
        cost = np.zeros(self._size)
        cost[places] = weights
        low, high = (weights @ self._solve(sign * cost)[places] for sign in (1, -1))
        return _whole(low, high)

    def _solve(self, cost: np.ndarray) -> np.ndarray:
        """A table that could be true, with the least cost. No most: a large one stands for it."""
        above = self._changes_row() if self._most_change is not None else None
        bounds = [(low, min(high, _LARGE)) for low, high in self._bounds]
        answer = linprog(
            cost,
            A_ub=above,
            b_ub=None if above is None else [self._most_change + _NEAR],  # type: ignore[operator]
            A_eq=self._rows if self._rows.shape[0] else None,
            b_eq=self._right if self._rows.shape[0] else None,
            bounds=bounds,
            method="highs",
        )
        if answer.status != 0:
            raise ValueError(f"what is published contradicts itself: {answer.message}")
        if self._most_change is not None or not self._steps:
            self._possible.append(answer.x)
        return np.asarray(answer.x)

    def _changes_row(self) -> csr_array:
        return _sparse([dict.fromkeys(range(len(self._unknowns), self._size), 1.0)], self._size)


_LARGE = 1e7


def _sparse(rows: Sequence[Mapping[int, float]], size: int) -> csr_array:
    entries = [(weight, row, place) for row, each in enumerate(rows) for place, weight in each.items()]
    weights, row_numbers, places = zip(*entries, strict=True) if entries else ((), (), ())
    return csr_array((weights, (row_numbers, places)), shape=(len(rows), size))


def _whole(low: float, high: float) -> Range:
    """Counts are whole: the bounds move inwards to whole numbers, and as far as that they are exact."""
    least, most = ceil(low - _NEAR), floor(high + _NEAR)
    return Range(least, max(least, most) if high < _LARGE / 2 else inf)
