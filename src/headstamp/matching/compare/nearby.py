"""Are registered guns near: a number with an error may be another gun's."""

from headstamp.kernel.text import Message, gettext_noop, say
from headstamp.marks.agreement import Agreement
from headstamp.marks.weights import of_near
from headstamp.matching.compare.number import best_pair
from headstamp.matching.records import Feature, Record

_ALONE = gettext_noop("few registered guns have numbers near, about one in %(apart)d: a misreading is likely")
_CROWDED = gettext_noop(
    "many registered guns have numbers near, about one in %(apart)d: it may be another gun"
)
_SILENT = gettext_noop("the number is not known to have an error, or nobody counted the guns near it")


def nearby(one: Record, other: Record) -> Feature:
    """Where a sign of the number differs: do other registered guns have numbers near, and are they like it? Where every second
    number is such a gun's, one with an error is soon another gun's. Where none is near, a misreading is likely."""
    counted = [(of_near(each.apart, each.alike), each.apart) for each in (one, other) if each.apart]
    found = best_pair(one, other)
    if not counted or found is None or not found[2].errors:
        return Feature("nearby", "", "", Agreement.UNKNOWN, 0, Message(_SILENT))
    weight, apart = max(counted)
    why = say(_ALONE if weight > 0 else _CROWDED, apart=apart)
    return Feature("nearby", _shown(one), _shown(other), Agreement.UNKNOWN, weight, why)


def _shown(record: Record) -> str:
    return str(record.apart) if record.apart else ""
