"""What words that agree or differ say for one gun, in tenths of a bit: one table for search, comparing and matching.

The weights are a working judgement, as those of signs in `likelihood` are; they stand here only.
"""

from collections.abc import Mapping
from math import log2
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

# Numbers with errors. That most signs agree says little of them, since guns of one delivery agree in most signs too: it counts
# how usual the errors are, and how many guns of the register have numbers near.
WITH_ERRORS = 168
MOST_WITH_ERRORS = 105  # an error alone is never so usual that nobody has to look
AN_ERROR = 68  # what an error costs less than where signs are laid beside each other
USUALLY_APART = 5_660  # where nobody knows: one number in so many is a registered gun
NEAREST, FARTHEST = -125, 75

# Where guns near were counted, a misreading is held against another gun of their series: how often a number is so misread,
# times how far apart the guns are. That make, model, calibre and type agree says nothing more then, for theirs agree too.
WITH_ERRORS_COUNTED = 315
AN_ERROR_COUNTED = 18
READ_RIGHT = -20  # a number written again without an error, as rare as that
OF_A_DELIVERY = frozenset(["make", "model", "calibre", "kind"])


def of_errors(weight: int, errors: int, own: int, *, is_counted: bool = False) -> int:
    """What two numbers say whose alignment weighs so much, with so many errors; `own` is what the lesser would weigh beside itself.

    `is_counted` says that it is known how far apart the guns near are.
    """
    if errors and is_counted:
        return WITH_ERRORS_COUNTED + AN_ERROR_COUNTED * errors - (own - weight)
    usual = WITH_ERRORS + AN_ERROR * errors - (own - weight)
    return min(weight, usual, MOST_WITH_ERRORS) if errors else weight


def of_apart(apart: int) -> int:
    """What it says of a number with errors that registered guns around it are so many numbers apart; 0 is not known."""
    if apart <= 0:
        return 0
    return max(NEAREST, min(FARTHEST, round(10 * log2(apart / USUALLY_APART))))
