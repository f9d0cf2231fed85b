"""A figure: one number with everything that is needed to stand by it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from headstamp.kernel.measure import Counted, Measure
from headstamp.kernel.text import Message


class Status(StrEnum):
    """How far a figure may be relied on."""

    PROVISIONAL = "provisional"
    """Counted now; later records may change it."""
    FROZEN = "frozen"
    """Approved by a person, kept as it was."""
    NO_DATA = "no_data"
    """Nothing is held that could be counted: not nought."""
    NOT_AVAILABLE = "not_available"
    """It cannot be given; the reason says why."""
    ENTERED = "entered"
    """Told by somebody, with evidence."""


@dataclass(frozen=True, slots=True)
class Figure:
    """`value` is None where there is none. `by` has the bucket of each column it is split by; "unknown" is one.

    A share keeps its `numerator` and `denominator`. `as_of` is the state of the register that was counted.
    """

    id: str
    title: Message
    unit: Counted
    period: str
    value: Decimal | None
    status: Status
    as_of: datetime | None = None
    by: Mapping[str, str] = field(default_factory=dict)
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    reason: Message | None = None

    def as_plain(self) -> dict[str, Any]:
        """For a program: ISO dates, plain numbers, English title."""
        return {
            "id": self.id,
            "title": str(self.title),
            "unit": str(self.unit),
            "period": self.period,
            "value": plain_number(self.value),
            "by": dict(self.by),
            "status": str(self.status),
            "as_of": self.as_of.isoformat(timespec="seconds") if self.as_of else None,
            "numerator": plain_number(self.numerator),
            "denominator": plain_number(self.denominator),
            "reason": str(self.reason) if self.reason else None,
        }


def plain_number(value: Decimal | None) -> int | float | None:
    """A number as JSON has it: whole ones without a point."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def untold(measure: Measure, period: str, status: Status, reason: Message | None = None) -> Figure:
    """A figure that has no value."""
    return Figure(measure.id, measure.title, measure.unit, period, None, status, reason=reason)
