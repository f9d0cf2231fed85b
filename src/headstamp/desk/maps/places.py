"""Which occurrences stand at one mark of the map: a point or a hexagon. Restricted ones never do."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass

import h3

from headstamp.analysis.precision import BY_CODE
from headstamp.desk.maps.asking import RESTRICTED, asked_of_snapshot
from headstamp.desk.maps.points import POINT_CODES, located
from headstamp.desk.maps.seats import Where
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import NotFound
from headstamp.kernel.text import gettext_noop, say
from headstamp.registry.filters import ItemFilter
from headstamp.snapshot.queries import open_for

_CELL = re.compile(r"[0-9a-f]{15}")


@dataclass(frozen=True, slots=True)
class Mark:
    """A hexagon (`cell`), or a point with its precision, as an address names it."""

    cell: str = ""
    where: Where = (0.0, 0.0)
    precision: str = ""

    @classmethod
    def from_params(cls, params: Mapping[str, str]) -> "Mark":
        """NotFound for what names no mark of a map."""
        cell = params.get("cell", "")
        if _CELL.fullmatch(cell) and h3.is_valid_cell(cell):
            return cls(cell=cell)
        try:
            where = float(params["longitude"]), float(params["latitude"])
        except (KeyError, ValueError):
            where = (math.nan, math.nan)
        if all(map(math.isfinite, where)) and params.get("at", "") in BY_CODE:
            return cls(where=where, precision=params["at"])
        raise NotFound(say(gettext_noop("There is no such mark on the map.")))

    def holds(self, precision: str, where: Where) -> bool:
        """Whether a record that is known so stands at this mark."""
        if not self.cell:
            return (precision, where) == (self.precision, self.where)
        resolution: int = h3.get_resolution(self.cell)
        fits = BY_CODE[precision].finest >= resolution
        return fits and h3.latlng_to_cell(where[1], where[0], resolution) == self.cell


def occurrences_at(asker: Asker, wanted: ItemFilter, mark: Mark) -> list[int]:
    """Row numbers of the occurrences with an asked item at the mark, the newest first."""
    asked = asked_of_snapshot(asker, wanted).also(f"NOT ({RESTRICTED}) AND precision IN ({POINT_CODES})")
    query = (
        "SELECT DISTINCT occurrence_id, occurred_on, precision, latitude, longitude, settlement FROM items "
        f"WHERE {asked.sql} ORDER BY 2 DESC, 1 DESC"
    )
    with open_for(asker) as view:
        rows = view.sql(query, list(asked.values), of=("items",))
    return [
        number
        for number, _on, precision, latitude, longitude, settlement in rows
        if (where := located(precision, latitude, longitude, settlement)) and mark.holds(precision, where)
    ]
