"""Lengths of weapons and their parts, in millimetres: '102', '10,2 cm', '4 in', '4"'.

A number alone is millimetres unless the layout says another unit; one so small that it must be centimetres or inches
is a problem and not a guess.
"""

import re
from decimal import ROUND_HALF_UP, Decimal

from headstamp.intake.values.numbers import parse_decimal
from headstamp.intake.values.parsed import Cell, Options, Parsed, bad
from headstamp.kernel.folding import fold
from headstamp.kernel.text import gettext_noop, say

MILLIMETRES = {"mm": Decimal(1), "cm": Decimal(10), "m": Decimal(1000), "in": Decimal("25.4")}
_WORDS = {
    "мм": "mm",
    "см": "cm",
    "м": "m",
    "inch": "in",
    "inches": "in",
    "inç": "in",
    "inč": "in",
    "инч": "in",
}
_UNITS = {fold(word): unit for word, unit in {**{unit: unit for unit in MILLIMETRES}, **_WORDS}.items()}
_SIGNS = ('"', "\u2033", "\u201d", "''")
_LENGTH = re.compile(r"([-+]?\d[\d.,\s\u00a0\u202f]*?)\s*([^\W\d_]+)?\.?\Z")
_SHORTEST = 30  # mm: no barrel or weapon is shorter, so a smaller bare number is another unit's
_LONGEST = 99_999


def parse_length(cell: Cell, text: str, options: Options) -> Parsed:
    """A length as whole millimetres."""
    number, unit = _split(text)
    if unit is None:
        return bad("unknown_length_unit", say(gettext_noop("This unit is not known. Write mm, cm, m or in.")))
    read = parse_decimal(cell if number == text else number, number, options)
    if read.problems or read.value is None:
        return read
    amount = Decimal(str(read.value))
    said = unit or options.unit
    if not said and 0 < amount < _SHORTEST:
        message = gettext_noop(
            "Ambiguous length: millimetres, centimetres or inches? Write the unit, or say it in the layout (unit: cm)."
        )
        return bad("ambiguous_length", say(message))
    length = (amount * MILLIMETRES[said or "mm"]).quantize(Decimal(1), ROUND_HALF_UP)
    if not 0 <= length <= _LONGEST:
        return bad("impossible_length", say(gettext_noop("This is no length of a weapon or a part of one.")))
    return Parsed(int(length))


def _split(text: str) -> tuple[str, str | None]:
    """Number and unit; '' where none is said, None where it is not known."""
    for sign in _SIGNS:
        if text.endswith(sign):
            return text.removesuffix(sign).strip(), "in"
    match = _LENGTH.match(text)
    if not match or not match[2]:
        return text, ""
    return match[1], _UNITS.get(fold(match[2]))
