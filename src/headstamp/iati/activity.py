"""An activity and the organisation that reports it, as plain values in the standard's own words."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

Names = tuple[tuple[str, str], ...]
"""(language, text) of each language; '' is the language of the activity."""


@dataclass(frozen=True, slots=True)
class Organisation:
    """Who reports: identifier, names, kind (list OrganisationType) and how to reach it, which is no person."""

    identifier: str
    names: Names
    kind: str
    email: str = ""
    website: str = ""


@dataclass(frozen=True, slots=True)
class Participant:
    """An organisation and its role (list OrganisationRole)."""

    name: str
    role: str
    identifier: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """A day with what is to be said beside it, as where only a month is known. `kind` is of ActivityDateType."""

    kind: str
    day: date
    words: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the activity works: a code of Country, or of Region if `is_region`; hundredths of it, or None if not told."""

    code: str
    names: Names = ()
    is_region: bool = False
    percentage: int | None = None


@dataclass(frozen=True, slots=True)
class Amount:
    """Money of a period (a budget) or of a day (a transaction, `kind` of TransactionType)."""

    value: Decimal
    currency: str
    start: date
    end: date
    kind: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Tag:
    """A code of a vocabulary (TagVocabulary)."""

    vocabulary: str
    code: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Number:
    """A target or what was reached, of the whole or of a part of it: `parts` are (dimension, value)."""

    value: Decimal
    is_target: bool = False
    parts: tuple[tuple[str, str], ...] = ()
    words: str = ""


@dataclass(frozen=True, slots=True)
class Period:
    """The numbers of a period."""

    start: date
    end: date
    numbers: tuple[Number, ...]


@dataclass(frozen=True, slots=True)
class Indicator:
    """What is counted. `measure` is of IndicatorMeasure; `may_add` is False where a person may be counted twice."""

    title: str
    measure: str = "1"
    description: str = ""
    ascending: bool | None = None
    may_add: bool | None = None
    baseline: tuple[Decimal, str] | None = None
    periods: tuple[Period, ...] = ()


@dataclass(frozen=True, slots=True)
class Result:
    """A result (`kind` of ResultType) with its indicators, at least one."""

    kind: str
    title: str
    indicators: tuple[Indicator, ...]
    description: str = ""


@dataclass(frozen=True, slots=True)
class Activity:
    """One activity. `descriptions` are (DescriptionType, text); the first is the general one."""

    identifier: str
    title: str
    status: str
    descriptions: tuple[tuple[str, str], ...] = ()
    participants: tuple[Participant, ...] = ()
    dates: tuple[Told, ...] = ()
    places: tuple[Place, ...] = ()
    locations: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    tags: tuple[Tag, ...] = ()
    budgets: tuple[Amount, ...] = ()
    transactions: tuple[Amount, ...] = ()
    results: tuple[Result, ...] = ()
    currency: str = ""
