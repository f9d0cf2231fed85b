"""Items at the point where they came up, drawn by how precisely that point is known; a centre of a municipality is none."""

from collections import defaultdict

from django.utils.translation import gettext as _

from headstamp.analysis.hexagons import Spot
from headstamp.analysis.precision import BY_CODE, POINTS
from headstamp.desk.maps.asking import RESTRICTED
from headstamp.desk.maps.layer import Aside, Asking, Layer, Row, Sign
from headstamp.desk.maps.seats import Where, settlement_at
from headstamp.registry.models.place import Precision

MOST = 60_000
"""More different points are not drawn one by one: a browser would choke, and a reader too."""

POINT_CODES = ", ".join(f"'{code}'" for code in BY_CODE)
"""The precisions that have a point, for SQL."""


def points(asking: Asking) -> Layer:
    """Every point with items, by precision."""
    layer = Layer((_("How precisely the place is known"), _("Items"), _("Occurrences")))
    layer.rows, layer.asides = by_precision(asking)
    found = spots(asking, layer)
    if len(found) > MOST:
        why = _("too many different points to draw: choose hexagons, or narrow the filter")
        layer.asides.append(Aside(sum(spot.items for spot in found), why))
        found = []
    order = list(BY_CODE)
    layer.spots = {
        "longitude": [spot.longitude for spot in found],
        "latitude": [spot.latitude for spot in found],
        "precision": [order.index(spot.precision) for spot in found],
        "items": [spot.items for spot in found],
    }
    layer.drawn = sum(spot.items for spot in found)
    layer.legend = [Sign(f"point {each.code}", _(each.drawn_as.msgid)) for each in POINTS]
    return layer


def spots(asking: Asking, layer: Layer) -> list[Spot]:
    """The points of what is asked; what has none is told to the layer. Restricted records are not among them."""
    rows = asking.rows(
        "precision, latitude, longitude, settlement, count(*), count(DISTINCT occurrence_id)",
        "GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4",
        f"NOT ({RESTRICTED}) AND precision IN ({POINT_CODES})",
    )
    found, without = list[Spot](), defaultdict[str, int](int)
    for precision, latitude, longitude, settlement, items, occurrences in rows:
        where = located(precision, latitude, longitude, settlement)
        if where is None:
            without[precision] += items
        else:
            found.append(Spot(where[1], where[0], precision, items, occurrences))
    for precision, items in without.items():
        why = _("a place (“%(precision)s”) without coordinates") % {"precision": name_of(precision)}
        layer.asides.append(Aside(items, why))
    return found


def located(precision: str, latitude: float | None, longitude: float | None, settlement: str) -> Where | None:
    """(longitude, latitude) of a record; a settlement that names no coordinates stands where its list has it."""
    if latitude is not None and longitude is not None:
        return longitude, latitude
    return settlement_at(settlement) if precision == "settlement" else None


def name_of(precision: str) -> str:
    return str(dict(Precision.choices).get(precision, "")) or _("not said")


def by_precision(asking: Asking) -> tuple[list[Row], list[Aside]]:
    """How many items are known how precisely; and those of them that can have no point, each with the reason."""
    counted = asking.rows(
        f"precision, count(*), count(DISTINCT occurrence_id), count(*) FILTER ({RESTRICTED})", "GROUP BY 1"
    )
    known = {row[0]: row[1:] for row in counted}
    rows, asides = list[Row](), list[Aside]()
    for code in (*Precision.values, ""):
        items, occurrences, restricted = known.get(code, (0, 0, 0))
        asks = {"precision": code or "-"}
        if items:
            rows.append(Row(name_of(code), items, occurrences, asks))
        if items and code not in BY_CODE:
            asides.append(Aside(items, _without_point(code), asks))
        elif restricted:
            why = _("restricted: the exact place opens only on the record's page, with a reason")
            asides.append(Aside(restricted, why, {"precision": code, "visibility": "restricted"}))
    return rows, asides


def _without_point(code: str) -> str:
    if code == Precision.MUNICIPALITY:
        return _("known only by municipality")
    if code in (Precision.DIRECTORATE, Precision.JURISDICTION):
        return _("known only by directorate or jurisdiction")
    return _("no place said")
