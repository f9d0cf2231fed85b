"""What the generator itself would say of a pair, knowing its runs, its errors and its habits: nobody can do better by much.

For a record y with number n: either it was written of a gun of its own, of which the runs say how many to expect at n, or it is
a second record of some x. The posterior of x is its share among all that could have made y.
"""

from collections import defaultdict
from collections.abc import Sequence
from functools import cache, lru_cache

from bench.marks_numbers import STAMPS
from bench.matching.guns import (
    ALIKE,
    CALIBRES,
    KINDS,
    MAKES,
    MISSING,
    OWNERS,
    SECOND,
    WITH_ERRORS,
    WRONG,
    Register,
)
from headstamp.marks.alignment import Alignment, align
from headstamp.marks.alphabet import DIGITS, FOLDED_SIGNS, fold_sign, folded
from headstamp.marks.likelihood import is_usually_confused
from headstamp.marks.pattern import literal
from headstamp.matching.records import Record

Runs = dict[tuple[int, str], list[tuple[int, int, float]]]
_ODDS = SECOND / (1 - SECOND)
_OTHERS = len(FOLDED_SIGNS) - 2


class Oracle:
    """Knows the runs of one register."""

    def __init__(self, register: Register) -> None:
        self.records = register.records
        self.runs: Runs = defaultdict(list)
        for run in register.runs:
            shape = "".join("9" if sign == "9" else fold_sign(sign) for sign in run.series if sign.isalnum())
            self.runs[run.stamp, shape].append((run.start, run.start + run.size, run.density))
        self.guns_at = lru_cache(maxsize=None)(self._guns_at)

    def _guns_at(self, number: str) -> tuple[tuple[int, float], ...]:
        """Of each stamp how many guns are to be expected at a folded number."""
        found = []
        for stamp, places in _shapes(len(number)):
            if all(number[at] in DIGITS for at in places):
                shape = "".join("9" if at in places else sign for at, sign in enumerate(number))
                count = int("".join(number[at] for at in places))
                said = [
                    density
                    for start, end, density in self.runs.get((stamp, shape), ())
                    if start <= count < end
                ]
                if said:
                    found.append((stamp, min(1.0, sum(said))))
        return tuple(found)

    def expected(self, record: Record, taken: Record | None = None) -> float:
        """Guns to be expected that would be written like this record; `taken` has the same number, so its stamp's is taken."""
        shares = dict(self.stamps(taken)) if taken else {}
        guns = self.guns_at(folded(record.serials[0]))
        return sum(count * said(record, stamp) * (1 - shares.get(stamp, 0.0)) for stamp, count in guns)

    def stamps(self, record: Record) -> tuple[tuple[int, float], ...]:
        """Which stamp the gun of a record bears, and how surely."""
        guns = dict(self.guns_at(folded(record.serials[0])))
        shares = {stamp: (guns.get(stamp, 0.0) + 1e-6) * said(record, stamp) for stamp in range(len(STAMPS))}
        total = sum(shares.values())
        return tuple((stamp, share / total) for stamp, share in shares.items())

    def second(self, x: Record, y: Record, found: Alignment) -> float:
        """How many second records of x are to be expected that are written like y."""
        words = sum(share * said(y, stamp) for stamp, share in self.stamps(x))
        owner = 1.0
        if x.owner and y.owner:
            owner = OWNERS if x.owner == y.owner else 0.0
        return _ODDS * misread(x.serials[0], y.serials[0], found) * words * owner

    def posteriors(self, pairs: Sequence[tuple[int, int]]) -> list[float]:
        """How likely each pair of records is one gun."""
        aligned = [
            align(literal(self.records[a].serials[0]), literal(self.records[b].serials[0])) for a, b in pairs
        ]
        made: dict[int, float] = defaultdict(float)
        ways = []
        for (a, b), found in zip(pairs, aligned, strict=True):
            there, back = self._second(a, b, found), self._second(b, a, found)
            made[b] += there
            made[a] += back
            ways.append((there, back))
        return [
            min(1.0, self._share(there, made[b], b, a, found) + self._share(back, made[a], a, b, found))
            for (a, b), (there, back), found in zip(pairs, ways, aligned, strict=True)
        ]

    def _second(self, a: int, b: int, found: Alignment) -> float:
        return self.second(self.records[a], self.records[b], found)

    def _share(self, way: float, made: float, y: int, x: int, found: Alignment) -> float:
        taken = None if found.errors else self.records[x]
        whole = made + self.expected(self.records[y], taken)
        return way / whole if whole else 0.0


def misread(one: str, other: str, found: Alignment) -> float:
    """How often the number `one` is written as `other` when a gun is registered again."""
    errors, length = found.errors, len(folded(one))
    if errors > 2:
        return 0.0
    likely = WITH_ERRORS[errors] * (2.0 if errors == 2 else 1.0)
    is_turned = len(folded(one)) != len(folded(other))
    for step in found.steps:
        if step.kind == "other":
            likely *= (_read(step.one, step.other) + _read(step.other, step.one)) / 2 / length
        elif step.kind == "left_out":
            likely *= (0.15 if is_turned and length > len(folded(other)) else 0.1 / _OTHERS) / length
        elif step.kind == "swapped":
            likely *= 0.15 / length
    return likely


@cache
def _read(sign: str, as_sign: str) -> float:
    own, read = fold_sign(sign[:1]), fold_sign(as_sign[:1])
    usual = [each for each in FOLDED_SIGNS[:-1] if each != own and is_usually_confused(each, own)]
    if not usual:
        return 0.6 / _OTHERS
    return 0.15 / _OTHERS + (0.45 / len(usual) if read in usual else 0.0)


@cache
def _shapes(length: int) -> list[tuple[int, tuple[int, ...]]]:
    """Stamps of numbers of so many signs, and where their count stands."""
    found = []
    for stamp, (_, _, _, shape) in enumerate(STAMPS):
        signs = [sign for sign in shape if sign.isalnum()]
        if len(signs) == length:
            found.append((stamp, tuple(at for at, sign in enumerate(signs) if sign == "9")))
    return found


def said(record: Record, stamp: int) -> float:
    """How often a gun of a stamp is written with these words."""
    return _said(record.make, record.model, record.calibre, record.kind, stamp)


@cache
def _said(make: str, model: str, calibre: str, kind: str, stamp: int) -> float:
    own_make, own_model, own_calibre, _ = STAMPS[stamp]
    own_make = "ceska_zbrojovka" if own_make == "cz_czech" else own_make
    own_kind = KINDS.get(own_model, "pistol")
    return (
        _word(make, MAKES.get(own_make, (own_make,)), "make")
        * _word(model, (own_model,), "model")
        * _word(calibre, CALIBRES.get(own_calibre, (own_calibre,)), "calibre")
        * _word(kind, ALIKE.get(own_kind, (own_kind,)), "kind")
    )


def _word(wording: str, own: tuple[str, ...], name: str) -> float:
    if not wording:
        return MISSING[name] if own != ("",) else 1.0
    wrong = WRONG / 20 if name in ("make", "calibre") else 1e-5
    return (1 - MISSING[name]) / len(own) if wording in own else wrong
