"""The table of parsers: a layout names one of these kinds for each column."""

from collections.abc import Callable

from headstamp.intake.values.codes import parse_code
from headstamp.intake.values.coordinates import parse_coordinates
from headstamp.intake.values.dates import parse_date, parse_time, parse_year
from headstamp.intake.values.lengths import parse_length
from headstamp.intake.values.numbers import parse_decimal, parse_integer, parse_quantity
from headstamp.intake.values.parsed import EMPTY, Cell, Options, Parsed, wording
from headstamp.intake.values.serials import parse_serial
from headstamp.intake.values.words import parse_boolean
from headstamp.kernel.folding import fold


def parse_text(cell: Cell, text: str, options: Options) -> Parsed:
    """The wording itself; what items it tells is read of the whole row."""
    return Parsed(text)


KINDS: dict[str, Callable[[Cell, str, Options], Parsed]] = {
    "text": parse_text,
    "items": parse_text,
    "code": parse_code,
    "date": parse_date,
    "year": parse_year,
    "time": parse_time,
    "integer": parse_integer,
    "decimal": parse_decimal,
    "quantity": parse_quantity,
    "boolean": parse_boolean,
    "serial": parse_serial,
    "coordinates": parse_coordinates,
    "length": parse_length,
}


def parse(kind: str, cell: Cell, options: Options | None = None) -> Parsed:
    """`cell` read as `kind` (one of KINDS; KeyError otherwise); nothing said gives an empty Parsed."""
    options = options or Options()
    text = wording(cell)
    if not text or (options.nothing and (fold(text) or text) in options.nothing):
        return EMPTY
    return KINDS[kind](cell, text, options)
