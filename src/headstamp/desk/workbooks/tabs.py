"""Names of sheets as spreadsheet programs take them: at most 31 characters, none of []:*?/\\, each different."""

import re
from collections.abc import Iterable

_LONGEST = 31
_REFUSED = re.compile(r"[\[\]:*?/\\]")


def tabs(names: Iterable[str]) -> list[str]:
    """The names in their order; what is too long or there already is cut, and numbered."""
    found: list[str] = []
    for name in names:
        wanted = _REFUSED.sub(" ", name).strip(" '")[:_LONGEST].strip(" '") or "-"
        told, number = wanted, 1
        while told.casefold() in (other.casefold() for other in found):
            number += 1
            end = f" {number}"
            told = wanted[: _LONGEST - len(end)] + end
        found.append(told)
    return found
