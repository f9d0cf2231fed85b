"""Laying one number beside another: where they agree, and with how few errors one became the other.

An error is a sign left out, added or read as another, or two neighbours swapped (optimal string alignment: no sign
is touched twice). The best alignment is that with fewest errors; of equal ones the likeliest.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from headstamp.marks.alphabet import fold_sign
from headstamp.marks.likelihood import DOUBLED_LEFT_OUT, LEFT_OUT, SWAPPED, agreement, difference
from headstamp.marks.pattern import RUN, Pattern, Position
from headstamp.marks.spellings import fit

_NEVER = (-(10**9), 0)
_BAND = 2
Score = tuple[int, int]  # errors as a negative number, tenths of a bit


@dataclass(frozen=True, slots=True)
class Step:
    """What happened at one place: `one` and `other` are the signs there, "" where one number has none."""

    kind: str  # same, look_alike, unread, other, left_out, swapped
    one: str = ""
    other: str = ""


@dataclass(frozen=True, slots=True)
class Alignment:
    """How two numbers may be one: tenths of a bit for it, errors, and what happened where."""

    weight: int
    errors: int
    steps: tuple[Step, ...]

    @property
    def agreeing(self) -> int:
        """Signs that were read on both and are the same or look alike."""
        return sum(step.kind in ("same", "look_alike") for step in self.steps)


def align(one: Pattern, other: Pattern) -> Alignment:
    """The best alignment; as likely, and with as many errors, whichever of the two comes first.

    Of numbers that may be read in several ways those readings that agree best.
    """
    return _of_readings(one, other, _align)


def _of_readings(one: Pattern, other: Pattern, how: Callable[[Pattern, Pattern], Alignment]) -> Alignment:
    if not one.others and not other.others:
        return how(one, other)
    pairs = [
        (first, second)
        for first in one.readings
        for second in other.readings
        if fit(first.without, second.without)
    ]
    return max((how(*pair) for pair in pairs), key=lambda found: (-found.errors, found.weight))


def _align(one: Pattern, other: Pattern) -> Alignment:
    if not one.has_run and not other.has_run and abs(len(one.positions) - len(other.positions)) <= _BAND:
        # What has so few errors never strays farther from side by side than that.
        found = _within(one, other, _BAND)
        if found.errors <= _BAND:
            return found
    return _within(one, other, max(len(one.positions), len(other.positions)))


def _within(one: Pattern, other: Pattern, band: int) -> Alignment:
    """The best alignment in which no sign lies beside one that is more than `band` places off."""
    a, b = one.positions, other.positions
    scores: list[list[Score]] = [[_NEVER] * (len(b) + 1) for _ in range(len(a) + 1)]
    ways: list[list[str]] = [[""] * (len(b) + 1) for _ in range(len(a) + 1)]
    scores[0][0] = (0, 0)
    for i in range(len(a) + 1):
        for j in range(max(0, i - band), min(len(b), i + band) + 1):
            for way, score in _arrivals(a, b, i, j, scores):
                if score > scores[i][j]:
                    scores[i][j], ways[i][j] = score, way
    errors, weight = scores[-1][-1]
    return Alignment(weight, -errors, tuple(_walk(a, b, ways)))


def align_closely(one: Pattern, other: Pattern) -> Alignment:
    """The same where beginnings and ends that agree are taken as they are: what a person would point at, and quick."""
    return _of_readings(one, other, _align_closely)


def _align_closely(one: Pattern, other: Pattern) -> Alignment:
    if one.has_run or other.has_run:
        return _align(one, other)
    a, b = one.positions, other.positions
    start = 0
    while start < min(len(a), len(b)) and agreement(a[start], b[start]) is not None:
        start += 1
    end = 0
    while end < min(len(a), len(b)) - start and agreement(a[-1 - end], b[-1 - end]) is not None:
        end += 1
    inner = _align(Pattern(a[start : len(a) - end]), Pattern(b[start : len(b) - end]))
    before = [_side_by_side(a[at], b[at]) for at in range(start)]
    after = [_side_by_side(a[at], b[at]) for at in range(-end, 0)]
    outer = [*zip(a[:start], b[:start], strict=True), *zip(a[len(a) - end :], b[len(b) - end :], strict=True)]
    weight = inner.weight + sum(agreement(*pair) or 0 for pair in outer)
    return Alignment(weight, inner.errors, (*before, *inner.steps, *after))


def errors_between(one: str, other: str) -> int:
    """Fewest errors between two plain numbers in which look-alikes are one: the obvious way, as a check of fast ones."""
    a, b = [fold_sign(sign) for sign in one], [fold_sign(sign) for sign in other]
    rows = [[max(i, j) if not i or not j else 0 for j in range(len(b) + 1)] for i in range(len(a) + 1)]
    for i in range(1, len(a) + 1):
        for j in range(1, len(b) + 1):
            best = min(rows[i - 1][j], rows[i][j - 1]) + 1
            best = min(best, rows[i - 1][j - 1] + (a[i - 1] != b[j - 1]))
            if i > 1 and j > 1 and a[i - 1] == b[j - 2] and a[i - 2] == b[j - 1]:
                best = min(best, rows[i - 2][j - 2] + 1)
            rows[i][j] = best
    return rows[-1][-1]


def _arrivals(
    a: tuple[Position, ...], b: tuple[Position, ...], i: int, j: int, scores: list[list[Score]]
) -> Iterator[tuple[str, Score]]:
    """Every way to come to the place behind `i` signs of one and `j` of the other."""
    if i and j and RUN not in (a[i - 1], b[j - 1]):
        alike = agreement(a[i - 1], b[j - 1])
        here = (0, alike) if alike is not None else (-1, -difference(a[i - 1], b[j - 1]))
        yield "both", _plus(scores[i - 1][j - 1], *here)
        if i > 1 and j > 1 and RUN not in (a[i - 2], b[j - 2]):
            crossed = agreement(a[i - 1], b[j - 2]), agreement(a[i - 2], b[j - 1])
            if crossed[0] is not None and crossed[1] is not None:
                yield "swap", _plus(scores[i - 2][j - 2], -1, crossed[0] + crossed[1] - SWAPPED)
    if i:
        yield "one", _plus(scores[i - 1][j], *_alone(a, i, is_free=a[i - 1] == RUN or _is_in_run(b, j)))
    if j:
        yield "other", _plus(scores[i][j - 1], *_alone(b, j, is_free=b[j - 1] == RUN or _is_in_run(a, i)))


def _alone(signs: tuple[Position, ...], at: int, *, is_free: bool) -> Score:
    if is_free:
        return (0, 0)
    is_doubled = at > 1 and signs[at - 1] == signs[at - 2]
    return (-1, -(DOUBLED_LEFT_OUT if is_doubled else LEFT_OUT))


def _is_in_run(signs: tuple[Position, ...], at: int) -> bool:
    return at > 0 and signs[at - 1] == RUN


def _plus(score: Score, errors: int, weight: int) -> Score:
    return (score[0] + errors, score[1] + weight)


def _walk(a: tuple[Position, ...], b: tuple[Position, ...], ways: list[list[str]]) -> list[Step]:
    """The steps of the best way, from left to right."""
    steps, i, j = [], len(a), len(b)
    while i or j:
        way = ways[i][j]
        if way == "both":
            i, j = i - 1, j - 1
            steps.append(_side_by_side(a[i], b[j]))
        elif way == "swap":
            i, j = i - 2, j - 2
            steps.append(Step("swapped", _shown(a[i]) + _shown(a[i + 1]), _shown(b[j]) + _shown(b[j + 1])))
        elif way == "one":
            i -= 1
            is_free = a[i] == RUN or _is_in_run(b, j)
            steps.append(Step("unread" if is_free else "left_out", one=_shown(a[i])))
        else:
            j -= 1
            is_free = b[j] == RUN or _is_in_run(a, i)
            steps.append(Step("unread" if is_free else "left_out", other=_shown(b[j])))
    return steps[::-1]


def _side_by_side(one: Position, other: Position) -> Step:
    alike = agreement(one, other)
    if alike is None:
        kind = "other"
    elif len(one) > 1 or len(other) > 1:
        kind = "unread"
    else:
        kind = "same" if one == other else "look_alike"
    return Step(kind, _shown(one), _shown(other))


@lru_cache(maxsize=4_096)
def _shown(position: Position) -> str:
    return str(Pattern((position,)))
