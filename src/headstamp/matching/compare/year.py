"""Were both made in one year."""

from headstamp.kernel.text import gettext_noop
from headstamp.matching.compare.words import asked, equal
from headstamp.matching.records import Feature, Record

_SAME = gettext_noop("same year of manufacture")
_OTHER = gettext_noop("other year of manufacture")


def year(one: Record, other: Record) -> Feature:
    """Is the year of manufacture the same?"""
    return asked("year", one, other, equal, _SAME, _OTHER)
