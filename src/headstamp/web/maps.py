"""What the map's page and its script are told: a layer's rows and marks with the addresses that they lead to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from headstamp.analysis.jurisdictions import BOUNDS, POINTS
from headstamp.analysis.precision import POINTS as PRECISIONS
from headstamp.desk.maps.layer import Aside, Layer, Row
from headstamp.desk.maps.reading import LAYERS, Drawn
from headstamp.desk.maps.seats import seat_of
from headstamp.kernel.asker import Asker
from headstamp.registry.filters import ItemFilter
from headstamp.vocabulary import codes

TITLES: Mapping[str, Promise] = {
    "municipalities": gettext_lazy("Municipalities"),
    "rates": gettext_lazy("By inhabitants"),
    "points": gettext_lazy("Points"),
    "hexagons": gettext_lazy("Hexagons"),
    "flows": gettext_lazy("Flows"),
    "crossings": gettext_lazy("Border crossings"),
}
_AROUND = (-12.0, 30.0, 50.0, 68.0)  # degrees: where names of jurisdictions are written


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the table, or what is not drawn, with the address that shows its records."""

    told: Row | Aside
    address: str


@dataclass(frozen=True, slots=True)
class Tab:
    """A layer to choose."""

    name: str
    title: str
    address: str
    is_here: bool


def lines(told: Iterable[Row | Aside], wanted: ItemFilter) -> list[Line]:
    return [Line(each, _address(wanted, each.asks, getattr(each, "place", None))) for each in told]


def tabs(wanted: ItemFilter, here: str) -> list[Tab]:
    """The layers, each with the filters that stand now."""
    params = wanted.to_params()
    return [
        Tab(name, str(TITLES[name]), f"{reverse('map')}?{urlencode(params | {'layer': name})}", name == here)
        for name in LAYERS
    ]


def features(layer: Layer, wanted: ItemFilter) -> dict[str, Any]:
    """GeoJSON with an address on every mark instead of the parameters that it is made of."""
    listed = []
    for each in layer.features:
        told = dict(each["properties"])
        address = _address(wanted, told.pop("asks", None), told.pop("place", None))
        listed.append({**each, "properties": {**told, "address": address}})
    return {"type": "FeatureCollection", "features": listed}


def setting(asker: Asker, drawn: Drawn, wanted: ItemFilter, layer: str) -> dict[str, Any]:
    """What the script needs before it asks for a layer: names to write, where to look first, words of its buttons."""
    return {
        "layer": layer,
        "asked": wanted.to_params(),
        "bounds": BOUNDS.get(asker.jurisdiction) or _bounds_of_region(),
        "names": _names(asker.language),
        "rings": [each.metres for each in PRECISIONS],
        "place": reverse("map_place"),
        "years": drawn.years,
        "words": {
            "NavigationControl.ZoomIn": _("Zoom in"),
            "NavigationControl.ZoomOut": _("Zoom out"),
            "Popup.Close": _("Close"),
            "Map.Title": _("Map"),
            "ScaleControl.Kilometers": "km",
            "ScaleControl.Meters": "m",
            "CooperativeGesturesHandler.WindowsHelpText": _("Hold Ctrl while you scroll to zoom the map"),
            "CooperativeGesturesHandler.MacHelpText": _("Hold ⌘ while you scroll to zoom the map"),
            "CooperativeGesturesHandler.MobileHelpText": _("Use two fingers to move the map"),
        },
    }


def _address(wanted: ItemFilter, asks: Mapping[str, str] | None, place: Mapping[str, str] | None) -> str:
    if place is not None:
        return f"{reverse('map_place')}?{urlencode(wanted.to_params() | dict(place))}"
    return f"{reverse('items')}?{urlencode(wanted.to_params() | dict(asks))}" if asks is not None else ""


def _bounds_of_region() -> tuple[float, float, float, float]:
    west, south, east, north = zip(*BOUNDS.values(), strict=True)
    return min(west), min(south), max(east), max(north)


def _names(language: str) -> list[list[Any]]:
    """[longitude, latitude, name, kind]: jurisdictions around, and municipalities with a seat."""
    west, south, east, north = _AROUND
    found: list[list[Any]] = [
        [*POINTS[code], codes.label("jurisdictions", code, language), "jurisdiction"]
        for code in codes.codes("jurisdictions")
        if code in POINTS and west < POINTS[code][0] < east and south < POINTS[code][1] < north
    ]
    seats = ((code, seat_of(code)) for code in codes.codes("municipalities"))
    return found + [
        [*where, codes.label("municipalities", code, language), "municipality"]
        for code, where in seats
        if where
    ]
