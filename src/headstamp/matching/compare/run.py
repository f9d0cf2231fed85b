"""Do the numbers follow each other: guns bought as one lot are alike in all but the last digits."""

from headstamp.kernel.text import Message, gettext_noop
from headstamp.marks.agreement import Agreement
from headstamp.marks.numbers import neighbours
from headstamp.marks.pattern import literal
from headstamp.marks.weights import NEIGHBOURS
from headstamp.matching.compare.number import best_pair
from headstamp.matching.records import Feature, Record

_CLOSE = gettext_noop("the numbers follow each other closely, as guns of one delivery do")
_NOT_CLOSE = gettext_noop("the numbers are not of one delivery")


def run(one: Record, other: Record) -> Feature:
    """Do the numbers follow each other closely? Guns of one delivery do, and they are different guns."""
    found = best_pair(one, other)
    if found and found[2].errors and neighbours(literal(found[0]), literal(found[1])):
        return Feature("run", found[0], found[1], Agreement.DIFFER, NEIGHBOURS, Message(_CLOSE))
    return Feature("run", "", "", Agreement.UNKNOWN, 0, Message(_NOT_CLOSE))
