"""Numbers and quantities: comma or point, thousands parted by points, commas or spaces, units in the text.

'2.200' is two thousand two hundred in Priština and two and a fifth in Excel: unless the layout says which
sign is the decimal one, it is a problem and not a guess.
"""

import re
from decimal import Decimal

from headstamp.intake.values.parsed import Cell, Options, Parsed, Problem, bad
from headstamp.intake.values.words import UNITS
from headstamp.kernel.folding import fold
from headstamp.kernel.text import gettext_noop, say

_SPACES = re.compile(r"(?<=\d)[\s\u00a0\u202f'’](?=\d{3}(?!\d))")
_QUANTITY = re.compile(r"([-+]?\d[\d.,\s\u00a0\u202f'’]*?)\s*([^\W\d_].*)?\Z", re.DOTALL)
_PLAIN = re.compile(r"[-+]?\d+\Z")
_MARKED = {
    ",": re.compile(r"[-+]?(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?\Z"),
    ".": re.compile(r"[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?\Z"),
}
_LONGEST = 24

_BAD = gettext_noop("This is no number that can be read. Write digits only, as 12 or 1,5.")
_AMBIGUOUS = gettext_noop(
    "Ambiguous number: thousands or decimals? Say in the layout which sign is the decimal one (decimal: ',' or '.')."
)


def parse_decimal(cell: Cell, text: str, options: Options) -> Parsed:
    """A number as decimal text without needless zeros: '2200', '1.5'."""
    amount = _amount(cell, text, options)
    return Parsed(problems=(amount,)) if isinstance(amount, Problem) else Parsed(_plain(amount))


def parse_integer(cell: Cell, text: str, options: Options) -> Parsed:
    """A whole number."""
    amount = _amount(cell, text, options)
    if isinstance(amount, Problem):
        return Parsed(problems=(amount,))
    if amount != amount.to_integral_value():
        return bad("not_whole", say(gettext_noop("A whole number is needed here.")))
    return Parsed(int(amount))


def parse_quantity(cell: Cell, text: str, options: Options) -> Parsed:
    """An amount as decimal text, converted to the register's unit; the unit, if said, in `also['unit']`."""
    match = None if _is_number(cell) else _QUANTITY.match(text)
    word = fold(match[2] or "") if match else ""
    unit, factor = options.unit, Decimal(1)
    if word:
        if word not in UNITS:
            return bad(
                "unknown_unit", say(gettext_noop("This unit is not known. Write pieces, rounds, kg, m or l."))
            )
        unit, factor = UNITS[word]
    amount = _amount(cell, match[1] if match else text, options)
    if isinstance(amount, Problem):
        return Parsed(problems=(amount,))
    if amount < 0:
        return bad("negative_quantity", say(gettext_noop("A quantity cannot be less than nothing.")))
    return Parsed(_plain(amount * factor), also={"unit": unit} if unit else {})


def _is_number(cell: Cell) -> bool:
    return isinstance(cell, (int, float)) and not isinstance(cell, bool)


def _amount(cell: Cell, text: str, options: Options) -> Decimal | Problem:
    bare = _SPACES.sub("", text.strip())
    if len(bare) > _LONGEST or not bare.isascii():
        return Problem("bad_number", say(_BAD))
    if _PLAIN.match(bare):
        return Decimal(bare)
    sign = "." if _is_number(cell) else options.decimal or _sign(bare)
    if not sign:
        return Problem("ambiguous_number", say(_AMBIGUOUS))
    if not _MARKED[sign].match(bare):
        return Problem("bad_number", say(_BAD))
    thousands = "," if sign == "." else "."
    return Decimal(bare.replace(thousands, "").replace(",", "."))


def _sign(text: str) -> str:
    """The decimal sign where `text` leaves no doubt; '' where three digits after one sign may be thousands."""
    point, comma = text.rfind("."), text.rfind(",")
    if point >= 0 and comma >= 0:
        return "." if point > comma else ","
    sign = "." if point >= 0 else ","
    other = "," if sign == "." else "."
    if text.count(sign) > 1:
        return other
    whole, _, rest = text.partition(sign)
    maybe_thousands = len(rest) == 3 and 1 <= len(whole.lstrip("+-")) <= 3 and whole.lstrip("+-") != "0"
    return "" if maybe_thousands else sign


def _plain(amount: Decimal) -> str:
    text = format(amount, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
