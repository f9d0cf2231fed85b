"""For whom signals are counted: one counting for each set of records that people may see without a circle.

Whoever sees all units reads the signals over all their records; a member of a unit that keeps records to itself reads
those over these and everybody's; all others read the jurisdiction's. So a signal is shown to nobody who may not see
every record that it counts. The counting asks the snapshot as a member without circles would: the rights are those of
every other page, and restricted records are in no signal.
"""

from collections.abc import Iterator

from django.db.models import Q

from headstamp.accounts.models import Agency
from headstamp.accounts.permissions import Permission
from headstamp.analysis.models import Reach, Watch
from headstamp.kernel.asker import Asker
from headstamp.registry.models import Occurrence
from headstamp.registry.models.columns import Visibility


def reader_of(watch: Watch) -> Asker:
    """An asker who may see exactly the records that the watch counts."""
    rights = {Permission.SEE_RECORDS} | (
        {Permission.SEE_ALL_UNITS} if watch.reach == Reach.ALL_UNITS else set()
    )
    return Asker(
        id="0",
        unit=watch.unit_id or 0,
        jurisdiction=watch.jurisdiction,
        permissions=frozenset(map(str, rights)),
    )


def watch_of(asker: Asker) -> Watch | None:
    """The widest counting whose every record the asker may see; None before the first one, or without the right."""
    if not asker.may(Permission.SEE_RECORDS) or not asker.jurisdiction:
        return None
    readable = Q(reach=Reach.JURISDICTION)
    if asker.may(Permission.SEE_ALL_UNITS):
        readable |= Q(reach=Reach.ALL_UNITS)
    elif asker.unit:
        readable |= Q(reach=Reach.UNIT, unit=asker.unit)
    found = Watch.objects.filter(readable, jurisdiction=asker.jurisdiction, is_current=True)
    return max(found, key=lambda watch: watch.reach != Reach.JURISDICTION, default=None)


def needed() -> Iterator[tuple[str, Reach, int | None]]:
    """Every counting that somebody reads: (jurisdiction, reach, unit). Units that keep nothing to themselves need none."""
    for jurisdiction in sorted(set(Agency.objects.values_list("jurisdiction", flat=True))):
        yield jurisdiction, Reach.JURISDICTION, None
        own = Occurrence.objects.filter(jurisdiction=jurisdiction, visibility=Visibility.UNIT)
        units = sorted(set(own.order_by().values_list("unit", flat=True).distinct()))
        yield from ((jurisdiction, Reach.UNIT, unit) for unit in units)
        if units:
            yield jurisdiction, Reach.ALL_UNITS, None
