"""What is compared and what comes out of it: records as they stand, features, and the verdict on a pair."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import exp2, isfinite
from typing import Any, NamedTuple

from headstamp.kernel.text import Message
from headstamp.marks.agreement import Agreement
from headstamp.marks.alignment import Alignment

_LONGEST = 300
MOST_OF_OTHERS = 500
_COUNTS = {
    "owner_one_in": (0, 10**9),
    "apart": (0, 10**15),
    "alike": (-500, 500),
    "others": (0, MOST_OF_OTHERS),
}
_WORDS = ("make", "model", "calibre", "kind", "year", "owner", "date", "jurisdiction", "occurrence", "key")


class Verdict(StrEnum):
    """What a comparison says; a person decides."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True)
class Record:
    """What a record says of a gun, as written or as a code of the lists; "" where it says nothing.

    serials       the numbers of its parts as read, with ? [8B] and * for what is uncertain
    make, model, calibre, kind
                  a code of the lists or any wording; `kind` is the type (pistol, rifle)
    year          of manufacture
    owner         a name, or any token that stands for one (a hash): only equal ones agree
    date          of the occurrence, may be partial; only one whole day agrees
    jurisdiction  of the record
    occurrence    any key of the occurrence it stands in: two items of one occurrence are seldom one gun
    owner_one_in  of how many records that name an owner one names this owner; 0 if not known
    apart         how many numbers lie from one registered gun to the next around this number, in its series; 0 if not known
    alike         tenths of a bit that the words of those guns near say for this gun, on average; below 0 if against it
    others        tenths of a bit that registered guns beside the two compared take away, since they fit as well; 0 if none do
    key           the caller's own name for it; never compared
    """

    serials: tuple[str, ...] = ()
    make: str = ""
    model: str = ""
    calibre: str = ""
    kind: str = ""
    year: str = ""
    owner: str = ""
    date: str = ""
    jurisdiction: str = ""
    occurrence: str = ""
    owner_one_in: int = 0
    apart: int = 0
    alike: int = 0
    others: int = 0
    key: str = ""

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> "Record":
        """From `{serial, make, model, calibre, type, owner, date, ...}`; `serial` may be a list, `kind` is `type`."""
        serial = told.get("serial")
        serials = serial if isinstance(serial, list | tuple) else [serial]
        words: dict[str, Any] = {name: _text(told.get(name)) for name in _WORDS}
        words["kind"] = words["kind"] or _text(told.get("type"))
        numbers = tuple(text for each in serials if (text := _text(each)))
        words |= {name: _count(told.get(name), *limits) for name, limits in _COUNTS.items()}
        return cls(numbers, **words)


@dataclass(frozen=True, slots=True)
class Feature:
    """The answer to one question.

    name       of the question, a key of `algorithm.QUESTIONS`
    a, b       what either record said, as written; "" where it says nothing
    agreement  agree, differ or unknown
    weight     tenths of a bit for one gun, or against it below 0; ten more make the same gun twice as likely
    why        a sentence for the officer, to be translated by who shows it
    """

    name: str
    a: str
    b: str
    agreement: Agreement
    weight: int
    why: Message

    @property
    def bits(self) -> float:
        return self.weight / 10


class Question(NamedTuple):
    """A question by name, what it is called on a page, and the function of two records that answers it."""

    name: str
    label: str
    ask: Callable[[Any, Any], Feature]

    @property
    def explained(self) -> str:
        """What it asks, in a sentence for the officer."""
        return " ".join((self.ask.__doc__ or "").split())


@dataclass(frozen=True, slots=True)
class Comparison:
    """The verdict on two records, how likely they are one gun, and why.

    probability  0 to 1: how the evidence adds up
    features     one for each question, in the order of `algorithm.QUESTIONS`, those that say nothing too
    prior        tenths of a bit before anything was asked: where a waterfall of the features begins
    numbers      the two numbers that agree best, sign by sign (`one` is of a, `other` of b); None where one is missing
    conflict     a sentence where one number stands on guns of two makes, else None
    """

    verdict: Verdict
    probability: float
    features: tuple[Feature, ...]
    prior: int
    numbers: Alignment | None = None
    conflict: Message | None = None

    @property
    def why(self) -> tuple[Message, ...]:
        """What speaks for it and against it, the conflict first."""
        told = [each.why for each in self.features if each.name == "number" or each.weight]
        return (self.conflict, *told) if self.conflict else tuple(told)

    @property
    def weight(self) -> int:
        """Tenths of a bit, all in all."""
        return self.prior + sum(each.weight for each in self.features)


def probability_of(weight: int) -> float:
    """What so many tenths of a bit come to, 0 to 1."""
    return round(1 / (1 + exp2(-max(-1000, min(1000, weight)) / 10)), 4)


def _count(value: Any, least: int, most: int) -> int:
    is_count = isinstance(value, int) and not isinstance(value, bool)
    return max(least, min(int(value), most)) if is_count else 0


def _text(value: Any) -> str:
    if value is None or isinstance(value, dict | list):
        return ""
    if isinstance(value, float):  # as spreadsheets write numbers: 123456.0, and NaN for nothing
        value = "" if not isfinite(value) else int(value) if value.is_integer() else value
    return str(value).strip()[:_LONGEST]
