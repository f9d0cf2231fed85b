"""The look of charts in light and dark, and on paper, which is the light one on white.

Categories keep at least 3 to 1 to the ground and differ in lightness as well as in hue (after Okabe and Ito, 2008).
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

FONT = "Inter Variable, Inter, system-ui, Segoe UI, Liberation Sans, sans-serif"


def _theme(
    text: str, quiet: str, line: str, main: str, signal: str, categories: list[str]
) -> Mapping[str, Any]:
    return MappingProxyType(
        {
            "background": None,
            "font": FONT,
            "view": {"stroke": None},
            "axis": {
                "labelColor": quiet, "titleColor": quiet, "domainColor": line, "tickColor": line, "gridColor": line,
                "labelFontSize": 11, "titleFontSize": 11, "titleFontWeight": 400, "labelLimit": 210,
            },
            "legend": {"labelColor": text, "titleColor": quiet, "labelFontSize": 11, "orient": "bottom", "title": None},
            "text": {"color": text, "fontSize": 11},
            "bar": {"color": main},
            "line": {"color": main, "strokeWidth": 2},
            "point": {"color": main, "size": 46},
            "area": {"color": main},
            "rule": {"color": quiet},
            "range": {"category": categories},
            "style": {"signal": {"color": signal, "fill": signal, "stroke": signal}},
        }
    )  # fmt: skip


LIGHT = _theme(
    "#1d2733", "#566474", "#dbe1e8", "#1f5c8d", "#b3261e",
    ["#1f5c8d", "#b8741a", "#2e7d5b", "#8a5a9e", "#5b6b7b", "#c2503c", "#3aa0b5", "#7d5c14"],
)  # fmt: skip
DARK = _theme(
    "#dfe6ed", "#9dadbd", "#2b3846", "#5aa2dc", "#ff8a80",
    ["#5aa2dc", "#e0a84e", "#63c198", "#c39bd6", "#9dadbd", "#f0907e", "#7fd0e0", "#dfc27c"],
)  # fmt: skip
