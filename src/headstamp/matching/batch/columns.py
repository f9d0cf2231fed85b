"""Records as columns: numbers as rows of codes, words as numbers of wordings."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from headstamp.marks.index.encoding import SIGN_BITS, Codes, encode
from headstamp.marks.index.keys import FACTOR
from headstamp.marks.index.readings import quickly_read, readings
from headstamp.matching.records import Record

WORDS = ("make", "model", "calibre", "kind", "year", "owner", "date", "jurisdiction", "occurrence")
_WITH_LESS = 2
Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Column:
    """One word of every record, as its place in `wordings`; place 0 is nothing said."""

    places: NDArray[np.int32]
    wordings: list[str]


@dataclass(frozen=True, slots=True)
class Columns:
    """Rows of sure numbers with which number each is (look-alikes are one), the record of each, and words.

    `by_hand` says which records `compare` itself has to be asked about: of several numbers, or of one that is not sure.
    `is_less` says which rows are a number without the noughts before it, which stands in the row before as well.
    """

    records: Sequence[Record]
    rows: Codes
    lengths: NDArray[np.uint8]
    numbers: Numbers
    owner_of: Numbers
    is_less: NDArray[np.bool_]
    words: Mapping[str, Column]
    by_hand: NDArray[np.bool_]

    @property
    def has_less(self) -> NDArray[np.bool_]:
        """Which records have a number that may be read without the noughts before it."""
        found = np.zeros(len(self.records), dtype=np.bool_)
        found[self.owner_of[self.is_less]] = True
        return found


def columns_of(records: Sequence[Record]) -> Columns:
    """The records as columns; placeholders have no row."""
    by_hand = np.zeros(len(records), dtype=np.bool_)
    whose = [at for at, record in enumerate(records) for _ in record.serials]
    texts = [text for record in records for text in record.serials]
    owners = np.array(whose, dtype=np.int64)
    sure, rows = quickly_read(texts)
    parts, part_owners, less = [rows], [owners[sure]], [np.zeros(len(rows), dtype=np.bool_)]
    for at in np.nonzero(~sure)[0].tolist():
        found = readings(texts[at])
        is_less = found is not None and len(found) == _WITH_LESS and _is_less(*found)
        by_hand[whose[at]] |= found is None or (len(found) > 1 and not is_less)
        if found:
            parts.append(encode(found))
            part_owners.append(np.full(len(found), whose[at], dtype=np.int64))
            less.append(np.array([False, is_less][: len(found)] + [False] * (len(found) - 2)))
    all_rows, owner_of = np.concatenate(parts), np.concatenate(part_owners)
    all_less = np.concatenate(less)
    by_hand |= np.bincount(owner_of[~all_less], minlength=len(records)) > 1
    words = {name: _column([getattr(record, name) for record in records]) for name in WORDS}
    lengths = (all_rows != 0).sum(axis=1).astype(np.uint8)
    return Columns(records, all_rows, lengths, _numbers(all_rows), owner_of, all_less, words, by_hand)


def _is_less(number: str, other: str) -> bool:
    return number.isdigit() and number != other and number.lstrip("0") == other


def _numbers(rows: Codes) -> Numbers:
    """Which rows are one number, by place among all that there are."""
    keys = np.zeros(len(rows), dtype=np.uint64)
    for at in range(rows.shape[1]):
        keys = keys * FACTOR + (rows[:, at] & SIGN_BITS)
    return np.unique(keys, return_inverse=True)[1].astype(np.int64)


def _column(values: list[str]) -> Column:
    coded: Any = pa.array(values, type=pa.string()).dictionary_encode()
    wordings: list[str] = coded.dictionary.to_pylist()
    places = np.asarray(coded.indices.to_numpy(zero_copy_only=False), dtype=np.int32)
    if "" not in wordings:
        return Column(places + 1, ["", *wordings])
    empty = wordings.index("")
    order = np.arange(len(wordings), dtype=np.int32)
    order[empty], order[0] = 0, empty
    wordings[0], wordings[empty] = wordings[empty], wordings[0]
    return Column(order[places], wordings)
