"""Keys under which a number is found: itself and itself less one sign, as hashes.

Two numbers one error apart share such a key. Of two errors the search makes the left one by itself, every way there is,
and leaves the right one to the keys: a hundred times fewer look-ups than making both.
"""

from collections.abc import Iterator
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from headstamp.marks.index.encoding import SYMBOLS

Hashes = NDArray[np.uint64]
FACTOR = np.uint64(0x9E3779B97F4A7C15)
_MIX = np.uint64(0xBF58476D1CE4E5B9)
_SHIFT = np.uint64(31)


def mixed(sums: Hashes) -> Hashes:
    """The sums with every bit spread over all others."""
    once: Hashes = (sums ^ (sums >> _SHIFT)) * _MIX
    spread: Hashes = once ^ (once >> _SHIFT)
    return spread


def keys_of(columns: Hashes) -> Iterator[tuple[Hashes, NDArray[np.bool_] | None]]:
    """Keys of numbers of one length, given as one row of folded codes for each place: of the whole numbers first, then less each sign.

    The second value says for which numbers the key is a new one: less the first of two equal signs is less the second.
    """
    length = len(columns)
    whole = np.zeros_like(columns[0])
    for column in columns:
        whole = whole * FACTOR + column
    yield mixed(whole), None
    head, tail = np.zeros_like(whole), whole
    for at, column in enumerate(columns):
        place = _power(length - 1 - at)
        tail = tail - column * place
        is_new = None if not at else column != columns[at - 1]
        yield mixed(head * place + tail), is_new
        head = head * FACTOR + column


def sums_of(options: list[Hashes]) -> Hashes:
    """Key of every number whose places may be these codes."""
    sums = np.zeros(1, dtype=np.uint64)
    for codes in options:
        sums = (sums[:, None] * FACTOR + codes[None, :]).ravel()
    return mixed(sums)


def variant_keys(numbers: Hashes, errors: int) -> Hashes:
    """Keys under which all that is within `errors` of the numbers (rows of folded codes, of one length) stands."""
    values = np.hstack([numbers, np.broadcast_to(SYMBOLS, (len(numbers), len(SYMBOLS)))])
    found = []
    for recipe in recipes(numbers.shape[1], errors):
        sums = np.zeros((len(numbers), recipe.shape[1]), dtype=np.uint64)
        for place in recipe:
            sums = sums * FACTOR + values[:, place]
        found.append(mixed(sums.ravel()))
    return np.concatenate(found)


def count_of_keys(length: int, errors: int) -> int:
    """How many keys one number of this length is looked up under."""
    return sum(recipe.shape[1] for recipe in recipes(length, errors))


@lru_cache(maxsize=64)
def recipes(length: int, errors: int) -> tuple[NDArray[np.intp], ...]:
    """How keys are made of a number: for each length of key, its places as places of the number or, from `length` on, symbols."""
    whole = tuple(range(length))
    rows = {whole}
    if errors:
        rows |= set(_less_one(whole, 0))
    if errors > 1:
        for changed, behind in _changed_once(whole):
            rows |= {changed, *_less_one(changed, behind)}
    by_length: dict[int, list[tuple[int, ...]]] = {}
    for row in sorted(rows):
        by_length.setdefault(len(row), []).append(row)
    return tuple(np.array(rows, dtype=np.intp).T for size, rows in by_length.items() if size)


def _changed_once(whole: tuple[int, ...]) -> Iterator[tuple[tuple[int, ...], int]]:
    """The number with one error, every way there is, and the place behind the error."""
    length = len(whole)
    symbols = range(length, length + len(SYMBOLS))
    for at in range(length + 1):
        for symbol in symbols:
            yield (*whole[:at], symbol, *whole[at:]), at + 1
            if at < length:
                yield (*whole[:at], symbol, *whole[at + 1 :]), at + 1
        if at < length:
            yield (*whole[:at], *whole[at + 1 :]), at
        if at + 1 < length:
            yield (*whole[:at], whole[at + 1], whole[at], *whole[at + 2 :]), at + 2


def _less_one(row: tuple[int, ...], start: int) -> Iterator[tuple[int, ...]]:
    for at in range(start, len(row)):
        yield (*row[:at], *row[at + 1 :])


@lru_cache(maxsize=256)
def _power(exponent: int) -> np.uint64:
    return np.uint64(pow(int(FACTOR), exponent, 2**64))
