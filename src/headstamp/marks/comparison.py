"""Whether two records tell of one gun: same, different, unsure, or in conflict, how likely, and why.

A question is a function of two records whose docstring says what it asks; QUESTIONS lists them. Each answers with
tenths of a bit for one gun or against it. Comparing knows no order: a with b is b with a. It decides nothing: it says
to a person what to look at.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from headstamp.kernel.text import Message, gettext_noop
from headstamp.marks import agreement
from headstamp.marks.agreement import Agreement
from headstamp.marks.alignment import Alignment, align
from headstamp.marks.junk import junk
from headstamp.marks.numbers import neighbours, why_alike
from headstamp.marks.pattern import Pattern, literal

PRIOR = -170  # of two records taken at random one pair in 130,000 is one gun
_SAME, _DIFFERENT = 0.9, 0.1
_TELLING = 120  # of a number that is enough to raise a conflict: four digits
_NEIGHBOURS = -80


class Verdict(StrEnum):
    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True)
class Record:
    """What a record says of a gun, as written; "" where it says nothing. `serials` are the numbers of its parts."""

    serials: tuple[str, ...] = ()
    make: str = ""
    model: str = ""
    calibre: str = ""
    type: str = ""
    owner: str = ""
    date: str = ""

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> "Record":
        """From `{serial, make, model, calibre, type, owner, date}`; `serial` may be a list."""
        serial = told.get("serial")
        serials = serial if isinstance(serial, list | tuple) else [serial]
        words = {name: _text(told.get(name)) for name in cls.__dataclass_fields__ if name != "serials"}
        return cls(tuple(text for each in serials if (text := _text(each))), **words)


@dataclass(frozen=True, slots=True)
class Answer:
    """What one question says: tenths of a bit, and the reason."""

    weight: int
    why: Message


@dataclass(frozen=True, slots=True)
class Comparison:
    """The verdict, how likely the two are one gun (0 to 1), and why."""

    verdict: Verdict
    probability: float
    why: tuple[Message, ...]


def compare(one: Record, other: Record) -> Comparison:
    """Whether the two records tell of one gun."""
    numbers = best_alignment(one, other)
    answers = [*_of_numbers(one, other, numbers), *_of_words(one, other)]
    total = PRIOR + sum(answer.weight for answer in answers)
    probability = round(1 / (1 + 2 ** (-max(-1000, min(1000, total)) / 10)), 4)
    why = [answer.why for answer in answers]
    if _is_conflict(one, other, numbers):
        return Comparison(Verdict.CONFLICT, probability, (Message(_CONFLICT), *why))
    is_against = any(answer.weight < 0 for answer in answers) or bool(numbers and numbers.errors)
    return Comparison(
        _verdict(one, other, numbers, probability, is_against=is_against), probability, tuple(why)
    )


def best_alignment(one: Record, other: Record) -> Alignment | None:
    """Of all numbers of both the two that agree best; None where a record has no number that says something."""
    pairs = {
        tuple(sorted((first, second), key=str))
        for first in _numbers_of(one.serials)
        for second in _numbers_of(other.serials)
    }
    aligned = [align(first, second) for first, second in sorted(pairs, key=str)]
    return max(aligned, key=lambda pair: (pair.weight, -pair.errors), default=None)


_CONFLICT = gettext_noop("the same number on guns of other makes: look at both before you join them")
_NO_NUMBER = gettext_noop("a number is missing on one of them or on both")
_JUNK = gettext_noop("what stands in a number field is no number")
_CLOSE = gettext_noop("the numbers follow each other closely, as guns of one delivery do")
_SPOKEN = {
    "make": (30, -60, gettext_noop("same make"), gettext_noop("other make")),
    "model": (30, -30, gettext_noop("same model"), gettext_noop("other model")),
    "calibre": (20, -45, gettext_noop("same calibre"), gettext_noop("other calibre")),
    "type": (8, -45, gettext_noop("same type"), gettext_noop("other type")),
    "owner": (60, -10, gettext_noop("same owner"), gettext_noop("other owner")),
    "date": (15, 0, gettext_noop("same day"), ""),
}
QUESTIONS: Mapping[str, Callable[[str, str], Agreement]] = {
    "make": agreement.makes,
    "model": agreement.models,
    "calibre": agreement.calibres,
    "type": agreement.kinds,
    "owner": agreement.owners,
    "date": agreement.dates,
}


def _of_numbers(one: Record, other: Record, numbers: Alignment | None) -> list[Answer]:
    if numbers is None:
        has_junk = any(junk(text) for text in (*one.serials, *other.serials))
        return [Answer(0, Message(_JUNK if has_junk else _NO_NUMBER))]
    answers = [Answer(max(numbers.weight, -200), why_alike(numbers))]
    if numbers.errors and neighbours(numbers):
        answers.append(Answer(_NEIGHBOURS, Message(_CLOSE)))
    return answers


def _of_words(one: Record, other: Record) -> list[Answer]:
    answers = []
    for name, ask in QUESTIONS.items():
        found = ask(getattr(one, name), getattr(other, name))
        weight, against, same, differs = _SPOKEN[name]
        if found is Agreement.AGREE:
            answers.append(Answer(weight, Message(same)))
        elif found is Agreement.DIFFER:
            answers.append(Answer(against, Message(differs)))
    return answers


def _is_conflict(one: Record, other: Record, numbers: Alignment | None) -> bool:
    """One whole number on guns of two makes."""
    if numbers is None or numbers.errors or numbers.weight < _TELLING:
        return False
    is_whole = all(step.kind in ("same", "look_alike") for step in numbers.steps)
    return is_whole and agreement.makes(one.make, other.make) is Agreement.DIFFER


def _verdict(
    one: Record, other: Record, numbers: Alignment | None, probability: float, *, is_against: bool
) -> Verdict:
    if (
        numbers is None
    ):  # two guns may be alike in all but the number, so likeness never joins; unlikeness parts
        differing = sum(
            ask(getattr(one, name), getattr(other, name)) is Agreement.DIFFER
            for name, ask in QUESTIONS.items()
            if name in ("make", "calibre", "type")
        )
        return Verdict.DIFFERENT if differing > 1 else Verdict.UNSURE
    if probability >= _SAME:
        return Verdict.SAME
    return Verdict.DIFFERENT if probability <= _DIFFERENT and is_against else Verdict.UNSURE


def _numbers_of(serials: tuple[str, ...]) -> list[Pattern]:
    return [literal(text) for text in serials if not junk(text)]


def _text(value: Any) -> str:
    if value is None or isinstance(value, dict | list):
        return ""
    return str(value).strip()[:300]
