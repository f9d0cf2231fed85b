"""What to look for in the register beside a record: numbers that may be a number of its gun, and can be likely enough to be shown."""

from math import log2

from headstamp.marks.index.search import Wanted, usual_errors
from headstamp.marks.pattern import literal
from headstamp.marks.weights import RAREST_OWNER, WEIGHTS
from headstamp.matching.records import Record

LEAST = 0.05  # what is less likely than that is not proposed
_LEAST_WEIGHT = int(10 * log2(LEAST / (1 - LEAST))) - 1
_SOUGHT = ("make", "model", "calibre")  # what the index knows of a gun
_OTHERS = ("kind", "year", "date", "jurisdiction")


def wanted_like(record: Record, number: str) -> Wanted:
    """What may be `number`, one of the record's: with errors only where what the record says beside it could still make it likely."""
    pattern = literal(number)
    said = {name: getattr(record, name) for name in _SOUGHT}
    return Wanted(pattern, usual_errors(pattern), **said, least=_LEAST_WEIGHT - _most_of_others(record))


def _most_of_others(record: Record) -> int:
    """What the index does not know of a gun and may speak for it, at most."""
    return sum(WEIGHTS[name].agree for name in _OTHERS if getattr(record, name)) + (
        RAREST_OWNER if record.owner else 0
    )
