"""Builds a base: rows, what stands beside them, and their keys, as plain arrays in one folder."""

import json
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from headstamp.kernel.folding import fold
from headstamp.marks.index.encoding import SIGN_BITS, Codes, decode
from headstamp.marks.index.keys import keys_of
from headstamp.marks.index.readings import Entry
from headstamp.marks.index.sheet import Sheet, gather
from headstamp.vocabulary import codes, lookup

VERSION = 1
_CHUNK = 100_000
_UNLIKE_GUNS = 4  # a number on guns of so many makes is nobody's number
_MOST_BITS = 24


def build(folder: Path, entries: Iterable[Entry], told: dict[str, Any] | None = None) -> int:
    """Write a base of `entries` into the new `folder`; gives how many numbers it holds. `told` is kept with it."""
    sheet = gather(entries)
    folder.mkdir(parents=True)
    for name in ("rows", "lengths", "ids"):
        _save(folder, name, getattr(sheet, name))
    for name, column in sheet.word_codes.items():
        _save(folder, name, column)
    description = {
        "version": VERSION,
        "bits": _save_keys(folder, sheet.rows, sheet.lengths),
        "words": sheet.words,
        "odd": [list(entry) for entry in sheet.odd],
        "common": common_numbers(sheet),
        "told": told or {},
    }
    (folder / "base.json").write_text(json.dumps(description, ensure_ascii=False), encoding="utf-8")
    return len(sheet)


def common_numbers(sheet: Sheet) -> list[str]:
    """Folded numbers that stand on guns of so many makes that they are nobody's number."""
    if not len(sheet.rows):
        return []
    order = np.lexsort((sheet.rows & SIGN_BITS).T[::-1])
    folded = sheet.rows[order] & SIGN_BITS
    is_first = np.concatenate([[True], (folded[1:] != folded[:-1]).any(axis=1)])
    starts = np.nonzero(is_first)[0]
    ends = np.append(starts[1:], len(folded))
    makes = sheet.word_codes["make"]
    found = []
    for at in np.nonzero(ends - starts >= _UNLIKE_GUNS)[0].tolist():
        said = {sheet.words["make"][code] for code in makes[order[starts[at] : ends[at]]].tolist() if code}
        if len(set(map(_one_make, said)) - {""}) >= _UNLIKE_GUNS:
            found.append(decode(folded[starts[at]]))
    return found


@lru_cache(maxsize=16_384)
def _one_make(wording: str) -> str:
    """One word for all names of a make; "" for what may be two makes."""
    if codes.code("makes", wording):
        return wording
    meant = lookup.meanings("makes", wording)
    return "" if len(meant) > 1 else next(iter(meant), fold(wording))


def _save(folder: Path, name: str, values: NDArray[Any]) -> None:
    np.save(folder / f"{name}.npy", values, allow_pickle=False)


def _save_keys(folder: Path, rows: Codes, lengths: NDArray[np.uint8]) -> int:
    """Keys in order of their buckets: the row of each, one byte more of its hash, and where each bucket begins."""
    room = int(lengths.astype(np.int64).sum()) + len(rows)
    bits = max(8, min(_MOST_BITS, (room // 4).bit_length()))
    packed = _all_keys(rows, lengths, room, bits)
    packed.sort()
    _save(folder, "entries", (packed & np.uint64(0xFFFFFFFF)).astype(np.uint32))
    _save(folder, "prints", (packed >> np.uint64(32) & np.uint64(0xFF)).astype(np.uint8))
    packed >>= np.uint64(40)
    counts = np.bincount(packed.astype(np.int64), minlength=1 << bits)
    offsets = np.zeros((1 << bits) + 1, dtype=np.uint32)
    np.cumsum(counts, out=offsets[1:])
    _save(folder, "offsets", offsets)
    return bits


def _all_keys(rows: Codes, lengths: NDArray[np.uint8], room: int, bits: int) -> NDArray[np.uint64]:
    """Bucket, print and row of every key, in one number each."""
    packed, filled = np.empty(room, dtype=np.uint64), 0
    shift = np.uint64(64 - bits - 8)
    for length in np.unique(lengths):
        of_length = np.nonzero(lengths == length)[0].astype(np.uint64)
        for start in range(0, len(of_length), _CHUNK):
            chunk = of_length[start : start + _CHUNK]
            columns = (rows[chunk, : int(length)] & SIGN_BITS).T.astype(np.uint64)
            for hashes, is_new in keys_of(columns):
                found = (hashes >> shift) << np.uint64(32) | chunk
                found = found if is_new is None else found[is_new]
                packed[filled : filled + len(found)] = found
                filled += len(found)
    return packed[:filled]


codes.on_forget(_one_make.cache_clear)
