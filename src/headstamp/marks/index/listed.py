"""Numbers that are too open or too long for a row (12?45*), compared whole. They are few."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from headstamp.marks.alignment import align
from headstamp.marks.alphabet import folded
from headstamp.marks.index.closeness import Weights
from headstamp.marks.index.encoding import decode, masks_of
from headstamp.marks.index.errors import FAR, Errors, errors_to
from headstamp.marks.index.errors import Rows as ErrorRows
from headstamp.marks.index.readings import Entry
from headstamp.marks.index.timebox import UNBOUNDED, TimeBox
from headstamp.marks.pattern import Pattern, literal

_MOST = 500  # with so many, those with most errors are left out


@dataclass(frozen=True, slots=True)
class Listed:
    """Entries with their patterns, an entry for each of its readings, as masks to compare."""

    entries: Sequence[Entry]
    patterns: Sequence[Pattern]
    rows: ErrorRows
    sure: Sequence[str]
    """The folded numbers, "" for open ones."""

    @classmethod
    def of(cls, entries: Sequence[Entry]) -> "Listed":
        read = [(entry, reading) for entry in entries for reading in literal(entry.text).readings]
        entries, patterns = [entry for entry, _ in read], [reading for _, reading in read]
        masks, runs = masks_of(patterns)
        lengths = np.array([len(pattern.positions) for pattern in patterns], dtype=np.uint8)
        return cls(
            entries, patterns, ErrorRows(masks, lengths, runs if runs.any() else None), _sure(patterns)
        )

    def holding(self, piece: Sequence[int]) -> "Listed":
        """Those that hold this piece of folded signs, which are signs that somebody read."""
        text = decode(np.array(piece))
        return Listed.of([entry for entry, sure in zip(self.entries, self.sure, strict=True) if text in sure])

    def within(
        self, pattern: Pattern, most: int, box: TimeBox = UNBOUNDED
    ) -> tuple[NDArray[np.int64], Errors, Weights]:
        """Places in the list that are within `most` errors of the pattern, their errors and weights."""
        if not len(self.entries):
            nothing = np.zeros(0, dtype=np.int64)
            return nothing, nothing.astype(np.uint8), nothing.astype(np.int32)
        errors = errors_to(pattern, self.rows, most, box)
        places = np.nonzero(errors < FAR)[0]
        places = places[np.argsort(errors[places], kind="stable")]
        aligned = []
        for place in places[:_MOST]:
            box.check()
            aligned.append(align(pattern, self.patterns[place]))
        # A number of which little was read is near to every other: what agrees has to outweigh the errors.
        kept = [at for at, each in enumerate(aligned) if each.weight > 0]
        weights = np.array([aligned[at].weight for at in kept], dtype=np.int32)
        return places[kept], errors[places[kept]], weights


def _sure(patterns: Sequence[Pattern]) -> list[str]:
    return [folded(pattern.plain) if pattern.plain else "" for pattern in patterns]
