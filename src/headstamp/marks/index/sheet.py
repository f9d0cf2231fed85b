"""Numbers in memory as rows, with what stands beside them: what a base is built from, and what changed since one was."""

from array import array
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from headstamp.marks.index.encoding import WIDTH, Codes, encode
from headstamp.marks.index.readings import Entry, readings

WORDS = ("make", "model", "calibre")
_CHUNK = 100_000
_MOST_WORDS = 65_535


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows of codes, their lengths, ids, and words as numbers of `words`; `odd` are too open or long for a row."""

    rows: Codes
    lengths: NDArray[np.uint8]
    ids: NDArray[np.int64]
    word_codes: Mapping[str, NDArray[np.uint16]]
    words: Mapping[str, list[str]]
    odd: list[Entry]

    def __len__(self) -> int:
        return len(self.ids) + len(self.odd)


class _Gathering:
    """Rows and what stands beside them while entries come in."""

    def __init__(self) -> None:
        self.rows: list[Codes] = []
        self.ids = array("q")
        self.words: dict[str, dict[str, int]] = {name: {"": 0} for name in WORDS}
        self.codes = {name: array("H") for name in WORDS}
        self.odd: list[Entry] = []
        self.waiting: list[str] = []

    def add(self, entry: Entry) -> None:
        found = readings(entry.text)
        if found is None:
            self.odd.append(entry)
            return
        for number in found:
            self.waiting.append(number)
            self.ids.append(entry.id)
            self.codes["make"].append(self._code("make", entry.make))
            self.codes["model"].append(self._code("model", entry.model))
            self.codes["calibre"].append(self._code("calibre", entry.calibre))
        if len(self.waiting) >= _CHUNK:
            self.flush()

    def flush(self) -> None:
        if self.waiting:
            self.rows.append(encode(self.waiting))
            self.waiting.clear()

    def _code(self, name: str, wording: str) -> int:
        known = self.words[name]
        code = known.get(wording)
        if code is None:
            code = known[wording] = len(known) if len(known) <= _MOST_WORDS else 0
        return code


def gather(entries: Iterable[Entry]) -> Sheet:
    """A sheet of the entries; what is no number is left out, a letter that may be two makes a row for each."""
    gathered = _Gathering()
    for entry in entries:
        gathered.add(entry)
    gathered.flush()
    rows = np.concatenate(gathered.rows) if gathered.rows else np.zeros((0, WIDTH), dtype=np.uint8)
    return Sheet(
        rows=rows,
        lengths=(rows != 0).sum(axis=1).astype(np.uint8),
        ids=np.array(gathered.ids, dtype=np.int64),
        word_codes={name: np.array(codes, dtype=np.uint16) for name, codes in gathered.codes.items()},
        words={name: list(words) for name, words in gathered.words.items()},
        odd=gathered.odd,
    )
