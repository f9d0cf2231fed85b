"""What reading gives: items with the span they came from, places and dates, and what was passed over and why."""

from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that the text says was there. What the text does not say is None.

    `quantity_to` is the end of a range, `marks` says 'removed' where the number is gone, `codes` holds codes of the
    lists, where they are sure; `candidates` what else a name may mean.
    """

    category: str
    start: int
    end: int
    quantity: int | float | None = None
    quantity_to: int | float | None = None
    unit: str = "pieces"
    make: str | None = None
    model: str | None = None
    calibre: str | None = None
    serial: str | None = None
    marks: str | None = None
    codes: dict[str, str] = field(default_factory=dict)
    candidates: dict[str, list[str]] = field(default_factory=dict)
    confidence: float = 0.9
    why: str = ""


@dataclass(frozen=True, slots=True)
class Passed:
    """Words that look like an item and are none: what something is for, what was not found, a toy."""

    start: int
    end: int
    why: str


@dataclass(frozen=True, slots=True)
class Place:
    """A place that the text names: its code in the list of municipalities or places; None where several are called so."""

    code: str | None
    list: str
    candidates: tuple[str, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Day:
    """A date that the text names, as ISO text; partial where the text gives no year or no day ('--05-12', '2021-03')."""

    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read from one text."""

    lang: str
    items: tuple[Item, ...] = ()
    places: tuple[Place, ...] = ()
    dates: tuple[Day, ...] = ()
    passed: tuple[Passed, ...] = ()

    def as_json(self) -> dict[str, Any]:
        return asdict(self)
