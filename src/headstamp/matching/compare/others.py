"""Do other registered guns fit as well: a number that was misread may have been any of theirs."""

from headstamp.kernel.text import Message, gettext_noop
from headstamp.marks.agreement import Agreement
from headstamp.matching.records import Feature, Record

_SHARED = gettext_noop("other registered guns have numbers that may have been misread as this one")
_NONE = gettext_noop("no other registered gun is known to fit")


def others(one: Record, other: Record) -> Feature:
    """Do other registered guns fit as well? What makes them likely takes from what makes this pair likely."""
    weight = -max(one.others, other.others)
    return Feature("others", "", "", Agreement.UNKNOWN, weight, Message(_SHARED if weight else _NONE))
