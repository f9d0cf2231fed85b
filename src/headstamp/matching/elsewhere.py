"""Whom to ask about a number that stands on a record which the asker may not see.

Only where the unit that keeps the record lets it be told, only for a whole number, only within the asker's jurisdiction, and
never of a restricted record. Nothing of the record itself is told, and whoever was told stands in the log at it.
"""

from collections.abc import Iterable

from headstamp.accounts.models import Unit
from headstamp.accounts.permissions import Permission
from headstamp.audit.actions import recording
from headstamp.kernel.asker import Asker
from headstamp.marks.index.search import Wanted
from headstamp.marks.junk import junk
from headstamp.marks.pattern import literal, parse
from headstamp.matching.hits import folded
from headstamp.matching.index import index
from headstamp.registry.models import Item
from headstamp.registry.queries.marks import bearers_told_of

FEWEST_SIGNS = 4
_MOST = 200


def units_to_ask(asker: Asker, number: str) -> list[Unit]:
    """The units that keep a record with this number which the asker may not see, and say that others may learn of it.

    Invalid (`number`) for what cannot be searched.
    """
    parse(number)
    return units_to_ask_of(asker, [number])[number]


def units_to_ask_of(asker: Asker, numbers: Iterable[str]) -> dict[str, list[Unit]]:
    """The same of several numbers, with as many questions as for one."""
    asker.must(Permission.SEE_RECORDS)
    marks = {number: _marks(number) for number in numbers}
    bearers = bearers_told_of(asker, [mark for found in marks.values() for mark in found])
    if bearers:
        with recording(asker) as log:
            for item in {item.pk: item for item in bearers.values()}.values():
                log.consultation("item", item.pk, "tell_record_exists")
    return {
        number: _units(bearers[mark] for mark in found if mark in bearers) for number, found in marks.items()
    }


def _marks(number: str) -> list[int]:
    """Marks of the register with this whole number; none where it is open, short, a placeholder or nobody's."""
    if junk(number):
        return []
    pattern, now = literal(number), index()
    if not pattern.is_sure or pattern.sure_signs < FEWEST_SIGNS or now.is_too_common(folded(pattern)):
        return []
    found: list[int] = now.search(Wanted(pattern, 0)).ids[:_MOST].tolist()
    return found


def _units(items: Iterable[Item]) -> list[Unit]:
    return sorted({item.unit for item in items}, key=lambda unit: (unit.agency.name, unit.name))
