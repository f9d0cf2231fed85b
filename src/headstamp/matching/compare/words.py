"""How a question about one word of either record is answered, and with which sentence."""

from collections.abc import Callable

from headstamp.kernel.text import Message, gettext_noop
from headstamp.marks.agreement import Agreement
from headstamp.marks.weights import WEIGHTS
from headstamp.matching.records import Feature, Record

_SILENT = gettext_noop("one of them does not say it")
_OPEN = gettext_noop("it may be the same")


def asked(
    name: str, one: Record, other: Record, ask: Callable[[str, str], Agreement], same: str, differs: str = ""
) -> Feature:
    """The feature `name`, from what the two records say under it."""
    a, b = getattr(one, name), getattr(other, name)
    found = ask(a, b)
    weight = WEIGHTS[name].of(found)
    if found is Agreement.AGREE:
        why = same
    elif found is Agreement.DIFFER:
        why = differs
    else:
        why = _OPEN if a and b else _SILENT
    return Feature(name, a, b, found, weight, Message(why))


def equal(one: str, other: str) -> Agreement:
    """Whether two tokens of one meaning each are equal."""
    if not one or not other:
        return Agreement.UNKNOWN
    return Agreement.AGREE if one.casefold() == other.casefold() else Agreement.DIFFER
