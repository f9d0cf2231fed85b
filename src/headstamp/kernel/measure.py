"""What a figure is: a frozen declaration over one table of the snapshot, that runs on any engine Ibis speaks to.

A room that owns facts declares measures of them; `indicators` counts. Beside each expression stands a plain Python
reading of the same words, the oracle, which tests hold equal to it. Pieces, rounds, kilograms, cases and persons are
different measures and are never added; a missing code is a bucket of its own; no data is not nought.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any

from headstamp.kernel.text import Message

Row = Mapping[str, Any]
"""A row of a table as plain values, for the oracle."""


class Counted(StrEnum):
    """What a figure counts."""

    PIECES = "pieces"
    ROUNDS = "rounds"
    KILOGRAMS = "kg"
    METRES = "m"
    LITRES = "l"
    OCCURRENCES = "occurrences"
    INCIDENTS = "incidents"
    CHECKS = "checks"
    PERSONS = "persons"
    DOCUMENTS = "documents"
    CASES = "cases"
    SITES = "sites"
    PERCENT = "percent"
    RATIO = "ratio"


@dataclass(frozen=True, slots=True)
class Count:
    """One count: which rows of the table belong to it, and what is added up over them.

    `rows` and `value` take an Ibis table and give a boolean column and a scalar; `plain_rows` takes one row,
    `plain_value` the rows that belong, and they must say the same in plain Python.
    """

    rows: Callable[[Any], Any]
    value: Callable[[Any], Any]
    plain_rows: Callable[[Row], bool]
    plain_value: Callable[[Iterable[Row]], Decimal | int | None]
    table: str = ""
    """Another table than the measure's, for a denominator that is counted elsewhere ('': the measure's)."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure's definition. `id` says what is counted; Roadmap and UN numbers only map to it.

    `by` are the columns it may be split by, `period` the partial date that puts a row into a year. With a
    `denominator` the value is numerator / denominator × `times`; a denominator of 0 gives "not available".
    `leads_to` names the list that shows the records (items, occurrences, checks) and the filter that chooses them.
    Figures of persons (`counts_persons`) are suppressed where they are small before they are published.
    """

    id: str
    title: Message
    definition: Message
    unit: Counted
    table: str
    numerator: Count
    source: Message
    denominator: Count | None = None
    times: int = 1
    by: tuple[str, ...] = ()
    period: str = "occurred_on"
    caveats: tuple[Message, ...] = ()
    leads_to: str = ""
    leads_with: Mapping[str, str] = field(default_factory=dict)
    counts_persons: bool = False

    def __post_init__(self) -> None:
        if self.unit in (Counted.PERCENT, Counted.RATIO) and self.denominator is None:
            raise ValueError(f"measure {self.id}: a share needs a denominator")
