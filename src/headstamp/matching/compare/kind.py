"""Are both of one type."""

from headstamp.kernel.text import gettext_noop
from headstamp.marks import agreement
from headstamp.matching.compare.words import asked
from headstamp.matching.records import Feature, Record

_SAME = gettext_noop("same type")
_OTHER = gettext_noop("other type")


def kind(one: Record, other: Record) -> Feature:
    """May the types be one? A rifle may be an automatic rifle, a firearm anything."""
    return asked("kind", one, other, agreement.kinds, _SAME, _OTHER)
