"""What a chart is made of."""

from dataclasses import dataclass
from typing import Any

Spec = dict[str, Any]
"""A Vega-Lite specification (version 6), as JSON has it."""


@dataclass(frozen=True, slots=True)
class Point:
    """One number to draw: where it stands, how much, and both as the reader's language writes them.

    `value` None is no data: nothing is drawn, and the label says so. `group` parts a column; `is_open` marks a figure
    that may still change; `is_signal` one that left its usual range (`low` to `high`, both included, around `centre`).
    `address` is where the records are.
    """

    at: str
    value: float | None
    told: str
    group: str = ""
    is_open: bool = False
    is_signal: bool = False
    low: float | None = None
    high: float | None = None
    centre: float | None = None
    address: str = ""

    def row(self) -> dict[str, Any]:
        """The point as a row of the chart's data, without what it does not have."""
        said = {name: getattr(self, name) for name in self.__slots__}
        return {name: value for name, value in said.items() if value not in (None, "", False)}


@dataclass(frozen=True, slots=True)
class Writing:
    """How numbers are written: decimal and thousands separator of the reader's language."""

    decimal: str = "."
    thousands: str = ","

    def locale(self) -> dict[str, Any]:
        """As d3-format takes it."""
        return {
            "decimal": self.decimal,
            "thousands": self.thousands,
            "grouping": [3],
            "currency": ["", ""],
        }
