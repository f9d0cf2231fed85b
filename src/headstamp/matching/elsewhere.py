"""Whom to ask about a number that stands on a record which the asker may not see.

Only where the unit that keeps the record lets it be told, only for a whole number, only within the asker's jurisdiction, and
never of a restricted record. Nothing of the record itself is told, and whoever was told stands in the log at it.
"""

from headstamp.accounts.models import Unit
from headstamp.accounts.permissions import Permission
from headstamp.audit.actions import recording
from headstamp.kernel.asker import Asker
from headstamp.marks.index.search import Wanted
from headstamp.marks.junk import junk
from headstamp.marks.pattern import parse
from headstamp.matching.hits import folded
from headstamp.matching.index import index
from headstamp.registry.queries.marks import bearers_told_of

FEWEST_SIGNS = 4
_MOST = 200


def units_to_ask(asker: Asker, number: str) -> list[Unit]:
    """The units that keep a record with this number which the asker may not see, and say that others may learn of it."""
    asker.must(Permission.SEE_RECORDS)
    if junk(number):
        return []
    pattern, now = parse(number), index()
    if not pattern.is_sure or pattern.sure_signs < FEWEST_SIGNS or now.is_too_common(folded(pattern)):
        return []
    bearers = bearers_told_of(asker, now.search(Wanted(pattern, 0)).ids[:_MOST].tolist())
    if bearers:
        with recording(asker) as log:
            for item in bearers:
                log.consultation("item", item.pk, "tell_record_exists")
    return sorted({item.unit for item in bearers}, key=lambda unit: (unit.agency.name, unit.name))
