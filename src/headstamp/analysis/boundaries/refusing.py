"""A refusal of a boundaries file, and how values of its properties are told: short texts and plain numbers only."""

from collections.abc import Mapping
from typing import Any

from headstamp.kernel.errors import Invalid
from headstamp.kernel.text import say

_LONGEST, _MOST = 200, 60


def refused(msgid: str, **params: object) -> Invalid:
    """The error; wrap the msgid in `gettext_noop`."""
    return Invalid({"file": [say(msgid, **params)]})


def told(properties: Mapping[Any, Any]) -> dict[str, str]:
    """The properties that can name an area or count its inhabitants; nested and binary values are left out."""
    kept = {}
    for name, value in list(properties.items())[:_MOST]:
        if isinstance(value, (str, int, float)) and not isinstance(value, bool):
            text = str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
            kept[str(name)[:_LONGEST]] = text.strip()[:_LONGEST]
    return kept
