"""Draws a chart for paper and for files, without a browser: by vl-convert, with the fonts that ship."""

from functools import cache
from pathlib import Path

import vl_convert

from headstamp.documents.charts.point import Spec, Writing
from headstamp.documents.charts.themes import LIGHT

_VERSION = "6.4"
_FONTS = Path(__file__).parents[1] / "fonts"


@cache
def _use_own_fonts() -> None:
    vl_convert.register_font_directory(str(_FONTS))


def _for_paper(spec: Spec, width: int) -> Spec:
    return spec | {"width": width, "config": dict(LIGHT) | {"font": "Inter", "background": "white"}}


def svg(spec: Spec, writing: Writing, width: int = 520) -> str:
    """The chart as SVG of this width in pixels, in the light theme; text stays text."""
    _use_own_fonts()
    drawn = vl_convert.vegalite_to_svg(
        _for_paper(spec, width), vl_version=_VERSION, format_locale=writing.locale(), allowed_base_urls=[]
    )
    return str(drawn)


def png(spec: Spec, writing: Writing, width: int = 520, scale: float = 2.0) -> bytes:
    """The chart as PNG, `scale` dots a pixel."""
    _use_own_fonts()
    return bytes(
        vl_convert.vegalite_to_png(
            _for_paper(spec, width),
            vl_version=_VERSION,
            format_locale=writing.locale(),
            scale=scale,
            allowed_base_urls=[],
        )
    )
