"""Items in hexagons whose size follows the zoom, from points that are known precisely enough for that size."""

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from headstamp.analysis import shading
from headstamp.analysis.hexagons import Hexagon, Hexagons, edge_of, hexagons, resolution_for
from headstamp.desk.maps.layer import Aside, Asking, Layer, Row, Sign, feature, items_text
from headstamp.desk.maps.points import by_precision, name_of, spots
from headstamp.desk.maps.seats import seat_of
from headstamp.desk.wording import rounded
from headstamp.vocabulary import codes

MOST_ROWS = 50


def hexagonal(asking: Asking) -> Layer:
    """Hexagons of the size that fits the zoom."""
    resolution = resolution_for(asking.zoom)
    layer = Layer((_("Nearest municipality's seat"), _("Items"), _("Occurrences")), resolution=resolution)
    _rows, layer.asides = by_precision(asking)
    found = hexagons(spots(asking, layer), resolution)
    ends = shading.breaks(cell.items for cell in found.cells)
    for cell in found.cells:
        level = shading.class_of(cell.items, ends)
        told = {
            "title": _near(asking, cell),
            "text": items_text(cell.items),
            "level": level,
            "place": {"cell": cell.cell},
        }
        layer.features.append(feature("Polygon", [cell.ring], **told))
    layer.drawn = sum(cell.items for cell in found.cells)
    _tell(asking, layer, found, ends)
    return layer


def _tell(asking: Asking, layer: Layer, found: Hexagons, ends: tuple[float, ...]) -> None:
    layer.rows = [
        Row(_near(asking, cell), cell.items, cell.occurrences, place={"cell": cell.cell})
        for cell in found.cells[:MOST_ROWS]
    ]
    if len(found.cells) > MOST_ROWS:
        told = _("The table shows the %(most)s hexagons with most items of %(number)s.")
        layer.notes.append(
            told % {"most": MOST_ROWS, "number": number_format(len(found.cells), force_grouping=True)}
        )
    for precision, items in found.too_coarse.items():
        why = _("known too coarsely (“%(precision)s”) for hexagons of this size: zoom out")
        layer.asides.append(Aside(items, why % {"precision": name_of(precision)}))
    for number, (low, high) in enumerate(shading.ranges((cell.items for cell in found.cells), ends), 1):
        told = f"{low:.0f}" if low == high else f"{low:.0f} – {high:.0f}"
        layer.legend.append(Sign(f"area level-{number}", f"{_('Items')}: {told}"))
    edge = rounded(edge_of(found.resolution) / 1000, 1)
    layer.notes.append(_("A hexagon's edge is about %(edge)s km at this zoom.") % {"edge": edge})


def _near(asking: Asking, cell: Hexagon) -> str:
    """The municipality whose seat is nearest; it may stand in another."""
    longitude, latitude = cell.ring[0]
    seats = {code: where for code in codes.codes("municipalities") if (where := seat_of(code))}
    if not seats:
        return "–"
    code = min(seats, key=lambda each: _apart(seats[each], longitude, latitude))
    return asking.label("municipalities", code)


def _apart(where: tuple[float, float], longitude: float, latitude: float) -> float:
    """Good enough to compare distances at one latitude."""
    return ((where[0] - longitude) * 0.74) ** 2 + (where[1] - latitude) ** 2
