"""What the generator itself would say of a pair, knowing its runs, its errors and its habits: nobody can do better by much.

A record was either written of a gun of its own, of which the runs say how many to expect at its number, or it is a second
record of a gun that another record names. Two records are one gun as often as the ways that make them so outweigh the others.
Other records of the same number are taken for the same gun.
"""

from collections import defaultdict
from functools import cache
from math import log2

import numpy as np
from numpy.typing import NDArray

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
from headstamp.marks.alphabet import DIGITS, FOLDED_SIGNS, fold_sign, folded
from headstamp.marks.index.encoding import CODES
from headstamp.marks.likelihood import is_usually_confused
from headstamp.matching.batch.blocking import of_whole, within_one, within_two
from headstamp.matching.batch.candidates import by_make, kept, once
from headstamp.matching.batch.closeness import AN_ERROR, FAR, Costs, closeness, table_of
from headstamp.matching.batch.columns import Columns, columns_of
from headstamp.matching.records import Record

Runs = dict[tuple[int, str], list[tuple[int, int, float]]]
Rows = NDArray[np.int64]
Chances = NDArray[np.float64]
_ODDS = SECOND / (1 - SECOND)
_SIGNS = FOLDED_SIGNS[:-1]
_A_BIT = 100
_OF_ERRORS = np.array(
    [WITH_ERRORS[0], WITH_ERRORS[1], 2 * WITH_ERRORS[2], 0.0]
)  # two errors come in either order
_MOST_OF_A_KEY = 200
_LEAST = 0.01  # what cannot become so likely is not looked at
_RIVAL = 0.0005
_SIBLINGS = (
    30  # numbers that a misread one may have been, once the misread sign is known: ten, and a hundred of two
)
_NEVER = 1e-12
_CHUNK, _AT_ONCE = 1 << 18, 20_000


class Oracle:
    """Knows the runs of one register."""

    def __init__(self, register: Register) -> None:
        records = register.records
        self.columns = columns_of(records)
        self.runs: Runs = defaultdict(list)
        for run in register.runs:
            shape = "".join("9" if sign == "9" else fold_sign(sign) for sign in run.series if sign.isalnum())
            self.runs[run.stamp, shape].append((run.start, run.start + run.size, run.density))
        self.numbers = [folded(record.serials[0]) if record.serials else "" for record in records]
        known: dict[str, int] = {}
        self.places = np.array([known.setdefault(number, len(known)) for number in self.numbers])
        self.guns = np.array([self._guns_at(number) for number in known])[self.places]
        self.said = _said_of(records)
        self.expected = (self.guns * self.said).sum(axis=1)
        shares = (self.guns + 1e-6) * self.said
        self.shares = shares / shares.sum(axis=1, keepdims=True)
        owners: dict[str, int] = {"": 0}
        self.owners = np.array([owners.setdefault(record.owner, len(owners)) for record in records])

    def _guns_at(self, number: str) -> list[float]:
        """Of each stamp how many guns are to be expected at a folded number."""
        found = [0.0] * len(STAMPS)
        for stamp, places in _shapes(len(number)):
            if all(number[at] in DIGITS for at in places):
                shape = "".join("9" if at in places else sign for at, sign in enumerate(number))
                count = int("".join(number[at] for at in places))
                runs = self.runs.get((stamp, shape), ())
                found[stamp] = min(1.0, sum(dense for start, end, dense in runs if start <= count < end))
        return found

    def posteriors(self) -> tuple[Rows, Rows, Chances]:
        """Pairs of records by their places, and how likely each is one gun; what cannot be is left out."""
        one, other, there, back = self._written_alike()
        there *= _ODDS * self._worded(one, other)
        back *= _ODDS * self._worded(other, one)
        can_be = there / (self.expected[other] + _NEVER) + back / (self.expected[one] + _NEVER) > _LEAST
        most = np.zeros(len(self.numbers))
        np.maximum.at(most, one, back)
        np.maximum.at(most, other, there)
        can_be |= (there > _RIVAL * most[other]) | (
            back > _RIVAL * most[one]
        )  # what made a record by another way
        one, other, there, back = one[can_be], other[can_be], there[can_be], back[can_be]
        return one, other, self._weighed(one, other, there, back)

    def _written_alike(self) -> tuple[Rows, Rows, Chances, Chances]:
        """Pairs within two errors, how often the number of the one is written as the other's, and the other way about."""
        columns = self.columns
        one, other = alike(columns)
        there, back = (_misread(columns, *way) for way in ((one, other), (other, one)))
        a, b = columns.owner_of[one], columns.owner_of[other]
        is_turned = a > b
        a, b = np.where(is_turned, b, a), np.where(is_turned, a, b)
        there, back = np.where(is_turned, back, there), np.where(is_turned, there, back)
        order = np.lexsort((-(there + back), b, a))  # of a number read in two ways the likelier
        _, first = np.unique(a[order] << 32 | b[order], return_index=True)
        kept = order[first]
        return a[kept], b[kept], there[kept], back[kept]

    def _weighed(self, one: Rows, other: Rows, there: Chances, back: Chances) -> Chances:
        """The share of the ways that make a pair one gun."""
        rest = self._rest(np.concatenate([one, other]), np.concatenate([other, one]), np.append(there, back))
        rest_other, rest_one = rest[: len(one)], rest[len(one) :]
        own_one, own_other = self.expected[one] + _NEVER, self.expected[other] + _NEVER
        # Of some guns no record has a number: one beside this pair's may have been misread instead.
        unseen_one, unseen_other = self._unseen(one) * there, self._unseen(other) * back
        with_errors = there / (own_other + rest_other + unseen_one) + back / (
            own_one + rest_one + unseen_other
        )
        # Two guns bear one number only with unlike stamps, or because one of the records was misread.
        unlike = (self.guns[other] * self.said[other] * (1 - self.shares[one])).sum(axis=1)
        against = own_one * (unlike + rest_other) + own_other * rest_one + rest_one * rest_other
        equal = (own_one * there + own_other * back) / np.maximum(against, _NEVER**2)
        odds = np.where(self.places[one] != self.places[other], with_errors, equal)
        return np.asarray(odds / (1 + odds))

    def _rest(self, makers: Rows, made: Rows, how: Chances) -> Chances:
        """How often a record would be made by other numbers than its maker's; of each number its likeliest record."""
        ways = made * len(self.numbers) + self.places[makers]
        _, first, place = np.unique(ways, return_index=True, return_inverse=True)
        greatest = np.zeros(len(first))
        np.maximum.at(greatest, place, how)
        total = np.bincount(made[first], weights=greatest, minlength=len(self.numbers))
        return np.asarray((total[made] - greatest[place]) / (1 - MISSING["number"]))

    def _unseen(self, rows: Rows) -> Chances:
        """How many guns without a number are to be expected beside those of these rows, as near to what was written."""
        return np.asarray(MISSING["number"] * np.minimum(1.0, _SIBLINGS * self.guns[rows].max(axis=1)))

    def _worded(self, one: Rows, other: Rows) -> Chances:
        """How often a second record of `one` has the words and the owner of `other`."""
        words = np.empty(len(one))
        for at in range(0, len(one), _CHUNK):
            part = slice(at, at + _CHUNK)
            words[part] = (self.shares[one[part]] * self.said[other[part]]).sum(axis=1)
        a, b = self.owners[one], self.owners[other]
        return words * np.where((a > 0) & (b > 0), np.where(a == b, float(OWNERS), 0.0), 1.0)


def alike(columns: Columns) -> tuple[Rows, Rows]:
    """Pairs of rows that share a key: all within one error, and of one make all within two."""
    rows = np.arange(len(columns.rows))
    repeated, groups = by_make(columns, rows)
    is_any = np.ones(len(rows), dtype=np.bool_)
    keys = (
        of_whole(columns, rows),
        within_one(columns, rows),
        within_two(columns, repeated, groups, is_any, 4),
    )
    pairs = np.unique(np.concatenate([once(kept(each, columns, _MOST_OF_A_KEY)) for each in keys]))
    return (pairs >> np.uint64(32)).astype(np.int64), (pairs & np.uint64(0xFFFFFFFF)).astype(np.int64)


def _misread(columns: Columns, one: Rows, other: Rows) -> Chances:
    """How often the numbers of `one` are written as those of `other` when a gun is registered again."""
    found = np.zeros(len(one))
    lengths = columns.lengths[one]
    for length in np.unique(lengths):
        of_length = np.nonzero(lengths == length)[0]
        for at in range(0, len(of_length), _AT_ONCE):
            part = of_length[at : at + _AT_ONCE]
            rows, others = columns.rows[one[part]], other[part]
            errors, weights = closeness(
                rows, columns.rows[others], int(length), columns.lengths[others], _costs()
            )
            likely = np.exp2(weights / _A_BIT) / float(length) ** errors
            found[part] = np.where(errors < FAR, _OF_ERRORS[np.minimum(errors, 3)] * likely, 0.0)
    return found


@cache
def _costs() -> Costs:
    """What the generator's errors cost in hundredths of a bit, at one sign of the number."""
    left_out, added = _cost(0.15), _cost(0.1 / len(_SIGNS))
    twice = _cost(0.5) - AN_ERROR  # less: of two signs that are equal either may be meant
    return Costs(table_of(_row), left_out, left_out - twice, added, added - twice, _cost(0.15))


def _cost(chance: float) -> int:
    return AN_ERROR - round(_A_BIT * log2(chance))


def _row(sign: str) -> NDArray[np.int32]:
    found = np.full(128, 10**7, dtype=np.int32)
    for read, code in CODES.items():
        is_one = fold_sign(sign) == fold_sign(read)
        found[code] = 0 if is_one else _cost(_read(fold_sign(sign), fold_sign(read)))
    return found


@cache
def _read(sign: str, as_sign: str) -> float:
    usual = [each for each in _SIGNS if each != sign and is_usually_confused(each, sign)]
    if not usual:
        return 0.6 / (len(_SIGNS) - 1)
    return 0.15 / (len(_SIGNS) - 1) + (0.45 / len(usual) if as_sign in usual else 0.0)


@cache
def _shapes(length: int) -> list[tuple[int, tuple[int, ...]]]:
    """Stamps of numbers of so many signs, and where their count stands."""
    found = []
    for stamp, (_, _, _, shape) in enumerate(STAMPS):
        signs = [sign for sign in shape if sign.isalnum()]
        if len(signs) == length:
            found.append((stamp, tuple(at for at, sign in enumerate(signs) if sign == "9")))
    return found


def _said_of(records: list[Record]) -> Chances:
    """Of each record how often a gun of each stamp is written with its words."""
    known: dict[tuple[str, ...], int] = {}
    places = [known.setdefault(_words(record), len(known)) for record in records]
    table = np.array([[_said(words, stamp) for stamp in range(len(STAMPS))] for words in known])
    return np.asarray(table[places])


def _words(record: Record) -> tuple[str, ...]:
    return record.make, record.model, record.calibre, record.kind


def _said(words: tuple[str, ...], stamp: int) -> float:
    make, model, calibre, kind = words
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
