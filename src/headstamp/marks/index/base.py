"""A base as it lies on disk, mapped into memory: which rows a pattern may be. Never changed once it is built."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from headstamp.kernel.errors import Invalid
from headstamp.kernel.text import Message, gettext_noop
from headstamp.marks.index.building import VERSION
from headstamp.marks.index.encoding import WIDTH, options_of
from headstamp.marks.index.ends import Ends, rows_with_ends
from headstamp.marks.index.keys import Hashes, count_of_keys, sums_of, variant_keys
from headstamp.marks.index.readings import Entry
from headstamp.marks.index.scanning import holding, rows_holding
from headstamp.marks.index.sheet import WORDS, Sheet
from headstamp.marks.index.timebox import UNBOUNDED, TimeBox
from headstamp.marks.pattern import Pattern

MOST_KEYS = 150_000
_OPEN = gettext_noop(
    "Too many signs of this number are open to allow errors beside them. Ask for no errors, or for fewer."
)
Rows = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Base:
    """A sheet, the keys and ends that lead to its rows, numbers that are too common, and what the builder told of it."""

    sheet: Sheet
    entries: NDArray[np.uint32]
    prints: NDArray[np.uint8]
    offsets: NDArray[np.uint32]
    ends: Ends
    bits: int
    common: frozenset[str]
    told: Mapping[str, Any] = field(default_factory=dict)

    def may_be(self, pattern: Pattern, errors: int, box: TimeBox = UNBOUNDED) -> Rows:
        """Every row within `errors` of the pattern, and a few others; Invalid where that is too many to look up or takes too long."""
        if pattern.has_run:
            return rows_holding(self.sheet.rows, pattern, errors, box)
        options = [options_of(position) for position in pattern.positions]
        if len(options) > WIDTH + errors:
            return np.zeros(0, dtype=np.int64)
        if not errors:
            return self._exactly(pattern, options, box)
        if _product(options) * count_of_keys(len(options), errors) > MOST_KEYS:
            raise Invalid({"number": [Message(_OPEN)]})
        numbers = np.array(np.meshgrid(*options, indexing="ij"), dtype=np.uint64).reshape(len(options), -1).T
        return self._under(variant_keys(numbers, errors))

    def with_piece(self, piece: list[int]) -> Rows:
        """Rows that begin or end as this piece of five folded signs or more does, and hold all of it."""
        rows = rows_with_ends(self.ends, piece)
        return rows[holding(self.sheet.rows[rows], piece)]

    def _exactly(self, pattern: Pattern, options: list[Hashes], box: TimeBox) -> Rows:
        """The key less the most open sign leaves one sign fewer to try."""
        widest = max(range(len(options)), key=lambda at: len(options[at]))
        is_open = len(options[widest]) > 1
        left = [each for at, each in enumerate(options) if not is_open or at != widest]
        if _product(left) > MOST_KEYS:
            return rows_holding(self.sheet.rows, pattern, 0, box)
        return self._under(np.unique(sums_of(left)))

    def _under(self, keys: Hashes) -> Rows:
        """The rows that stand under these keys."""
        places = (keys >> np.uint64(64 - self.bits)).astype(np.int64)
        starts = self.offsets[places].astype(np.int64)
        counts = self.offsets[places + 1].astype(np.int64) - starts
        is_there = counts > 0
        starts, counts = starts[is_there], counts[is_there]
        ends = np.cumsum(counts)
        at = np.repeat(starts - ends + counts, counts) + np.arange(ends[-1] if len(ends) else 0)
        prints = (keys[is_there] >> np.uint64(56 - self.bits)).astype(np.uint8)
        found = self.entries[at[self.prints[at] == np.repeat(prints, counts)]]
        return np.unique(found).astype(np.int64)


def open_base(folder: Path) -> Base | None:
    """The base in `folder`; None if there is none, or one of another version, or a damaged one."""
    try:
        described = json.loads((folder / "base.json").read_text(encoding="utf-8"))
        if described["version"] != VERSION:
            return None
        sheet = Sheet(
            **{name: _mapped(folder, name) for name in ("rows", "lengths", "ids")},
            word_codes={name: _mapped(folder, name) for name in WORDS},
            words=described["words"],
            odd=[Entry(*each) for each in described["odd"]],
        )
        keys = {name: _mapped(folder, name) for name in ("entries", "prints", "offsets", "ends")}
        common = frozenset(described["common"])
        return Base(sheet, **keys, bits=described["bits"], common=common, told=described["told"])
    except (OSError, EOFError, ValueError, KeyError, TypeError):
        return None


def _mapped(folder: Path, name: str) -> NDArray[Any]:
    mapped = np.load(folder / f"{name}.npy", mmap_mode="r", allow_pickle=False)
    return np.asarray(mapped).view(np.ndarray)


def _product(options: list[Hashes]) -> int:
    product = 1
    for each in options:
        product *= len(each)
    return product
