"""What happened after the snapshot's position: rows that somebody may no longer see, found before any refresh.

What is found stays true for as long as the log does not move, so it is remembered for that long.
"""

import threading
from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass, field

import duckdb

from headstamp.audit.queries import last_position
from headstamp.kernel.asker import Asker
from headstamp.kernel.table import Table
from headstamp.snapshot.cache import HELD
from headstamp.snapshot.declared import tables
from headstamp.snapshot.following import Subjects, touched_since
from headstamp.snapshot.manifest import Manifest
from headstamp.snapshot.touching import touching

_REMEMBERED = 256


@dataclass(slots=True)
class Since:
    """What the log says after one position, up to where it ends now."""

    start: int
    end: int
    touched: Subjects = field(default_factory=dict)
    keys: dict[str, list[int]] = field(default_factory=dict)
    hidden: OrderedDict[Hashable, frozenset[int]] = field(default_factory=OrderedDict)

    def of(self, table: Table, asker: Asker | None, cursor: duckdb.DuckDBPyConnection) -> frozenset[int]:
        """Keys of the snapshot's rows that the asker may not know of now (None: that no longer stand)."""
        if not any(self.touched.get(subject) for subject in table.follows):
            return frozenset()
        who = (table.name, asker and (asker.jurisdiction, asker.unit, asker.permissions, asker.circles))
        if who not in self.hidden:
            keys = self._keys(table, cursor)
            self.hidden[who] = frozenset(keys) - table.visible(asker, keys)
            while len(self.hidden) > _REMEMBERED:
                self.hidden.popitem(last=False)
        return self.hidden[who]

    def _keys(self, table: Table, cursor: duckdb.DuckDBPyConnection) -> list[int]:
        if table.name not in self.keys:
            condition, numbers = touching(table, self.touched)
            query = f"SELECT {table.key} FROM {HELD}.{table.name} WHERE {condition}"
            self.keys[table.name] = [key for (key,) in cursor.execute(query, numbers).fetchall()]
        return self.keys[table.name]


_lock = threading.Lock()
_last: dict[str, Since] = {}


def since(manifest: Manifest) -> Since:
    """What was touched after the manifest's position; the log is read on from where this process last read it."""
    end = last_position()
    with _lock:
        known = _last.get(manifest.generation)
    if known and known.start == manifest.position and known.end == end:
        return known
    goes_on = known if known and known.start == manifest.position and known.end < end else None
    touched = touched_since(tables().values(), goes_on.end if goes_on else manifest.position, end)
    if goes_on:
        touched = {
            kind: goes_on.touched.get(kind, set()) | touched.get(kind, set())
            for kind in goes_on.touched.keys() | touched.keys()
        }
    made = Since(manifest.position, end, touched)
    with _lock:
        _last.clear()
        _last[manifest.generation] = made
    return made
