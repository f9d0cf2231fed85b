"""Are both on record in one jurisdiction."""

from headstamp.kernel.text import gettext_noop
from headstamp.matching.compare.words import asked, equal
from headstamp.matching.records import Feature, Record

_SAME = gettext_noop("on record in the same jurisdiction")
_OTHER = gettext_noop("on record in another jurisdiction")


def jurisdiction(one: Record, other: Record) -> Feature:
    """Are both on record in the same jurisdiction? Guns cross borders, so it says little."""
    return asked("jurisdiction", one, other, equal, _SAME, _OTHER)
