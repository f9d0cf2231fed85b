"""Are both of one model."""

from headstamp.kernel.text import gettext_noop
from headstamp.marks import agreement
from headstamp.matching.compare.words import asked
from headstamp.matching.records import Feature, Record

_SAME = gettext_noop("same model")
_OTHER = gettext_noop("other model")


def model(one: Record, other: Record) -> Feature:
    """Is the model the same? A model and its variant, such as M70 and M70B, may be the same: that says nothing."""
    return asked("model", one, other, agreement.models, _SAME, _OTHER)
