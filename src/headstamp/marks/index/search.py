"""Which numbers of a base, and of what changed since, a pattern may be, the likeliest first."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from headstamp.kernel.errors import Invalid
from headstamp.marks import agreement
from headstamp.marks.agreement import Agreement
from headstamp.marks.index import ends
from headstamp.marks.index.base import Base
from headstamp.marks.index.closeness import Weights, closeness, own_weights
from headstamp.marks.index.encoding import MASKS, SIGN_BITS, Codes
from headstamp.marks.index.errors import FAR, Errors, errors_to
from headstamp.marks.index.errors import Rows as ErrorRows
from headstamp.marks.index.listed import Listed
from headstamp.marks.index.scanning import holding, surest_piece
from headstamp.marks.index.sheet import WORDS, Sheet
from headstamp.marks.index.timebox import UNBOUNDED, TimeBox
from headstamp.marks.likelihood import LEFT_OUT
from headstamp.marks.likelihood import agreement as agreement_of
from headstamp.marks.pattern import RUN, Pattern
from headstamp.marks.weights import AN_ERROR, PRIOR, WEIGHTS, WITH_ERRORS

_ASKED: Mapping[str, Callable[[str, str], Agreement]] = {
    "make": agreement.makes,
    "model": agreement.models,
    "calibre": agreement.calibres,
}
_CHUNK = 50_000
Part = tuple[NDArray[np.int64], Errors, Weights]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for: the number as read, how many errors it may have, what else was seen of the gun, and how long it may take.

    Of numbers with errors, and where make, model and calibre are all that is known, those that comparing (see `marks.weights`) cannot lift to `least`
    (tenths of a bit) are left out; none are where it is None.
    """

    pattern: Pattern
    errors: int
    make: str = ""
    model: str = ""
    calibre: str = ""
    box: TimeBox = UNBOUNDED
    least: int | None = None


@dataclass(frozen=True, slots=True)
class Ranked:
    """Ids of numbers, the likeliest first, with errors and weights."""

    ids: NDArray[np.int64]
    errors: Errors
    weights: Weights

    def __len__(self) -> int:
        return len(self.ids)


_NOTHING = Ranked(np.zeros(0, np.int64), np.zeros(0, np.uint8), np.zeros(0, np.int32))


def usual_errors(pattern: Pattern) -> int:
    """How many errors are sought where nobody said: none where signs are open already, fewer in short numbers."""
    length = len(pattern.positions)
    if any(len(position) not in (1, 2) for position in pattern.positions) or length < 4:
        return 0
    return 1 if length < 6 else 2


def search(
    wanted: Wanted, base: Base | None, sheets: Sequence[Sheet] = (), odd: Sequence[Listed] = ()
) -> Ranked:
    """All numbers within the errors that are wanted; of one id the likeliest, what a later sheet says before the base.

    Invalid (`number`) for what is too open to look for, or takes longer than the box allows.
    """
    if not wanted.pattern.positions:
        return _NOTHING
    parts, ages = [], list[bool]()
    for at, each in enumerate(_each_reading(wanted)):
        try:
            found, later = _parts_of(each, base, sheets, odd)
        except Invalid:
            if not at:
                raise
            wanted.box.check()  # that another reading is too open is no matter; that the time is used up is
            continue
        parts += found
        ages += [place < later for place in range(len(found))]
    return _ranked(parts, ages)


def _each_reading(wanted: Wanted) -> list[Wanted]:
    """Each number that was typed, and each way to read it, the shorter ones with fewer errors."""
    if not wanted.pattern.others:
        return [wanted]
    return [
        replace(wanted, pattern=each, errors=min(wanted.errors, usual_errors(each)) if at else wanted.errors)
        for at, each in enumerate(wanted.pattern.readings)
    ]


def _parts_of(
    wanted: Wanted, base: Base | None, sheets: Sequence[Sheet], odd: Sequence[Listed]
) -> tuple[list[Part], int]:
    """What each place holds, and how many of these places are older than the sheets."""
    parts = [_of_list(wanted, each) for each in odd]
    if base is not None and len(base.sheet.ids):
        parts.append(_of_rows(wanted, base.sheet, base.may_be(wanted.pattern, wanted.errors, wanted.box)))
    later = len(parts)
    for sheet in sheets:
        for start in range(0, len(sheet.ids), _CHUNK):
            parts.append(_of_rows(wanted, sheet, np.arange(start, min(start + _CHUNK, len(sheet.ids)))))
    return parts, later


def longer(
    wanted: Wanted, base: Base | None, sheets: Sequence[Sheet] = (), odd: Sequence[Listed] = ()
) -> Ranked:
    """Numbers in which the wanted one stands as a piece: of a base those that begin or end with it, of later ones all.

    What stands beside it costs as much as one sign left out. Nothing for an open number or one of fewer than five signs.
    """
    piece = surest_piece(wanted.pattern)
    if len(piece) < max(ends.SIGNS, len(wanted.pattern.positions)):
        return _NOTHING
    within = replace(wanted, pattern=Pattern((RUN, *wanted.pattern.positions, RUN)), errors=0)
    parts = [_of_list(within, each.holding(piece)) for each in odd]
    if base is not None and len(base.sheet.ids):
        parts.append(_of_longer(within, base.sheet, base.with_piece(piece), len(piece)))
    later = len(parts)
    parts += [_of_longer(within, sheet, holding(sheet.rows, piece), len(piece)) for sheet in sheets]
    found = _ranked(parts, [at < later for at in range(len(parts))])
    return Ranked(found.ids, np.ones_like(found.errors), found.weights - np.int32(LEFT_OUT))


def together(one: Ranked, other: Ranked) -> Ranked:
    """Both in one order; of an id that stands in both what weighs more."""
    if not len(other):
        return one
    ids, errors, weights = (
        np.concatenate([getattr(each, name) for each in (one, other)])
        for name in ("ids", "errors", "weights")
    )
    order = np.lexsort((errors, -weights))
    _, first = np.unique(ids[order], return_index=True)
    chosen = order[first]
    return _ordered(ids[chosen], errors[chosen], weights[chosen])


def _of_longer(wanted: Wanted, sheet: Sheet, rows: NDArray[np.int64], length: int) -> Part:
    """Of rows that hold the number those that are longer than it."""
    rows = rows[sheet.lengths[rows] > length]
    return _with_words(wanted, sheet, rows, np.zeros(len(rows), dtype=np.uint8), _as_read(wanted, len(rows)))


def _ranked(parts: Sequence[Part], is_old: Sequence[bool]) -> Ranked:
    """Of one id the likeliest, what a later part says before those that are older."""
    if not parts:
        return _NOTHING
    ids, errors, weights = (np.concatenate(column) for column in zip(*parts, strict=True))
    age = np.concatenate([np.full(len(part[0]), each) for part, each in zip(parts, is_old, strict=True)])
    order = np.lexsort((-weights, errors, age))
    _, first = np.unique(ids[order], return_index=True)
    chosen = order[first]
    return _ordered(ids[chosen], errors[chosen], weights[chosen])


def _ordered(ids: NDArray[np.int64], errors: Errors, weights: Weights) -> Ranked:
    order = np.lexsort((ids, errors, -weights))
    return Ranked(ids[order], errors[order], weights[order])


def _of_rows(wanted: Wanted, sheet: Sheet, rows: NDArray[np.int64]) -> Part:
    wanted.box.check()
    errors, weights = _compared(wanted, sheet.rows[rows], sheet.lengths[rows])
    is_near = errors < FAR
    return _with_words(wanted, sheet, rows[is_near], errors[is_near], weights[is_near])


def _with_words(
    wanted: Wanted, sheet: Sheet, rows: NDArray[np.int64], errors: Errors, weights: Weights
) -> Part:
    for name in WORDS:
        sought = getattr(wanted, name)
        if sought:
            said, places = np.unique(sheet.word_codes[name][rows], return_inverse=True)
            told = [weight_of_word(name, sought, sheet.words[name][code]) for code in said]
            weights += np.array(told, dtype=np.int32)[places]
    if wanted.least is not None:
        own = np.minimum(own_weights(sheet.rows[rows]), _as_read(wanted, len(rows)))
        comes_to = PRIOR + WITH_ERRORS + AN_ERROR * errors.astype(np.int32) - own + weights
        kept = (errors == 0) | (comes_to >= wanted.least)
        rows, errors, weights = rows[kept], errors[kept], weights[kept]
    return sheet.ids[rows], errors, weights


def _compared(wanted: Wanted, codes: Codes, lengths: NDArray[np.uint8]) -> tuple[Errors, Weights]:
    if not wanted.pattern.has_run:
        return closeness(wanted.pattern.positions, codes, lengths, wanted.errors)
    errors = errors_to(
        wanted.pattern, ErrorRows(MASKS[codes & np.uint8(SIGN_BITS)], lengths), wanted.errors, wanted.box
    )
    return errors, _as_read(wanted, len(errors))


def _as_read(wanted: Wanted, count: int) -> Weights:
    """What so many numbers weigh that have every sign that was read."""
    sure = [agreement_of(each, each) or 0 for each in wanted.pattern.positions if len(each) == 1]
    return np.full(count, sum(sure), dtype=np.int32)


def _of_list(wanted: Wanted, listed: Listed) -> Part:
    places, errors, weights = listed.within(wanted.pattern, wanted.errors, wanted.box)
    for at, place in enumerate(places):
        entry: Any = listed.entries[place]
        weights[at] += sum(
            weight_of_word(name, getattr(wanted, name), getattr(entry, name)) for name in WORDS
        )
    return np.array([listed.entries[place].id for place in places], dtype=np.int64), errors, weights


@lru_cache(maxsize=65_536)
def weight_of_word(name: str, sought: str, stands: str) -> int:
    """What the record's word says, given the one that was seen."""
    return WEIGHTS[name].of(_ASKED[name](sought, stands)) if sought else 0
