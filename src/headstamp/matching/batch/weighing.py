"""What each pair of records comes to, as `algorithm.compare` would say it, for millions of pairs."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from math import log2
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from headstamp.marks.index.encoding import CODES, SIGN_BITS
from headstamp.marks.likelihood import DOUBLED_LEFT_OUT, agreement
from headstamp.marks.numbers import CLOSE
from headstamp.marks.weights import (
    AN_ERROR_COUNTED,
    NEIGHBOURS,
    OF_A_DELIVERY,
    PRIOR,
    READ_RIGHT,
    USUALLY_APART,
    WITH_ERRORS_COUNTED,
    of_apart,
)
from headstamp.matching.batch.closeness import FAR, closeness
from headstamp.matching.batch.columns import Columns
from headstamp.matching.batch.spacing import VALUES, apart_of
from headstamp.matching.batch.wording import Table, Tokens, questions_of
from headstamp.matching.compare.number import FARTHEST
from headstamp.matching.records import Record

Rows = NDArray[np.int64]
_CHUNK = 20_000
_DIGITS = 10
_LEAST_OF_ERROR = DOUBLED_LEFT_OUT
UNKNOWN = -10_000
USUAL_NEARBY = round(10 * log2(USUALLY_APART))
_CHEAPEST = ("owner", "make", "model", "calibre", "date", "kind", "year", "jurisdiction", "occurrence")
FLOOR = -35  # below it a pair is different, and nobody has to look


class Pairs(NamedTuple):
    """Rows of numbers that were compared, with errors, all weights together, and whether the makes differ."""

    one: Rows
    other: Rows
    errors: NDArray[np.uint8]
    numbers: NDArray[np.int32]
    weights: NDArray[np.int32]
    written: NDArray[np.int32]
    is_against: NDArray[np.bool_]
    is_other_make: NDArray[np.bool_]


class Words(NamedTuple):
    """What the words of pairs of rows weigh."""

    weights: NDArray[np.int32]
    beside_guns_near: NDArray[np.int32]  # where what agrees agrees with the guns near as well
    is_against: NDArray[np.bool_]
    is_other_make: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Spaced:
    """Records, and beside each how many numbers lie from one gun to the next around its number."""

    records: Sequence[Record]
    apart: NDArray[np.int64]

    def __getitem__(self, at: int) -> Record:
        return replace(self.records[at], apart=int(self.apart[at]))

    def pair(self, one: int, other: int, others: int) -> tuple[Record, Record]:
        """Two records, of which other guns take so much."""
        return replace(self[one], others=others), replace(self[other], others=others)


@dataclass(frozen=True, slots=True)
class Weigher:
    """Weighs pairs of rows of one register."""

    columns: Columns
    questions: dict[str, Table | Tokens]
    own: NDArray[np.int32]
    apart: NDArray[np.int64]
    of_apart: NDArray[np.int32]

    @classmethod
    def of(cls, columns: Columns) -> "Weigher":
        table = np.zeros(128, dtype=np.int32)
        for sign, code in CODES.items():
            table[code] = agreement(frozenset(sign), frozenset(sign)) or 0
        apart = apart_of(columns)
        known, place = np.unique(apart, return_inverse=True)
        told = np.array([of_apart(each) if each else UNKNOWN for each in known.tolist()], dtype=np.int32)
        own = table[columns.rows].sum(axis=1, dtype=np.int32)
        return cls(columns, questions_of(columns), own, apart, told[place])

    def records(self) -> "Spaced":
        """The records as `compare` gets them: with how far apart the guns around their number are."""
        most = np.zeros(len(self.columns.records), dtype=np.int64)
        np.maximum.at(most, self.columns.owner_of, self.apart)
        return Spaced(self.columns.records, most)

    def words(self, one: Rows, other: Rows) -> Words:
        """Of pairs of rows: what all words weigh, and beside guns near, whether any speaks against, whether the makes differ."""
        total = np.zeros(len(one), dtype=np.int32)
        beside = np.zeros(len(one), dtype=np.int32)
        is_against = np.zeros(len(one), dtype=np.bool_)
        is_other_make = np.zeros(len(one), dtype=np.bool_)
        for name, question in self.questions.items():
            weights, differs = question.of(one, other)
            total += weights
            beside += np.minimum(weights, 0) if name in OF_A_DELIVERY else weights
            is_against |= weights < 0
            if name == "make":
                is_other_make = differs
        return Words(total, beside, is_against, is_other_make)

    def worth(self, one: Rows, other: Rows, errors: int, floor: NDArray[np.int64] | int) -> tuple[Rows, Rows]:
        """The pairs that can reach the floor; `errors` is the least number of errors that they must have.

        One question after the other is asked of those that are left, as long as the rest could still lift them.
        """
        total: NDArray[np.int64] = PRIOR + np.minimum(self.own[one], self.own[other]).astype(np.int64) - floor
        if errors:
            most = WITH_ERRORS_COUNTED + (AN_ERROR_COUNTED - _LEAST_OF_ERROR) * errors
            total = PRIOR + most + self._nearby(one, other) - floor
        says = {
            name: 0 if errors and name in OF_A_DELIVERY else question.most
            for name, question in self.questions.items()
        }
        hope = sum(says.values())
        for name in sorted(self.questions, key=_CHEAPEST.index):
            question = self.questions[name]
            total = total + np.minimum(question.weights_of(one, other), says[name])
            hope -= says[name]
            kept = np.nonzero(total + hope >= 0)[0]
            one, other, total = one[kept], other[kept], total[kept]
        return one, other

    def _nearby(self, one: Rows, other: Rows) -> NDArray[np.int32]:
        """What the guns near say of pairs with errors."""
        most = np.maximum(self.of_apart[one], self.of_apart[other])
        return np.where(most == UNKNOWN, 0, most).astype(np.int32)

    def weigh(self, one: Rows, other: Rows) -> Pairs:
        """All pairs within two errors, weighed."""
        order = np.argsort(self.columns.lengths[one], kind="stable")
        one, other = one[order], other[order]
        with ThreadPoolExecutor(2) as pool:
            parts = list(pool.map(lambda part: self._close(*part), self._parts(one, other)))
        if not parts:
            return self._summed(one[:0], other[:0], np.zeros(0, np.uint8), np.zeros(0, np.int32))
        errors = np.concatenate([each[0] for each in parts])
        numbers = np.concatenate([each[1] for each in parts])
        near = errors < FAR
        return self._summed(one[near], other[near], errors[near], numbers[near])

    def _parts(self, one: Rows, other: Rows) -> Iterator[tuple[Rows, Rows]]:
        lengths = self.columns.lengths[one]
        for length in np.unique(lengths):
            start, end = np.searchsorted(lengths, [length, length + 1])
            for at in range(int(start), int(end), _CHUNK):
                last = min(at + _CHUNK, int(end))
                yield one[at:last], other[at:last]

    def _close(self, one: Rows, other: Rows) -> tuple[NDArray[np.uint8], NDArray[np.int32]]:
        rows, lengths = self.columns.rows, self.columns.lengths
        return closeness(rows[one], rows[other], int(lengths[one[0]]), lengths[other])

    def _summed(self, one: Rows, other: Rows, errors: NDArray[np.uint8], numbers: NDArray[np.int32]) -> Pairs:
        words = self.words(one, other)
        has_errors = errors > 0
        follow = has_errors & self._follow(one, other)
        own = np.minimum(self.own[one], self.own[other])
        with_errors = WITH_ERRORS_COUNTED + AN_ERROR_COUNTED * errors.astype(np.int32) - (own - numbers)
        numbers = np.maximum(np.where(has_errors, with_errors, numbers), FARTHEST)
        nearby = np.where(has_errors, self._nearby(one, other), 0)
        said = np.where(has_errors, words.beside_guns_near, words.weights)
        weights = PRIOR + numbers + said + nearby + np.where(follow, NEIGHBOURS, 0).astype(np.int32)
        # How often a record is so written of the other's gun, held against a gun of its own, with guns as near as they usually are.
        written = np.where(has_errors, weights - nearby, READ_RIGHT + USUAL_NEARBY + words.beside_guns_near)
        return Pairs(
            one, other, errors, numbers, weights, written.astype(np.int32),
            words.is_against | has_errors, words.is_other_make,
        )  # fmt: skip

    def _follow(self, one: Rows, other: Rows) -> NDArray[np.bool_]:
        """`marks.numbers.neighbours` of every pair."""
        found = np.zeros(len(one), dtype=np.bool_)
        for at in range(0, len(one), 1 << 18):
            part = slice(at, at + (1 << 18))
            found[part] = self._follow_part(one[part], other[part])
        return found

    def _follow_part(self, one: Rows, other: Rows) -> NDArray[np.bool_]:
        a, b = self.columns.rows[one], self.columns.rows[other]
        signs = a & SIGN_BITS, b & SIGN_BITS
        differs = signs[0] != signs[1]
        is_digit = (signs[0] <= _DIGITS) & (signs[1] <= _DIGITS) & (signs[0] > 0) & (signs[1] > 0)
        is_plain = is_digit & (a == signs[0]) & (b == signs[1])
        can_be = (self.columns.lengths[one] == self.columns.lengths[other]) & differs.any(axis=1)
        first = differs.argmax(axis=1)
        last = differs.shape[1] - 1 - differs[:, ::-1].argmax(axis=1)
        gap = np.zeros(len(a), dtype=np.int64)
        is_open = np.ones(len(a), dtype=np.bool_)
        for at in range(a.shape[1]):
            is_within = (at >= first) & (at <= last)
            is_behind = (at > last) & is_open & is_plain[:, at]
            is_open &= (at <= last) | is_behind
            can_be &= ~is_within | is_digit[:, at]
            step = VALUES[signs[0][:, at]] - VALUES[signs[1][:, at]]
            gap = np.where(is_within | is_behind, gap * 10 + step, gap)
        found: NDArray[np.bool_] = can_be & (np.abs(gap) <= CLOSE)
        return found
