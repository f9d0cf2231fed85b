"""Between which texts the partial dates of a span lie: they sort as text, but a month that is not over sorts before its days."""

import re

from headstamp.kernel.values import PartialDate

_STARTS = re.compile(r"(-01){1,2}\Z")


def first_since(day: str) -> str:
    """The least text of a date that begins on `day` or later; `day` may be a month or a year."""
    return _STARTS.sub("", day)


def last_until(day: str) -> tuple[str, list[str]]:
    """The greatest text of a date that ends on `day` or earlier, and the shorter ones below it that end later."""
    last = PartialDate.parse(day).latest.isoformat()
    return last, [part for part in (last[:4], last[:7]) if PartialDate.parse(part).latest.isoformat() > last]
