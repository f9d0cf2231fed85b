"""The words of months, units, yes and no, from `words.yaml`, folded."""

from decimal import Decimal
from importlib.resources import files
from typing import Any

import yaml

from headstamp.intake.values.parsed import Cell, Options, Parsed, bad
from headstamp.kernel.folding import fold
from headstamp.kernel.text import gettext_noop, say


def _load() -> dict[str, Any]:
    text = files("headstamp.intake.values").joinpath("words.yaml").read_text(encoding="utf-8")
    loaded: dict[str, Any] = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - BaseLoader makes plain text only
    return loaded


_WORDS = _load()
MONTHS: dict[str, int] = {
    fold(word): int(number)
    for part in ("months", "months_inflected")
    for number, words in _WORDS[part].items()
    for word in words
}
UNITS: dict[str, tuple[str, Decimal]] = {
    fold(word): (unit, Decimal(factor))
    for unit, factors in _WORDS["units"].items()
    for factor, words in factors.items()
    for word in words
}
BOOLEANS: dict[str, bool] = {
    (fold(word) or word): answer == "true" for answer, words in _WORDS["booleans"].items() for word in words
}


def parse_boolean(cell: Cell, text: str, options: Options) -> Parsed:
    """True or False from yes and no in the region's languages; anything else is a problem."""
    answer = cell if isinstance(cell, bool) else BOOLEANS.get(fold(text) or text)
    if answer is None:
        return bad("bad_boolean", say(gettext_noop("Neither yes nor no. Write yes or no.")))
    return Parsed(answer)
