"""A figure: one number with everything that is needed to stand by it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from headstamp.kernel.measure import Counted, Measure
from headstamp.kernel.text import Message

_KEPT = Decimal("0.0001")


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
    NOT_PERMITTED = "not_permitted"
    """The account may not count these records: neither nought nor no data."""
    PUBLISHED = "published"
    """As the office published it, under disclosure control."""
    ENTERED = "entered"
    """Told by somebody, with evidence."""


@dataclass(frozen=True, slots=True)
class Approved:
    """The edition of a frozen period that a figure is of, and what would be counted now in its place.

    `approved_by` is an account's number; `cause` what the edition revises. `now` is the office's checked records of
    today; where it differs, `changes` counts the records of the period added, changed and removed since.
    """

    edition: int
    approved_by: str
    approved_at: datetime
    cause: str = ""
    now: Decimal | None = None
    differs: bool = False
    changes: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Figure:
    """`value` is None where there is none. `by` has the bucket of each column it is split by; "unknown" is one.

    A share keeps its `numerator` and `denominator`. `as_of` is the state of the register that was counted. `approved`
    is said of what a frozen period holds.
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
    approved: Approved | None = None

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
            **_approved(self.approved),
        }


def _approved(approved: Approved | None) -> dict[str, Any]:
    return {
        "edition": approved.edition if approved else None,
        "approved_by": approved.approved_by if approved else None,
        "approved_at": approved.approved_at.isoformat(timespec="seconds") if approved else None,
        "cause": approved.cause or None if approved else None,
        "would_now_be": plain_number(approved.now) if approved else None,
        "differs": approved.differs if approved else None,
        "changes": dict(approved.changes) if approved else None,
    }


def plain_number(value: Decimal | None) -> int | float | None:
    """A number as JSON has it: whole ones without a point."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def as_kept(value: Decimal | None) -> Decimal | None:
    """As the column of a frozen figure keeps it, on both databases."""
    return None if value is None else value.quantize(_KEPT)


def untold(measure: Measure, period: str, status: Status, reason: Message | None = None) -> Figure:
    """A figure that has no value."""
    return Figure(measure.id, measure.title, measure.unit, period, None, status, reason=reason)
