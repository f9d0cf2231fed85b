"""What each pair of records comes to, as `algorithm.compare` would say it, for millions of pairs."""

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from math import log2
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from headstamp.marks.index.closeness import own_weights
from headstamp.marks.index.encoding import SIGN_BITS
from headstamp.marks.likelihood import DOUBLED_LEFT_OUT
from headstamp.marks.numbers import CLOSE
from headstamp.marks.weights import (
    AN_ERROR_COUNTED,
    EQUAL_COUNTED,
    FARTHEST_OF_ALL,
    MOST_EQUAL_COUNTED,
    NEAREST_OF_ALL,
    NEIGHBOURS,
    PRIOR,
    READ_RIGHT,
    USUALLY_APART,
    WHOLE,
    WITH_ERRORS_COUNTED,
)
from headstamp.matching.algorithm import BACKING, BACKING_AN_ERROR
from headstamp.matching.batch.blocking import MOST_OF_AN_OWNER
from headstamp.matching.batch.closeness import FAR, closeness
from headstamp.matching.batch.columns import Columns
from headstamp.matching.batch.spacing import NEAREST, NOBODY, VALUES, around
from headstamp.matching.batch.wording import Table, Tokens, questions_of
from headstamp.matching.compare.number import FARTHEST
from headstamp.matching.records import Record

Rows = NDArray[np.int64]
_CHUNK = 20_000
_DIGITS = 10
_LEAST_OF_ERROR = DOUBLED_LEFT_OUT
UNKNOWN = -10_000
OF_A_GUN = frozenset(["make", "model", "calibre", "kind"])  # what guns of one delivery agree in
USUAL_NEARBY = round(10 * log2(USUALLY_APART))
_CHEAPEST = ("owner", "make", "model", "calibre", "date", "kind", "year", "jurisdiction", "occurrence")
FLOOR = -35  # below it a pair is different, and nobody has to look


class Pairs(NamedTuple):
    """Rows of numbers that were compared, with errors, what the numbers weigh laid beside each other, all weights together, and what
    the verdict hangs on beside."""

    one: Rows
    other: Rows
    errors: NDArray[np.uint8]
    laid: NDArray[np.int32]
    weights: NDArray[np.int32]
    written: NDArray[np.int32]
    is_against: NDArray[np.bool_]
    is_other_make: NDArray[np.bool_]
    is_backed: NDArray[np.bool_]


class Words(NamedTuple):
    """What the words of pairs of rows weigh."""

    weights: NDArray[np.int32]
    is_against: NDArray[np.bool_]
    is_other_make: NDArray[np.bool_]
    is_backed: NDArray[np.bool_]
    is_owned: NDArray[np.bool_]  # backed so well that a number may have an error


@dataclass(frozen=True, slots=True)
class Spaced:
    """Records, and beside each what was counted in the register: see `Record`."""

    records: Sequence[Record]
    apart: NDArray[np.int64]
    alike: NDArray[np.int64]
    owner_one_in: NDArray[np.int64]

    def __getitem__(self, at: int) -> Record:
        return replace(
            self.records[at],
            apart=int(self.apart[at]),
            alike=int(self.alike[at]),
            owner_one_in=int(self.owner_one_in[at]),
        )

    def pair(self, one: int, other: int, others: int) -> tuple[Record, Record]:
        """Two records, of which other guns take so much."""
        return replace(self[one], others=others), replace(self[other], others=others)


@dataclass(frozen=True, slots=True)
class Weigher:
    """Weighs pairs of rows of one register.

    `apart` and `alike` are as of `Record`, and one for all rows of a record; `near` is what they weigh, UNKNOWN where nobody counted.
    """

    columns: Columns
    questions: dict[str, Table | Tokens]
    own: NDArray[np.int32]
    apart: NDArray[np.int64]
    alike: NDArray[np.int64]
    near: NDArray[np.int32]

    @classmethod
    def of(cls, columns: Columns) -> "Weigher":
        own = own_weights(columns.rows)
        questions, (apart, nearest) = questions_of(columns), around(columns)
        alike = _alike(questions, nearest)
        near = _near(apart, alike)
        closest = _closest(columns, apart, near)
        return cls(columns, questions, own, apart[closest], alike[closest], near[closest])

    @property
    def most_of_words(self) -> NDArray[np.int32]:
        """Of each row the most that make, model, calibre and type can say for it."""
        rows = np.arange(len(self.columns.rows))
        return _words_of_a_gun(self.questions, rows, rows)

    @property
    def least_of_two(self) -> int:
        """What words and guns near must say at least of a number with two errors."""
        return FLOOR - PRIOR - WITH_ERRORS_COUNTED - (AN_ERROR_COUNTED - _LEAST_OF_ERROR) * 2

    def owners(self) -> tuple[Rows, int]:
        """Of each row a number for its owner, 0 where none or a frequent one is named; and how many rows there are."""
        owner, count = self.questions.get("owner"), len(self.columns.rows)
        if not isinstance(owner, Tokens):
            return np.zeros(count, dtype=np.int64), count
        counts = np.bincount(owner.tokens)
        is_rare = (counts[owner.tokens] <= MOST_OF_AN_OWNER) & ~self.columns.is_less
        return np.where(is_rare, owner.tokens, 0).astype(np.int64), count

    def records(self) -> "Spaced":
        """The records as `compare` gets them."""
        count = len(self.columns.records)
        apart, alike = np.zeros(count, dtype=np.int64), np.zeros(count, dtype=np.int64)
        apart[self.columns.owner_of], alike[self.columns.owner_of] = self.apart, self.alike
        owner = self.questions.get("owner")
        one_in = owner.one_in() if isinstance(owner, Tokens) else np.zeros(count, dtype=np.int64)
        return Spaced(self.columns.records, apart, alike, one_in)

    def words(self, one: Rows, other: Rows) -> Words:
        """Of pairs of rows: what all words weigh, whether any speaks against, whether the makes differ, whether any backs the number."""
        total = np.zeros(len(one), dtype=np.int32)
        is_against = np.zeros(len(one), dtype=np.bool_)
        is_other_make = np.zeros(len(one), dtype=np.bool_)
        is_backed = np.zeros(len(one), dtype=np.bool_)
        is_owned = np.zeros(len(one), dtype=np.bool_)
        for name, question in self.questions.items():
            weights, differs = question.of(one, other)
            total += weights
            is_against |= weights < 0
            if name in BACKING:
                is_backed |= weights > 0
            if name in BACKING_AN_ERROR:
                is_owned |= weights > 0
            if name == "make":
                is_other_make = differs
        return Words(total, is_against, is_other_make, is_backed, is_owned)

    def worth(
        self, one: Rows, other: Rows, errors: int, words: NDArray[np.int64] | None = None
    ) -> tuple[Rows, Rows]:
        """The pairs that can reach the floor; `errors` is the least number of errors that they must have.

        Those whose words weigh as much as `words` are worth it as well. One question after the other is asked of those that are left, as long as the rest could still lift them.
        """
        most = WITH_ERRORS_COUNTED + (AN_ERROR_COUNTED - _LEAST_OF_ERROR) * errors
        total: NDArray[np.int64] = PRIOR + most + self._nearby(one, other).astype(np.int64) - FLOOR
        if words is not None:
            total = np.maximum(total, -words)
        hope = sum(question.most for question in self.questions.values())
        for name in sorted(self.questions, key=_CHEAPEST.index):
            question = self.questions[name]
            total = total + question.weights_of(one, other)
            hope -= question.most
            kept = np.nonzero(total + hope >= 0)[0]
            one, other, total = one[kept], other[kept], total[kept]
        return one, other

    def _nearby(self, one: Rows, other: Rows) -> NDArray[np.int32]:
        """What the guns near say of pairs with errors."""
        most = np.maximum(self.near[one], self.near[other])
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
        own = np.minimum(self.own[one], self.own[other])
        with_errors = WITH_ERRORS_COUNTED + AN_ERROR_COUNTED * errors.astype(np.int32) - (own - numbers)
        laid = numbers
        numbers = np.maximum(
            np.where(has_errors, with_errors, self._equal(one, other, own, numbers)), FARTHEST
        )
        nearby = np.where(has_errors, self._nearby(one, other), 0)
        # How often a record is so written of the other's gun, held against a gun of its own, with guns as near as they usually are.
        misread, read = PRIOR + numbers + words.weights, READ_RIGHT + USUAL_NEARBY + words.weights
        written = np.where(has_errors, misread, read)
        weights = misread + nearby
        open_ones = np.nonzero(has_errors & (weights >= FLOOR))[0]  # the others are different as they are
        weights[open_ones] += np.where(self._follow(one[open_ones], other[open_ones]), NEIGHBOURS, 0)
        return Pairs(
            one, other, errors, laid, weights, written.astype(np.int32),
            words.is_against | has_errors, words.is_other_make, np.where(has_errors, words.is_owned, words.is_backed),
        )  # fmt: skip

    def _equal(
        self, one: Rows, other: Rows, own: NDArray[np.int32], numbers: NDArray[np.int32]
    ) -> NDArray[np.int32]:
        """What equal numbers say: `marks.weights.of_number` of every pair."""
        apart = np.maximum(self.apart[one], self.apart[other])
        most = EQUAL_COUNTED + np.rint(10 * np.log2(np.maximum(apart, 1))).astype(np.int32)
        counted = np.minimum(most, MOST_EQUAL_COUNTED) - (own - numbers)
        return np.where((apart > 0) & (own >= WHOLE), counted, numbers).astype(np.int32)

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


def _alike(questions: Mapping[str, Table | Tokens], nearest: Rows) -> NDArray[np.int64]:
    """Of each row what the words of the guns near say for it on average, in tenths of a bit."""
    total = np.zeros(len(nearest))
    rows = np.arange(len(nearest))
    for column in nearest.T:
        weights = np.zeros(len(rows), dtype=np.int32)
        is_known = np.nonzero(column != NOBODY)[0]
        weights[is_known] = _words_of_a_gun(questions, is_known, column[is_known])
        total += np.exp2(weights / 10)
    found: NDArray[np.int64] = np.rint(10 * np.log2(total / NEAREST)).astype(np.int64)
    return found


def _words_of_a_gun(questions: Mapping[str, Table | Tokens], one: Rows, other: Rows) -> NDArray[np.int32]:
    weights = np.zeros(len(one), dtype=np.int32)
    for name in OF_A_GUN & questions.keys():
        weights += questions[name].weights_of(one, other)
    return weights


def _closest(columns: Columns, apart: Rows, near: NDArray[np.int32]) -> Rows:
    """For each row the row of its record around which guns stand closest, of those where they were counted."""
    order = np.lexsort((near, apart == 0))[::-1]
    of_record = np.zeros(len(columns.records), dtype=np.int64)
    of_record[columns.owner_of[order]] = order
    return of_record[columns.owner_of]


def _near(apart: Rows, alike: Rows) -> NDArray[np.int32]:
    """`marks.weights.of_near` of every row."""
    far = 10 * np.log2(np.maximum(apart, 1) / USUALLY_APART)
    weights = np.clip(np.rint(far).astype(np.int64) - alike, NEAREST_OF_ALL, FARTHEST_OF_ALL)
    return np.where(apart > 0, weights, UNKNOWN).astype(np.int32)
