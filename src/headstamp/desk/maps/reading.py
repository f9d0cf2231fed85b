"""The map of what somebody asks: one layer, what it counts in all, its period, and the moment that it shows."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from headstamp.desk.maps.asking import (
    RESTRICTED,
    Condition,
    asked_of_snapshot,
    touching,
    within,
    without_period,
)
from headstamp.desk.maps.crossings import crossings
from headstamp.desk.maps.hexagonal import hexagonal
from headstamp.desk.maps.layer import Aside, Asking, Layer
from headstamp.desk.maps.municipalities import municipalities, rates
from headstamp.desk.maps.points import points
from headstamp.desk.maps.ways import ways
from headstamp.kernel.asker import Asker
from headstamp.registry.filters import ItemFilter
from headstamp.snapshot.queries import open_for

LAYERS: dict[str, Callable[[Asking], Layer]] = {
    "municipalities": municipalities,
    "rates": rates,
    "points": points,
    "hexagons": hexagonal,
    "flows": ways,
    "crossings": crossings,
}
START_ZOOM = 7.5


@dataclass(frozen=True, slots=True)
class Drawn:
    """One layer for somebody: `items` in `occurrences` are asked for, `layer.drawn` of the items stand on the map.

    `years` are the first and last year with items whenever, for the slider; `asides` what the period leaves out.
    """

    layer: Layer
    items: int
    occurrences: int
    restricted: int
    years: tuple[int, int] | None
    asides: list[Aside]
    as_of: datetime
    is_stale: bool


def map_for(asker: Asker, wanted: ItemFilter, name: str, zoom: float = START_ZOOM) -> Drawn:
    """The layer of that name (one of LAYERS). Unavailable while there is no snapshot."""
    with open_for(asker) as view:
        asking = Asking(asker, view, asked_of_snapshot(asker, wanted), zoom)
        ever = Asking(asker, view, asked_of_snapshot(asker, without_period(wanted)), zoom)
        items, occurrences, restricted = asking.rows(
            f"count(*), count(DISTINCT occurrence_id), count(*) FILTER ({RESTRICTED})"
        )[0]
        return Drawn(
            layer=LAYERS[name](asking),
            items=items,
            occurrences=occurrences,
            restricted=restricted,
            years=_years(ever),
            asides=_left_out(ever, wanted),
            as_of=view.as_of,
            is_stale=view.is_stale,
        )


def _years(ever: Asking) -> tuple[int, int] | None:
    first, last = ever.rows("min(year), max(year)")[0]
    return (int(first), int(last)) if first is not None else None


def _left_out(ever: Asking, wanted: ItemFilter) -> list[Aside]:
    """Items that may belong to the period but do not say so."""
    start, end = wanted.date_from or wanted.year, wanted.date_to or wanted.year
    if not start and not end:
        return []
    inside = within(within(Condition(), wanted.year, wanted.year), wanted.date_from, wanted.date_to)
    coarse = touching(Condition(), start, end)
    found = ever.rows("count(*)", "", f"{coarse.sql} AND NOT ({inside.sql})", *coarse.values, *inside.values)[
        0
    ][0]
    undated = ever.rows("count(*)", "", "occurred_on = ''")[0][0]
    told = [
        Aside(found, _("only a year or month known, which reaches beyond the period")),
        Aside(undated, _("no date said")),
    ]
    return [aside for aside in told if aside.items]
