"""What words that agree or differ say for one gun, in tenths of a bit: one table for search, comparing and matching.

The weights are a working judgement, as those of signs in `likelihood` are; they stand here only.
"""

from collections.abc import Mapping
from typing import NamedTuple

from headstamp.marks.agreement import Agreement


class Weight(NamedTuple):
    """What it says if both agree, and if they differ; what is unknown says nothing."""

    agree: int
    differ: int

    def of(self, found: Agreement) -> int:
        return {Agreement.AGREE: self.agree, Agreement.DIFFER: self.differ, Agreement.UNKNOWN: 0}[found]


WEIGHTS: Mapping[str, Weight] = {
    "make": Weight(30, -60),
    "model": Weight(30, -30),
    "calibre": Weight(20, -45),
    "kind": Weight(8, -45),
    "year": Weight(30, -45),
    "owner": Weight(60, -10),
    "date": Weight(15, 0),
    "jurisdiction": Weight(5, -5),
    "occurrence": Weight(-60, 0),  # who writes one list seldom lists one gun twice
}
PRIOR = -170  # of two records taken at random one pair in 130,000 is one gun
NEIGHBOURS = -80  # numbers that follow each other, as guns of one delivery do
