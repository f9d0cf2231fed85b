"""Numbers on guns as they stand in a cell: kept as written, with a flag where the file has lost something."""

import re

from headstamp.intake.values.parsed import Cell, Flag, Options, Parsed
from headstamp.kernel.folding import fold

_SCIENTIFIC = re.compile(r"\d(?:[.,]\d+)?[eE]\+\d{1,3}\Z")
_CYRILLIC = re.compile("[\u0400-\u04ff]")


def parse_serial(cell: Cell, text: str, options: Options) -> Parsed:
    """The number as written; a wording such as 'raspado' gives no number but the mark's state in `also`."""
    if options.states:
        state = options.states.get(fold(text) or text)
        if state is not None:
            return Parsed(None, also={"state": state} if state else {})
    return Parsed(text, flags=_flags(cell, text))


def _flags(cell: Cell, text: str) -> tuple[Flag, ...]:
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        scientific = abs(cell) >= 1e15 or _SCIENTIFIC.match(text)
        return (Flag.LOST_ZEROS, Flag.SCIENTIFIC) if scientific else (Flag.LOST_ZEROS,)
    if text.isascii():
        return (Flag.SCIENTIFIC,) if "+" in text and _SCIENTIFIC.match(text) else ()
    return (Flag.CYRILLIC,) if _CYRILLIC.search(text) else ()
