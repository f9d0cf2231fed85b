"""Classes of a shaded map and sizes of proportional circles."""

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise

MOST_CLASSES = 5


def breaks(values: Iterable[float], most: int = MOST_CLASSES) -> tuple[float, ...]:
    """The upper ends of at most `most` classes that hold about as many areas each; nought and less belong to none.

    Equal values are never parted, so that there may be fewer classes.
    """
    present = sorted(value for value in values if value > 0)
    if not present:
        return ()
    ends = {present[math.ceil(len(present) * part / most) - 1] for part in range(1, most + 1)}
    return tuple(sorted(ends))


def class_of(value: float, ends: Sequence[float]) -> int:
    """The number of the class, 1 for the lowest; 0 for nought."""
    if value <= 0:
        return 0
    return next((number for number, end in enumerate(ends, 1) if value <= end), len(ends))


def ranges(values: Iterable[float], ends: Sequence[float]) -> list[tuple[float, float]]:
    """(lowest, highest) value that stands in each class, for the legend."""
    present = sorted(value for value in values if value > 0)
    edges = [0.0, *ends]
    return [
        (min(inside), max(inside))
        for low, high in pairwise(edges)
        if (inside := [value for value in present if low < value <= high])
    ]


def radius(value: float, largest: float, widest: float = 26.0, least: float = 4.0) -> float:
    """A circle whose area is proportional to the value, in pixels; never so small that it cannot be pointed at."""
    if value <= 0 or largest <= 0:
        return 0.0
    return round(max(least, widest * math.sqrt(value / largest)), 1)
