"""Numbers in a row."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from headstamp.kernel.text import gettext_noop as N
from headstamp.kernel.text import say
from headstamp.registry.laws.problems import Problems


def decimal(values: Mapping[str, Any], name: str, problems: Problems) -> Decimal | None:
    """The number in a field, or None where nothing (or no number) is said."""
    value = values.get(name)
    if value in (None, ""):
        return None
    try:
        return Decimal(str(value))
    except InvalidOperation:
        problems.add(name, say(N("Write a number.")))
        return None


def whole(values: Mapping[str, Any], name: str, problems: Problems) -> int | None:
    """The whole number in a field, or None where nothing (or none) is said."""
    number = decimal(values, name, problems)
    if number is None:
        return None
    if not number.is_finite() or number != number.to_integral_value():
        problems.add(name, say(N("Write a whole number.")))
        return None
    return int(number)
