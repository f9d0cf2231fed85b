"""Do both name one owner."""

from headstamp.kernel.text import gettext_noop
from headstamp.marks import agreement
from headstamp.matching.compare.words import asked
from headstamp.matching.records import Feature, Record

_SAME = gettext_noop("same owner")
_OTHER = gettext_noop("other owner")


def owner(one: Record, other: Record) -> Feature:
    """Is the same person named as owner, in any order of names? A body that owns many guns says nothing."""
    return asked("owner", one, other, agreement.owners, _SAME, _OTHER)
