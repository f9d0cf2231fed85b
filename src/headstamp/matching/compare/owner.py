"""Do both name one owner."""

from dataclasses import replace

from headstamp.kernel.text import gettext_noop
from headstamp.marks import agreement
from headstamp.marks.agreement import Agreement
from headstamp.marks.weights import of_owner
from headstamp.matching.compare.words import asked
from headstamp.matching.records import Feature, Record

_SAME = gettext_noop("same owner")
_OTHER = gettext_noop("other owner")


def owner(one: Record, other: Record) -> Feature:
    """Is the same person named as owner, in any order of names? It says more the fewer records name that owner, where they were
    counted. A body that owns many guns says nothing."""
    found = asked("owner", one, other, agreement.owners, _SAME, _OTHER)
    if found.agreement is not Agreement.AGREE:
        return found
    return replace(found, weight=of_owner(max(one.owner_one_in, other.owner_one_in)))
