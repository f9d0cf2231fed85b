"""Are both of one maker."""

from headstamp.kernel.text import gettext_noop
from headstamp.marks import agreement
from headstamp.matching.compare.words import asked
from headstamp.matching.records import Feature, Record

_SAME = gettext_noop("same make")
_OTHER = gettext_noop("other make")


def make(one: Record, other: Record) -> Feature:
    """Is the make the same, by any of its names? Zastava, Crvena Zastava and Застава are one."""
    return asked("make", one, other, agreement.makes, _SAME, _OTHER)
