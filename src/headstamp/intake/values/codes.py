"""Wordings into codes, through whatever list or table the layout names."""

from headstamp.intake.values.parsed import Cell, Flag, Options, Parsed, bad
from headstamp.kernel.text import gettext_noop, say

UNKNOWN = "unknown"


def parse_code(cell: Cell, text: str, options: Options) -> Parsed:
    """The code of a wording; for one that is not known, as the layout says: refuse, keep or 'unknown'."""
    code = options.find(text) if options.find else text
    if code is not None:
        return Parsed(code or None)  # '' in a table: the wording says nothing
    if options.unknown == "keep":
        return Parsed(None, flags=(Flag.UNKNOWN_WORDING,))
    if options.unknown == "unknown":
        return Parsed(UNKNOWN, flags=(Flag.UNKNOWN_WORDING,))
    return bad(
        "unknown_wording",
        say(
            gettext_noop(
                "This wording is not in the list “%(list)s”. Choose a code for it, or mend the cell."
            ),
            list=options.list_name,
        ),
    )
