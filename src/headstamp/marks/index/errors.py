"""Fewest errors between one number and many at once (optimal string alignment over folded signs)."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from headstamp.marks.index.encoding import mask_of
from headstamp.marks.index.timebox import UNBOUNDED, TimeBox
from headstamp.marks.pattern import RUN, Pattern

FAR = 100
Errors = NDArray[np.uint8]
Masks = NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class Rows:
    """Numbers to compare: a row of masks each, their lengths, and where runs stand, if anywhere."""

    masks: Masks
    lengths: NDArray[np.uint8]
    runs: NDArray[np.bool_] | None = None


def errors_to(pattern: Pattern, rows: Rows, most: int, box: TimeBox = UNBOUNDED) -> Errors:
    """Errors between the pattern and each row; FAR where there are more than `most`. Invalid when the box is used up."""
    wanted = [mask_of(position) for position in pattern.positions]
    count, width = rows.masks.shape
    has_runs = pattern.has_run or rows.runs is not None
    band = max(width, len(wanted)) if has_runs else most
    columns = np.ascontiguousarray(rows.masks.T)
    before: dict[int, Errors] = {}
    last = _first_row(rows, min(width, band), count)
    for at, mask in enumerate(wanted, 1):
        box.check()
        row: dict[int, Errors] = {}
        is_run = pattern.positions[at - 1] == RUN
        for place in range(max(0, at - band), min(width, at + band) + 1):
            row[place] = _cell(at, place, mask, wanted, is_run, columns, rows.runs, (before, last, row))
        before, last = last, row
    return _at_ends(last, rows, most)


def _first_row(rows: Rows, width: int, count: int) -> dict[int, Errors]:
    """Nothing of the pattern against the first signs of each row."""
    row = {0: np.zeros(count, dtype=np.uint8)}
    for place in range(1, width + 1):
        cost: Errors | np.uint8 = (
            np.uint8(1) if rows.runs is None else (~rows.runs[:, place - 1]).astype(np.uint8)
        )
        row[place] = row[place - 1] + cost
    return row


def _cell(
    at: int,
    place: int,
    mask: np.uint32,
    wanted: list[np.uint32],
    is_run: bool,
    columns: Masks,
    runs: NDArray[np.bool_] | None,
    table: tuple[dict[int, Errors], dict[int, Errors], dict[int, Errors]],
) -> Errors:
    """Fewest errors between the first `at` positions and the first `place` signs of each row."""
    before, last, row = table
    free = None if runs is None or not place else runs[:, place - 1]
    best: Errors | None = None
    if place in last:
        best = last[place] + _price(is_run, free)
    if place:
        if place - 1 in row:
            best = _least(best, row[place - 1] + _price(is_run, free))
        if place - 1 in last and not is_run:
            differs = ((columns[place - 1] & mask) == 0).astype(np.uint8)
            best = _least(best, last[place - 1] + differs)
        if at > 1 and place > 1 and place - 2 in before:
            crossed = ((columns[place - 2] & mask) != 0) & ((columns[place - 1] & wanted[at - 2]) != 0)
            swapped = before[place - 2] + np.where(crossed, np.uint8(1), np.uint8(FAR))
            best = _least(best, swapped)
    assert best is not None  # the band always reaches a neighbour
    return np.minimum(best, np.uint8(FAR))


def _price(is_run: bool, free: NDArray[np.bool_] | None) -> Errors | np.uint8:
    if is_run:
        return np.uint8(0)
    return np.uint8(1) if free is None else (~free).astype(np.uint8)


def _least(one: Errors | None, other: Errors) -> Errors:
    return other if one is None else np.minimum(one, other)


def _at_ends(last: dict[int, Errors], rows: Rows, most: int) -> Errors:
    """The cell where each row ends."""
    found = np.full(len(rows.lengths), FAR, dtype=np.uint8)
    for place, cell in last.items():
        ends_here = rows.lengths == place
        found[ends_here] = cell[ends_here]
    found[found > most] = FAR
    return found
