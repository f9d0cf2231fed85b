"""What the words of many pairs weigh, each pair of wordings asked once, and which makes are one."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from headstamp.kernel.folding import fold
from headstamp.marks import agreement
from headstamp.marks.agreement import Agreement
from headstamp.marks.weights import WEIGHTS, of_owner
from headstamp.matching.algorithm import QUESTIONS
from headstamp.matching.batch.columns import Column, Columns
from headstamp.matching.records import Feature, Record
from headstamp.vocabulary import codes, lookup

Weights = NDArray[np.int16]
Flags = NDArray[np.bool_]
Rows = NDArray[np.int64]
_ASKED: Mapping[str, Callable[[Record, Record], Feature]] = {each.name: each.ask for each in QUESTIONS}
_MOST_WORDINGS = 4_000
_TOKENS = ("year", "owner", "date", "jurisdiction", "occurrence")


class Table:
    """The answers to a question of few wordings: each pair of them is asked once."""

    def __init__(self, name: str, column: Column, owner_of: Rows) -> None:
        self.name, self.column = name, column
        self.places = column.places[owner_of]
        self.size = len(column.wordings)
        self.is_small = self.size <= _MOST_WORDINGS
        cells = self.size**2 if self.is_small else 0
        self.weights = np.zeros(cells, dtype=np.int16)
        self.differs = np.zeros(cells, dtype=np.bool_)
        self.is_asked = np.zeros(cells, dtype=np.bool_)
        self.most = WEIGHTS[name].agree

    def of(self, one: Rows, other: Rows) -> tuple[Weights, Flags]:
        """The weight of each pair of rows, and whether what they say cannot be one."""
        cells = self._cells(one, other)
        if not self.is_small:
            distinct, back = np.unique(cells, return_inverse=True)
            weights, differs = self._answers(distinct)
            return weights[back], differs[back]
        return self.weights[cells], self.differs[cells]

    def weights_of(self, one: Rows, other: Rows) -> Weights:
        """The weight alone."""
        return self.weights[self._cells(one, other)] if self.is_small else self.of(one, other)[0]

    def _cells(self, one: Rows, other: Rows) -> Rows:
        """The place of each pair of wordings in the table, which answers them from here on."""
        a, b = self.places[one], self.places[other]
        cells = a.astype(np.int64) * self.size + b
        if self.is_small:
            wanted = np.unique(cells[~self.is_asked[cells]])
            self.weights[wanted], self.differs[wanted] = self._answers(wanted)
            self.is_asked[wanted] = True
        return cells

    def _answers(self, cells: Rows) -> tuple[Weights, Flags]:
        wordings = self.column.wordings
        found = [
            _ask(self.name, wordings[cell // self.size], wordings[cell % self.size])
            for cell in cells.tolist()
        ]
        weights = np.array([each.weight for each in found], dtype=np.int16)
        return weights, np.array([each.agreement is Agreement.DIFFER for each in found], dtype=np.bool_)


class Tokens:
    """The answers to a question of many wordings, where those that are written alike agree and all others differ."""

    def __init__(self, name: str, column: Column, owner_of: Rows) -> None:
        known: dict[str, int] = {"": 0}
        said = [known.setdefault(_token(name, text), len(known)) for text in column.wordings]
        tokens = np.array(said, dtype=np.int32)
        speaks = np.array([_speaks(name, text) for text in column.wordings], dtype=np.bool_)
        self.of_record = np.where(speaks, tokens, 0)[column.places]
        self.tokens = self.of_record[owner_of]
        self.differ = WEIGHTS[name].differ
        agree = np.full(len(known), WEIGHTS[name].agree, dtype=np.int16)
        self.one_in_of = np.zeros(len(known), dtype=np.int64)
        if name == "owner":
            counts = np.bincount(self.of_record, minlength=len(known))
            self.one_in_of = np.where(counts > 0, counts[1:].sum() // np.maximum(counts, 1), 0)
            self.one_in_of[0] = 0
            agree = np.array([of_owner(each) for each in self.one_in_of.tolist()], dtype=np.int16)
        self.agree = agree
        self.most = max(int(agree[1:].max(initial=0)), 0)

    def of(self, one: Rows, other: Rows) -> tuple[Weights, Flags]:
        """The weight of each pair of rows, and whether what they say cannot be one."""
        a, b = self.tokens[one], self.tokens[other]
        are_said = (a > 0) & (b > 0)
        differs = are_said & (a != b)
        weights = np.where(are_said, np.where(a == b, self.agree[a], self.differ), 0)
        return weights.astype(np.int16), differs

    def weights_of(self, one: Rows, other: Rows) -> Weights:
        """The weight alone."""
        return self.of(one, other)[0]

    def one_in(self) -> Rows:
        """Of each record of how many that say this one says the same; 0 where it says nothing, or nobody counted."""
        return self.one_in_of[self.of_record]


def questions_of(columns: Columns) -> dict[str, Table | Tokens]:
    """What answers each question about a word that some record says."""
    found: dict[str, Table | Tokens] = {}
    for name, column in columns.words.items():
        if len(column.wordings) > 1:
            found[name] = (Tokens if name in _TOKENS else Table)(name, column, columns.owner_of)
    return found


def _ask(name: str, one: str, other: str) -> Feature:
    a: dict[str, Any] = {name: one}
    b: dict[str, Any] = {name: other}
    return _ASKED[name](Record(**a), Record(**b))


def _speaks(name: str, text: str) -> bool:
    return bool(text) and _ask(name, text, text).agreement is not Agreement.UNKNOWN


def _token(name: str, text: str) -> str:
    if name == "owner":
        return " ".join(sorted(agreement.words(text)))
    return text if name in ("date", "occurrence") else text.casefold()


def makes_meant(wordings: list[str]) -> list[list[int]]:
    """Of each wording of a make the numbers of the makes that it may be: none for what says nothing."""
    known: dict[str, int] = {}
    return [[known.setdefault(each, len(known) + 1) for each in sorted(_meant(text))] for text in wordings]


def _meant(text: str) -> frozenset[str]:
    if not text:
        return frozenset()
    if codes.code("makes", text):
        return frozenset({text})
    folded = fold(text)
    return lookup.meanings("makes", text) or frozenset({folded} if folded else ())
