"""Adds up the numbers of an output: every total beside the sum of its parts. What does not agree is shown, never mended."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from headstamp.programme.facts import NumberFacts

SEXES = ("female", "male", "other", "unknown")
_ADDED = ("attendances", "sessions", "campaigns")


@dataclass(frozen=True, slots=True)
class Sum:
    """A total as told and what its parts add up to. `of` names the outputs' codes, `by` what the parts are split by."""

    of: str
    unit: str
    by: str
    told: Decimal
    parts: tuple[Decimal, ...]
    sex: str = ""
    jurisdiction: str = ""

    @property
    def added(self) -> Decimal:
        return sum(self.parts, Decimal(0))

    @property
    def agrees(self) -> bool:
        return self.told == self.added

    @property
    def difference(self) -> Decimal:
        return self.told - self.added


def sums_of(
    code: str, numbers: Sequence[NumberFacts], parts: Iterable[Sequence[NumberFacts]] = ()
) -> list[Sum]:
    """Every total of the output that its own splits, or the outputs within it, can be added up to.

    A total is compared only with a split that is told whole: both sexes, or every jurisdiction that is named.
    """
    found = list(_own(code, numbers))
    inner = [number for each in parts for number in each]
    for number in numbers:
        like = [
            other.value
            for other in inner
            if number.unit in _ADDED and _place(other) == _place(number) and not other.qualifier
        ]
        if like and not number.qualifier:
            found.append(_sum(code, number, "part", like))
    return found


def _own(code: str, numbers: Sequence[NumberFacts]) -> Iterator[Sum]:
    for number in numbers:
        if number.unit not in _ADDED or number.qualifier or number.audience:
            continue
        same = [
            other
            for other in numbers
            if (other.unit, other.period, other.audience) == (number.unit, number.period, "")
        ]
        if not number.sex:
            split = [o.value for o in same if o.sex and o.jurisdiction == number.jurisdiction]
            if len(split) > 1 or split == [number.value]:  # one sex alone is no split, unless it is all
                yield _sum(code, number, "sex", split)
        if not number.jurisdiction:
            split = [o.value for o in same if o.jurisdiction and o.sex == number.sex]
            if len(split) > 1:
                yield _sum(code, number, "jurisdiction", split)


def _place(number: NumberFacts) -> tuple[str, str, str, str, str]:
    return number.unit, number.sex, number.jurisdiction, number.audience, number.period


def _sum(code: str, number: NumberFacts, by: str, parts: Sequence[Decimal]) -> Sum:
    return Sum(code, number.unit, by, number.value, tuple(parts), number.sex, number.jurisdiction)
