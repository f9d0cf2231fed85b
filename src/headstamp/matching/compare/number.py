"""Do the numbers agree: of all numbers of both records the two that agree best, and with which errors."""

from functools import lru_cache

from headstamp.kernel.text import Message, gettext_noop
from headstamp.marks.agreement import Agreement
from headstamp.marks.alignment import Alignment, Step, align
from headstamp.marks.junk import junk
from headstamp.marks.likelihood import agreement as sign_weight
from headstamp.marks.numbers import why_alike
from headstamp.marks.pattern import Pattern, literal
from headstamp.marks.weights import of_number
from headstamp.matching.records import Feature, Record
from headstamp.vocabulary import codes

FARTHEST = -200  # what an altogether other number says against one gun
_NO_NUMBER = gettext_noop("a number is missing on one of them or on both")
_JUNK = gettext_noop("what stands in a number field is no number")


def number(one: Record, other: Record) -> Feature:
    """Are the numbers one number? Signs that look alike count as the same, unread ones say nothing, and each sign that
    was left out, added, swapped or read as another speaks against it."""
    found = best_pair(one, other)
    if found is None:
        has_junk = any(junk(text) for text in (*one.serials, *other.serials))
        why = Message(_JUNK if has_junk else _NO_NUMBER)
        return Feature("number", _shown(one), _shown(other), Agreement.UNKNOWN, 0, why)
    first, second, numbers = found
    own = min(_own(literal(first)), _own(literal(second)))
    apart = 0 if _is_open(numbers) else max(one.apart, other.apart)
    weight = max(of_number(numbers.weight, numbers.errors, own, apart), FARTHEST)
    agreement = Agreement.DIFFER if numbers.errors else Agreement.AGREE
    return Feature("number", first, second, agreement, weight, why_alike(numbers))


def best_pair(one: Record, other: Record) -> tuple[str, str, Alignment] | None:
    """The two numbers that agree best, as written, and how they lie beside each other; None where one record has none."""
    return _best_of(one.serials, other.serials)


@lru_cache(maxsize=4096)  # several questions of a pair ask it
def _best_of(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, str, Alignment] | None:
    pairs = [
        (first, second, _aligned(first, second))
        for first in sorted(_numbers_of(one))
        for second in sorted(_numbers_of(other))
    ]
    return max(pairs, key=_likeliest, default=None)


def _own(pattern: Pattern) -> int:
    """What the number weighs laid beside itself."""
    return sum(sign_weight(each, each) or 0 for each in pattern.positions)


def _likeliest(pair: tuple[str, str, Alignment]) -> tuple[int, int, str, str]:
    low, high = sorted(pair[:2])
    return pair[2].weight, -pair[2].errors, low, high


def _aligned(first: str, second: str) -> Alignment:
    """From the lesser to the greater, so that it is one alignment whoever comes first."""
    if first <= second:
        return align(literal(first), literal(second))
    found = align(literal(second), literal(first))
    return Alignment(found.weight, found.errors, tuple(_turned(step) for step in found.steps))


def _turned(step: Step) -> Step:
    return Step(step.kind, step.other, step.one)


def _numbers_of(serials: tuple[str, ...]) -> list[str]:
    return [text for text in serials if not junk(text)]


def _is_open(numbers: Alignment) -> bool:
    """Whether the numbers are equal as far as they were read, but not all of them was."""
    return not numbers.errors and any(step.kind == "unread" for step in numbers.steps)


def _shown(record: Record) -> str:
    return "; ".join(record.serials)


codes.on_forget(_best_of.cache_clear)
