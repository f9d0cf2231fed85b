"""What a figure is: a frozen declaration over one table of the snapshot, that runs on any engine Ibis speaks to.

A room that owns facts declares measures of them; `indicators` counts. Beside each condition stands a plain Python
reading of the same words, which tests hold equal to it. Pieces, rounds, kilograms, cases and persons are different
measures and are never added; a missing code is a bucket of its own; no data is not nought.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Self

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
    ENQUIRIES = "enquiries"
    SITES = "sites"
    EXHIBITS = "exhibits"
    LEADS = "leads"
    PROJECTS = "projects"
    RESULTS = "results"
    ATTENDANCES = "attendances"
    SESSIONS = "sessions"
    RECOMMENDATIONS = "recommendations"
    EUR = "eur"
    USD = "usd"
    PERCENT = "percent"
    RATIO = "ratio"
    DAYS = "days"


SHARES = (Counted.PERCENT, Counted.RATIO)


@dataclass(frozen=True, slots=True)
class Count:
    """One count: the rows that belong to it, and what of them is counted.

    `rows` takes an Ibis table and gives a boolean column, `plain_rows` takes one row; they say the same. Counted are
    the rows, or what `adds` names is added up (empty values are passed over; if no row has one there is no value),
    or the different values of `different`, each of which must lie in one period and be named so in every office. Or nothing
    is added: of the values of `middle` the middle one is taken, of an even number the mean of the two in the middle.
    """

    rows: Callable[[Any], Any]
    plain_rows: Callable[[Row], bool]
    adds: str = ""
    different: str = ""
    middle: str = ""
    table: str = ""
    """Another table than the measure's, for a denominator that is counted elsewhere ('': the measure's)."""
    period: str = ""
    """That other table's date."""
    year: str = "year"
    """And its year."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What must have been recorded, in or before a period, for whoever asks, before a measure may say nought of it.

    Who never recorded an explosive has no figure of explosives, not none of them. Of each of `parts` something must have
    been recorded; they are of one table. Every row of the measure's count (of a share: of its denominator) is among
    all of them, which are wider. `words` names their records.
    """

    words: Message
    parts: tuple[Count, ...]


_ROWS = "rows"


@dataclass(frozen=True, slots=True)
class Way:
    """The way from a figure down to its records: a list, what it is asked for, and its parameter for each column.

    `year`, `since` and `until` are the list's parameters for the period. A value of several codes is written with
    commas, '-' asks for what is not said.
    """

    records: str
    asks: Mapping[str, str] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)
    year: str = "year"
    since: str = "from"
    until: str = "to"

    @classmethod
    def to_rows(cls, id: str, by: tuple[str, ...]) -> Self:
        """To the page of the counted rows themselves, for a figure whose records no list shows."""
        return cls(f"figures/{id}/{_ROWS}", columns={name: name for name in by})

    @property
    def is_to_rows(self) -> bool:
        return self.records.endswith(f"/{_ROWS}")


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure's definition. `id` says what is counted; Roadmap and UN numbers only map to it.

    `by` are the columns it may be split by, `period` the partial date that puts a row into a year, `year` the column
    that has that year as a number (an engine skips and groups by it in a fraction of the time). With a
    `denominator` the value is numerator / denominator × `times`; a denominator of 0 gives "not available".
    Without a `numerator` that number is no count of this register: it is `entered`, with evidence, under that id, in parts
    too by what `entered_by` names. `counted_as` is the measure by which the register counts that number itself: what was
    entered then stands only for periods of which it has no value.
    Nought is said only where something of the `ground` was recorded; what is entered needs none.
    `last_of` names two columns where a row may be corrected by a later one: of the counted rows with the same first,
    the one with the highest second counts.
    Figures of persons (`counts_persons`) are suppressed where they are small before they are published.
    What is not `is_frozen` no closed period keeps and no release publishes: it is counted anew each time.
    """

    id: str
    title: Message
    definition: Message
    unit: Counted
    table: str
    numerator: Count | None
    source: Message
    denominator: Count | None = None
    times: int = 1
    by: tuple[str, ...] = ()
    period: str = "occurred_on"
    year: str = "year"
    caveats: tuple[Message, ...] = ()
    way: Way | None = None
    counts_persons: bool = False
    entered: str = ""
    entered_by: tuple[str, ...] = ()
    counted_as: str = ""
    last_of: tuple[str, str] | None = None
    ground: Ground | None = None
    is_frozen: bool = True

    def __post_init__(self) -> None:
        if (self.unit in SHARES) != (self.denominator is not None):
            raise ValueError(f"measure {self.id}: a share has a denominator, nothing else has")
        if (self.numerator is None) != bool(self.entered):
            raise ValueError(f"measure {self.id}: its numerator is counted or entered")
        if (self.ground is None) != bool(self.entered):
            raise ValueError(f"measure {self.id}: what is counted has a ground, what is entered has none")
