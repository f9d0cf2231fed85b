"""Whether each item's incident was a suicide, looked up for a chunk of items: suicides are few, a join is by the row."""

import pyarrow as pa
import pyarrow.compute as pc

from headstamp.registry.models import IncidentFacts


def of_suicides(occurrences: pa.Array) -> pa.Array:
    """Yes for items of an incident that is a suicide or an attempt, no for all others."""
    first, last = pc.min(occurrences).as_py(), pc.max(occurrences).as_py()
    found = IncidentFacts.objects.filter(is_suicide=True, occurrence__gte=first, occurrence__lte=last)
    known = pa.array(found.values_list("occurrence_id", flat=True), pa.int64())
    return pc.is_in(occurrences, value_set=known)
