"""Calibres as they stand in cells: '0,380"', 'PT 380', '.40MM', '28X65', '38SPECIA'.

Each rule mends one way of writing and asks the list again; a bare bore stays open, as it does in the list.
"""

import re
from collections.abc import Iterator

from headstamp.intake.reading.calibres import meant
from headstamp.vocabulary import calibre, codes

_GAUGE_BY_CASE = re.compile(r"\.?(10|12|16|20|24|28|32|36)\s*[xX×хХ*/-]\s*(?:6[57]|7[06]|89)(?:\s*mm)?$")
_WITH_MM = re.compile(r"\.?(\d{3})\s*(?:mm|мм)$", re.IGNORECASE)
_POINTED_MM = re.compile(r"[.,](\d{2,3})\s*(?:mm|мм)$", re.IGNORECASE)
_NOUGHTS = re.compile(r"^0+(?=\d)")
_POINT_WORD = re.compile(r"^(?:ponto|point|pt|p|w)[\s.]*(?=[.,]?\d{2,3}\b)", re.IGNORECASE)
_PAIR_SIGN = re.compile(r"^[.,]?(\d\d)[.,/ ](\d\d)$")
# A bore of a cannon in a register of firearms is as likely a shotgun's gauge.
_DOUBTFUL = {"20mm": ("20mm", "20gauge"), "30mm": ("30mm",), "90mm": ("90mm",)}
_SHORTEST = 6


def calibres_of(said: str) -> tuple[list[str], str]:
    """The codes that the wording may mean, and by which rule; one only where it means one."""
    for wording, why in _wordings(said):
        told = meant(wording)
        if told.code in _DOUBTFUL:
            return [*_DOUBTFUL[told.code], "unknown"], "a cannon's bore or a mistake"
        if told.code:
            return [told.code], why
        if told.candidates:
            return sorted(told.candidates), "may be several calibres"
    return _completed(said), "beginning of one name only"


def _wordings(said: str) -> Iterator[tuple[str, str]]:
    yield said, "name in the list"
    if gauge := _GAUGE_BY_CASE.match(said):
        yield f"{gauge[1]} gauge", "gauge and length of case"
    if inches := _WITH_MM.match(said):  # nothing has a bore of 380 mm
        yield f".{inches[1]}", "inches, written with mm"
    if inches := _POINTED_MM.match(said):
        yield f".{inches[1]}", "inches, written with mm"
    if re.fullmatch(r"0?[.,]4", said):
        yield ".40", "a nought lost"
    if pair := _PAIR_SIGN.match(said):
        yield f".{pair[1]}-{pair[2]}", "two numbers of one name"
    bare = _NOUGHTS.sub("", said)
    if bare != said:
        yield bare, "noughts left out"
    without = _POINT_WORD.sub("", said)
    if without != said:
        yield "." + without.lstrip(".,"), "the point written as a word"
    if re.fullmatch(r"\d{3}", said):
        yield f".{said}", "inches without their point"


def _completed(said: str) -> list[str]:
    """The one calibre of which this is the beginning, as a column cuts it off ('38SPECIA')."""
    begun = calibre.key(said)
    if len(begun) < _SHORTEST or not any(c.isalpha() for c in begun):
        return []
    found = {
        code.code
        for code in codes.codes("calibres").values()
        for wording in (*code.labels.values(), *code.aliases)
        if calibre.key(wording).startswith(begun) or calibre.key(wording).lstrip(".").startswith(begun)
    }
    return sorted(found) if len(found) == 1 else []
