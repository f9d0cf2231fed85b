"""Were both made in one year."""

from headstamp.kernel.text import gettext_noop
from headstamp.marks.agreement import Agreement
from headstamp.matching.compare.words import asked, equal
from headstamp.matching.records import Feature, Record

_SAME = gettext_noop("same year of manufacture")
_OTHER = gettext_noop("other year of manufacture")


def year(one: Record, other: Record) -> Feature:
    """Is the year of manufacture the same?"""
    return asked("year", one, other, _years, _SAME, _OTHER)


def _years(one: str, other: str) -> Agreement:
    """Words for no year, and what is none, say nothing."""
    return equal(one, other) if one.isdecimal() and other.isdecimal() else Agreement.UNKNOWN
