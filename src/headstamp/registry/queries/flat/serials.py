"""The state of each item's serial number, looked up for a chunk of items: quicker than by the row in SQL."""

import pyarrow as pa
import pyarrow.compute as pc
from django.db.models import Q

from headstamp.registry.models import Mark
from headstamp.registry.queries.flat.parts import parts_of

_AT_MOST_BETWEEN = 4  # numbers for each item, up to which all marks between the first and the last are read


def serial_states(items: pa.Array) -> pa.Array:
    """By the first mark of the kind serial that was noted; '' where there is none."""
    first, last = pc.min(items).as_py(), pc.max(items).as_py()
    if last - first <= _AT_MOST_BETWEEN * len(items):
        conditions = [Q(item__gte=first, item__lte=last)]
    else:
        conditions = [Q(item__in=part) for part in parts_of(items.to_pylist())]
    known: dict[int, str] = {}
    for condition in conditions:
        marks = Mark.objects.filter(condition, kind="serial").order_by("item_id", "pk")
        for item, state in marks.values_list("item_id", "state").iterator():
            known.setdefault(item, state)
    return pa.array([known.get(item, "") for item in items.to_pylist()], pa.string())
