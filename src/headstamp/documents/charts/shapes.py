"""The shapes of our charts. Each is a plain specification without colours: a theme gives those.

Every number is written beside its mark or in its tooltip as the reader's language has it (`Point.told`), so that no
chart is read by length alone. A missing number is a gap with its words, never a column of height nought.
"""

from collections.abc import Sequence
from typing import Any

from headstamp.documents.charts.point import Point, Spec

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"  # names the version; nothing is fetched
_OPEN = {"condition": {"test": "datum.is_open", "value": 0.55}, "value": 1}
_TOLD: list[dict[str, Any]] = [{"field": "at", "title": " "}, {"field": "told", "title": "="}]
_LINK = {"field": "address"}


def columns(points: Sequence[Point], *, description: str, height: int = 180) -> Spec:
    """A column for each point in the order given; open figures are paler."""
    x = _category("x", points)
    y = {"field": "value", "type": "quantitative", "axis": _count_axis()}
    bar = _layer({"type": "bar", "cornerRadiusEnd": 2}, x=x, y=y, opacity=_OPEN, tooltip=_TOLD, href=_LINK)
    height_or_floor = {"datum": 0, "type": "quantitative"}
    label = {"type": "text", "dy": -7, "baseline": "bottom"}
    return _chart(
        points,
        description,
        height,
        [
            bar,
            _layer(label, x=x, y=y, text={"field": "told"}) | _where("isValid(datum.value)"),
            _layer(label, x=x, y=height_or_floor, text={"field": "told"}) | _where("!isValid(datum.value)"),
        ],
    )


def ranked(points: Sequence[Point], *, description: str) -> Spec:
    """A bar for each point, one below the other in the order given, with its number at the end."""
    y = _category("y", points)
    x = {"field": "value", "type": "quantitative", "axis": None}
    bar = _layer({"type": "bar", "cornerRadiusEnd": 2}, x=x, y=y, opacity=_OPEN, tooltip=_TOLD, href=_LINK)
    label = {"type": "text", "align": "left", "dx": 5}
    told = {"field": "told"}
    return _chart(
        points,
        description,
        {"step": 24},
        [
            bar,
            _layer(label, x=x, y=y, text=told) | _where("isValid(datum.value)"),
            _layer(label, x={"datum": 0, "type": "quantitative"}, y=y, text=told)
            | _where("!isValid(datum.value)"),
        ],
    )


def parts(points: Sequence[Point], *, description: str, height: int = 220) -> Spec:
    """Columns parted by group, groups in the order in which they first come."""
    groups = list(dict.fromkeys(point.group for point in points))
    color = {"field": "group", "type": "nominal", "scale": {"domain": groups}, "sort": groups}
    told = [{"field": "at", "title": " "}, {"field": "group", "title": "·"}, {"field": "told", "title": "="}]
    layer = _layer(
        "bar",
        x=_category("x", points),
        y={"field": "value", "type": "quantitative", "axis": _count_axis()},
        color=color,
        order={"field": "rank", "type": "ordinal"},
        opacity=_OPEN,
        tooltip=told,
        href=_LINK,
    )
    ranks = {group: place for place, group in enumerate(groups)}
    spec = _chart(points, description, height, [layer])
    for row, point in zip(spec["data"]["values"], points, strict=True):
        row["rank"] = ranks[point.group]
    return spec


def usual_range(points: Sequence[Point], *, description: str, height: int = 200) -> Spec:
    """A control chart: counts over time before the band in which they usually lie; signals stand out by shape too."""
    x = _category("x", points, every_label=False)
    y = {"field": "value", "type": "quantitative", "axis": _count_axis()}
    band = _layer(
        {"type": "area", "opacity": 0.16, "interpolate": "step"},
        x=x,
        y={"field": "low", "type": "quantitative", "axis": _count_axis()},
        y2={"field": "high"},
    )
    centre = _layer({"type": "line", "strokeDash": [4, 3], "strokeWidth": 1, "interpolate": "step"}, x=x,
                    y={"field": "centre", "type": "quantitative"})  # fmt: skip
    line = _layer({"type": "line", "strokeWidth": 1.5}, x=x, y=y)
    dot = {"type": "point", "filled": True, "opacity": 1}
    calm = _layer(dot, x=x, y=y, opacity=_OPEN, tooltip=_TOLD, href=_LINK) | _where("!datum.is_signal")
    signal = _layer(
        dot | {"shape": "triangle-up", "size": 110, "style": "signal"}, x=x, y=y, tooltip=_TOLD, href=_LINK
    ) | _where("datum.is_signal")
    has_value = _where("isValid(datum.value)")
    return _chart(points, description, height, [band, centre, line | has_value, calm, signal])


def _chart(
    points: Sequence[Point], description: str, height: int | dict[str, int], layers: list[dict[str, Any]]
) -> Spec:
    return {
        "$schema": SCHEMA,
        "description": description,
        "data": {"values": [point.row() for point in points]},
        "width": "container",
        "height": height,
        "autosize": {"type": "fit-x", "contains": "padding"},  # wide as its place, high as it says
        "layer": layers,
    }


def _layer(mark: str | dict[str, Any], **encoding: Any) -> dict[str, Any]:
    return {"mark": mark, "encoding": encoding}


def _where(test: str) -> dict[str, Any]:
    return {"transform": [{"filter": test}]}


def _category(channel: str, points: Sequence[Point], *, every_label: bool = True) -> dict[str, Any]:
    axis: dict[str, Any] = {"title": None, "labelAngle": 0, "ticks": False}
    if channel == "y":
        axis |= {"domain": False, "labelPadding": 6}
    if not every_label:
        axis["labelOverlap"] = "greedy"
    # The order is said outright: layers that leave rows out would each find another.
    order = list(dict.fromkeys(point.at for point in points))
    return {"field": "at", "type": "ordinal", "sort": order, "scale": {"domain": order}, "axis": axis}


def _count_axis() -> dict[str, Any]:
    return {"title": None, "tickCount": 4, "format": ",~f", "domain": False, "ticks": False}
