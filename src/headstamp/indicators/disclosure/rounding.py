"""Controlled rounding: every count becomes one of its two neighbouring multiples of a base, and all sums still add up.

The other way to publish a table of persons: nothing is missing, nothing is exact. A program over whole numbers finds
the rounding with the least distance (Cox and Ernst, INFOR 20, 1982; handbook 5.4). A count that is a multiple already
may move by one base, because linked tables cannot always be rounded otherwise (Salazar et al., 2004).
"""

from collections.abc import Mapping

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from headstamp.indicators.disclosure.cells import Cell, Linked, Range


def round_tables(tables: Linked, base: int) -> dict[Cell, int]:
    """Each count as a multiple of `base`, less than one base from the truth where that can be; all sums hold.

    ValueError if there is no such rounding within one base.
    """
    cells = list(tables.values)
    place = {cell: number for number, cell in enumerate(cells)}
    counts = np.array([tables.values[cell] for cell in cells])
    floor, rest = counts // base, counts % base
    size = len(cells)
    # For each cell: how many bases above its floor (a multiple may also go down), and a distance no less than how far.
    lowest = np.where((rest == 0) & (floor > 0), -1, 0)
    rows, right = np.zeros((len(tables.sums), 2 * size)), np.zeros(len(tables.sums))
    for row, each in enumerate(tables.sums):
        for weight, cell in [(-1, each.whole), *((1, part) for part in each.parts)]:
            rows[row, place[cell]] += weight
            right[row] -= weight * floor[place[cell]]
    share = rest / base
    distance = np.vstack(
        [np.hstack([np.eye(size), -np.eye(size)]), np.hstack([-np.eye(size), -np.eye(size)])]
    )
    limits = [LinearConstraint(distance, ub=np.concatenate([share, -share]))]
    if len(right):
        limits.append(LinearConstraint(rows, right, right))
    answer = milp(
        np.concatenate([np.zeros(size), np.ones(size)]),
        integrality=np.concatenate([np.ones(size), np.zeros(size)]),
        bounds=Bounds(
            np.concatenate([lowest, np.zeros(size)]), np.concatenate([np.ones(size), np.full(size, 2.0)])
        ),
        constraints=limits,
    )
    if answer.status != 0:
        raise ValueError(f"these tables cannot be rounded to {base} within one base: {answer.message}")
    return {cell: int(base * (floor[place[cell]] + round(answer.x[place[cell]]))) for cell in cells}


def shown_rounded(rounded: Mapping[Cell, int], base: int) -> dict[Cell, Range]:
    """What the reader of rounded tables knows of each cell, who knows the base too."""
    return {cell: Range(max(0, count - base), count + base) for cell, count in rounded.items()}
