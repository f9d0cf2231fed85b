"""Flows of items between jurisdictions: origin, dispatch, transit, destination, as far as each item's record says them."""

from collections import defaultdict

from django.utils.translation import gettext as _

from headstamp.analysis.flows import Leg, Route, arc, flows
from headstamp.desk.maps.layer import Aside, Asking, Layer, Row, Sign, feature, items_text

_WIDEST = 12.0


def ways(asking: Asking) -> Layer:
    """Arcs for the legs, and a table of the ways as they were told."""
    layer = Layer(
        (_("Origin"), _("Items"), _("Occurrences"), _("Dispatched from"), _("Transit"), _("Destination"))
    )
    columns = "origin, dispatch, transit, destination"
    rows = asking.rows(
        f"{columns}, count(*), count(DISTINCT occurrence_id)",
        "GROUP BY 1, 2, 3, 4 ORDER BY 5 DESC, 1, 2, 3, 4",
        "(origin <> '' OR dispatch <> '' OR transit <> '' OR destination <> '')",
    )
    told = [(Route(o, d, tuple(t.split(",")) if t else (), to, items), n) for o, d, t, to, items, n in rows]
    found = flows(route for route, _number in told)
    layer.rows = _rows(asking, told)
    largest = max((leg.items for leg in found.legs), default=1)
    layer.features = [_arc(asking, leg, largest) for leg in found.legs]
    layer.drawn = sum(route.items for route, _n in told) - found.one_stop - found.nowhere
    layer.legend = [Sign("flow", _("items that went this way, wider for more; the arrow says where to"))]
    _tell_rest(asking, layer, found.one_stop, found.nowhere)
    return layer


def _rows(asking: Asking, told: list[tuple[Route, int]]) -> list[Row]:
    """One line for each way; it leads to a list where no other way has the same origin, dispatch and destination."""
    alike = defaultdict[tuple[str, str, str], int](int)
    for route, _number in told:
        alike[route.origin, route.dispatch, route.destination] += 1
    rows = []
    for route, occurrences in told:
        asks = {
            "origin": route.origin or "-",
            "dispatch": route.dispatch or "-",
            "destination": route.destination or "-",
        }
        is_alone = alike[route.origin, route.dispatch, route.destination] == 1
        more = (
            _name(asking, route.dispatch),
            ", ".join(_name(asking, stop) for stop in route.transit) or "–",
            _name(asking, route.destination),
        )
        rows.append(
            Row(_name(asking, route.origin), route.items, occurrences, asks if is_alone else None, more)
        )
    return rows


def _name(asking: Asking, code: str) -> str:
    return asking.label("jurisdictions", code) if code else "–"


def _arc(asking: Asking, leg: Leg, largest: int) -> dict[str, object]:
    told = {
        "title": f"{_name(asking, leg.start)} → {_name(asking, leg.end)}",
        "text": items_text(leg.items),
        "width": round(max(1.5, _WIDEST * (leg.items / largest) ** 0.5), 1),
    }
    return feature("LineString", arc(leg.start, leg.end), **told)


def _tell_rest(asking: Asking, layer: Layer, one_stop: int, nowhere: int) -> None:
    silent = asking.rows(
        "count(*)", "", "origin = '' AND dispatch = '' AND transit = '' AND destination = ''"
    )[0][0]
    for items, why in (
        (silent, _("no way said")),
        (one_stop, _("one jurisdiction only, so that there is no way to draw")),
        (nowhere, _("a stop that is no place on a map, such as “unknown”")),
    ):
        if items:
            layer.asides.append(Aside(items, why))
