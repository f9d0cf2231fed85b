"""Were both met on one day."""

from headstamp.kernel.text import gettext_noop
from headstamp.marks import agreement
from headstamp.matching.compare.words import asked
from headstamp.matching.records import Feature, Record

_SAME = gettext_noop("same day")


def date(one: Record, other: Record) -> Feature:
    """Is it one whole day? Other days say nothing, since a gun is met more than once."""
    return asked("date", one, other, agreement.dates, _SAME)
