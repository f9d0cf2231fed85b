"""Do both stand in one occurrence."""

from headstamp.kernel.text import gettext_noop
from headstamp.marks.agreement import Agreement
from headstamp.matching.compare.words import asked
from headstamp.matching.records import Feature, Record

_SAME = gettext_noop("both are listed in one occurrence")


def occurrence(one: Record, other: Record) -> Feature:
    """Are both listed in one occurrence? Who lists what was found seldom lists one gun twice."""
    return asked("occurrence", one, other, _one, _SAME)


def _one(one: str, other: str) -> Agreement:
    return Agreement.AGREE if one and one == other else Agreement.UNKNOWN
