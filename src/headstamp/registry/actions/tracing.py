"""What tracing found of an item, as the request desk tells it."""

from dataclasses import asdict, dataclass

from django.utils import timezone

from headstamp.accounts.permissions import Permission
from headstamp.audit.actions import recording
from headstamp.kernel.asker import Asker
from headstamp.registry.actions.finding import known
from headstamp.registry.actions.revising import revise
from headstamp.registry.facts import ESTABLISHED
from headstamp.registry.laws import Problems
from headstamp.registry.laws.values import check_codes, check_date
from headstamp.registry.models import Item, Tracing

_LISTS: dict[str, str | tuple[str, ...]] = {
    "result": "tracing_results",
    "diverted_in": ("jurisdictions", "historical_states"),
    "left_by": "diversions",
}


@dataclass(frozen=True, slots=True)
class TracingFacts:
    """`result` '' : nothing is known and nobody was asked. Where and when only where the result establishes it."""

    result: str = ""
    diverted_in: str = ""
    diverted_on: str = ""
    left_by: str = ""


def note_tracing(asker: Asker, *, uid: str, facts: TracingFacts) -> Item:
    """Note what tracing found of an item: it replaces what stood there before. Nothing is written where nothing changes.

    For who exchanges with partners, of any unit's item that he may know of; what was checked or locked stays so.
    """
    asker.must(Permission.EXCHANGE)
    problems = Problems()
    check_codes(facts, _LISTS, "", problems)
    check_date(facts.diverted_on, "diverted_on", problems)
    problems.must_be_none()
    with recording(asker) as log:
        item = known(asker, Item, uid)
        before = tracing_of(item)
        after = facts if facts.result in ESTABLISHED else TracingFacts(facts.result)
        if after == before:
            return item
        Tracing.objects.filter(item=item).delete()
        if after.result:
            Tracing.objects.create(
                item=item, recorded_at=timezone.now(), recorded_by=asker.id, **asdict(after)
            )
        old, new = asdict(before), asdict(after)
        changes = {name: [old[name], new[name]] for name in old if old[name] != new[name]}
        revise(asker, log, item, "note_tracing", changes)
    return item


def tracing_of(item: Item) -> TracingFacts:
    """What stands in the register now."""
    found = Tracing.objects.filter(item=item).first()
    if found is None:
        return TracingFacts()
    return TracingFacts(found.result, found.diverted_in, found.diverted_on, found.left_by)
