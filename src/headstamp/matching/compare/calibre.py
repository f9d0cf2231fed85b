"""Are both of one calibre."""

from headstamp.kernel.text import gettext_noop
from headstamp.marks import agreement
from headstamp.matching.compare.words import asked
from headstamp.matching.records import Feature, Record

_SAME = gettext_noop("same calibre")
_OTHER = gettext_noop("other calibre")


def calibre(one: Record, other: Record) -> Feature:
    """Is the calibre the same, by any of its names? A bare 9 mm may be any calibre of 9 mm: that says nothing."""
    return asked("calibre", one, other, agreement.calibres, _SAME, _OTHER)
