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
WITH_ERRORS = 174
MOST_WITH_ERRORS = 105  # an error alone is never so usual that nobody has to look
AN_ERROR = 68  # what an error costs less than where signs are laid beside each other
USUALLY_APART = 5_660  # where nobody knows: one number in so many is a registered gun
NEAREST_OF_ALL, FARTHEST_OF_ALL = -215, 75

# Where guns near were counted, a misreading is held against another gun of their series: how often a number is so misread,
# against how many guns like it there are. An error costs what it does less so much, since most numbers have none. And what
# equal numbers say does not hang on how long they are, but on how closely guns stand whose series may bear the number again.
WITH_ERRORS_COUNTED = 248
AN_ERROR_COUNTED = 88
READ_RIGHT = -35  # a number written again without an error, as rare as that
EQUAL_COUNTED, MOST_EQUAL_COUNTED = 198, 330
WHOLE = 165  # five digits; fewer stand on many guns

# Of an owner that every second record names, and of one that hardly any does.
COMMONEST_OWNER, RAREST_OWNER = 10, 130


def of_number(weight: int, errors: int, own: int, apart: int = 0) -> int:
    """What two numbers say whose alignment weighs so much, with so many errors; `own` is what the lesser would weigh beside itself.

    `apart` is how many numbers lie from one registered gun to the next around them; 0 is not known.
    """
    if errors and apart:
        return WITH_ERRORS_COUNTED + AN_ERROR_COUNTED * errors - (own - weight)
    if errors:
        return min(weight, WITH_ERRORS + AN_ERROR * errors - (own - weight), MOST_WITH_ERRORS)
    if not apart or own < WHOLE:
        return weight
    return min(EQUAL_COUNTED + round(10 * log2(apart)), MOST_EQUAL_COUNTED) - (own - weight)


def of_near(apart: int, alike: int) -> int:
    """What it says of a number with errors that registered guns around it are so many numbers apart, and that what is said of them
    fits the record so well (tenths of a bit); an `apart` of 0 is not known."""
    if apart <= 0:
        return 0
    return max(NEAREST_OF_ALL, min(FARTHEST_OF_ALL, round(10 * log2(apart / USUALLY_APART)) - alike))


def of_owner(one_in: int) -> int:
    """What it says that two records name one owner, whom one record in so many names; 0 is not known."""
    if one_in <= 0:
        return WEIGHTS["owner"].agree
    return max(COMMONEST_OWNER, min(RAREST_OWNER, round(10 * log2(one_in))))
