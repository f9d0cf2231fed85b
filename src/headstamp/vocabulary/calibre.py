"""The spellings of one calibre as one key: 7,62x39 = 7.62 × 39 mm = 7,62х39 (Cyrillic х) = cal. 7.62X39."""

import re

from headstamp.kernel.folding import fold

_TIMES = re.compile(r"(?<=[\d.])\s*(?:mm|мм)?\s*[x×✕*/хХX]\s*(?=\d)")
_LEADING = re.compile(
    r"^(?:caliber|calibre|kalibri|kalibra|kalibar|kal|cal|калибар|кал)\b\.?\s*", re.IGNORECASE
)
_TRAILING = re.compile(r"\s*\b(?:caliber|calibre|kalibri|kalibar|cal|kal|калибар)\.?$", re.IGNORECASE)
# 20 is a gauge, 20 mm a cannon: a whole number of two digits keeps its unit.
_BORE = re.compile(r"(?<![\d.x])(\d{2,})\s*(?:mm|мм)\b")
_MILLIMETRES = re.compile(r"(?<=\d)\s*(?:mm|мм)\b\.?", re.IGNORECASE)
_NUMBER = re.compile(r"((?:\d+(?:\.\d+)*|(?<!\w)\.\d+(?:\.\d+)*))")
_NOUGHT = re.compile(r"(?<![\d.])0(?=\.\d)")


def key(text: str) -> str:
    """A search key, never shown: comma is point, every times sign is x, units and spaces are gone."""
    bare = _TRAILING.sub("", _LEADING.sub("", text.strip().casefold())).replace(",", ".")
    bare = _MILLIMETRES.sub("", _BORE.sub(r"\1bore", _TIMES.sub("x", bare)))
    bare = _NOUGHT.sub("", bare)
    words = _NUMBER.split(bare)
    return "".join(
        part if index % 2 else fold(part).replace(" ", "") for index, part in enumerate(words)
    ).strip(".")
