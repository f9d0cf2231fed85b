"""Coordinates as people paste them: decimal degrees, or degrees, minutes and seconds; latitude first."""

import re

from headstamp.intake.values.parsed import Cell, Options, Parsed, bad
from headstamp.kernel.text import gettext_noop, say

_POINT = re.compile(r"\(?\s*(-?\d{1,3}(?:\.\d+)?)\s*[,; ]\s*(-?\d{1,3}(?:\.\d+)?)\s*\)?\Z")
_COMMA = re.compile(r"\(?\s*(-?\d{1,3},\d+)\s*[;, ]\s*(-?\d{1,3},\d+)\s*\)?\Z")
_DMS = re.compile(
    r"""(\d{1,3})\s*[°º]\s*(?:(\d{1,2})\s*['’′]\s*)?(?:(\d{1,2}(?:[.,]\d+)?)\s*(?:["”″]|'')\s*)?([NSEW])""",
    re.IGNORECASE,
)


def parse_coordinates(cell: Cell, text: str, options: Options) -> Parsed:
    """'latitude,longitude' in decimal degrees (WGS 84), and both apart in `also`."""
    pair = _pair(text)
    if pair is None or abs(pair[0]) > 90 or abs(pair[1]) > 180:
        return bad(
            "bad_coordinates", say(gettext_noop("These are no coordinates: write them as 42.6629, 21.1655."))
        )
    latitude, longitude = (f"{degrees:.6f}" for degrees in pair)
    return Parsed(f"{latitude},{longitude}", also={"latitude": latitude, "longitude": longitude})


def _pair(text: str) -> tuple[float, float] | None:
    match = _POINT.match(text) or _COMMA.match(text)
    if match:
        return float(match[1].replace(",", ".")), float(match[2].replace(",", "."))
    parts = [(part[3].upper(), _degrees(*part[:3])) for part in _DMS.findall(text)]
    axes = ["NS" if letter in "NS" else "EW" for letter, _ in parts]
    if sorted(axes) != ["EW", "NS"]:
        return None
    signed = {
        axis: -value if letter in "SW" else value for axis, (letter, value) in zip(axes, parts, strict=True)
    }
    return signed["NS"], signed["EW"]


def _degrees(degrees: str, minutes: str, seconds: str) -> float:
    return int(degrees) + int(minutes or 0) / 60 + float((seconds or "0").replace(",", ".")) / 3600
