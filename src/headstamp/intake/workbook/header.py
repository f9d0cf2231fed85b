"""Finds the row of headings under whatever banner an office puts on top of its table."""

import hashlib
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from headstamp.intake.values.parsed import Cell, wording
from headstamp.intake.workbook import refusing
from headstamp.intake.workbook.book import Row
from headstamp.intake.workbook.refusing import refusal
from headstamp.kernel.folding import fold

SEARCHED = 30  # rows


@dataclass(frozen=True, slots=True)
class HeaderRow:
    """The headings and the number of their row in the file; the data begin below it.

    Every column has a name: an empty one is called by its letter ('column C'), a repeated one gets ' (2)'.
    """

    row_number: int
    names: tuple[str, ...]

    def fingerprint(self) -> str:
        """A digest by which the same headings are recognised again, however cased or spaced."""
        return hashlib.sha256("\n".join(fold(name) or name for name in self.names).encode()).hexdigest()


def find_header(
    rows: Iterable[Row], known: Callable[[str], bool] | Collection[str] = frozenset(), row_number: int = 0
) -> HeaderRow:
    """The row of headings: the one numbered `row_number`, else the best of the first 30 rows.

    A row scores by the headings it shares with `known` (folded names, or a test of a name), then by its
    distinct texts. Raises Invalid when there is none: at least two texts, and more text than numbers.
    """
    is_known = known if callable(known) else lambda name: (fold(name) or name) in known
    best: tuple[tuple[int, int], Row] | None = None
    for number, cells in rows:
        if row_number and number == row_number:
            return HeaderRow(number, _names(cells))
        if number > max(SEARCHED, row_number):
            break
        score = (0, 0) if row_number else _score(cells, is_known)
        if score > (0, 0) and (best is None or score > best[0]):
            best = (score, (number, cells))
    if best is None or (known and not best[0][0]):
        raise refusal(refusing.NO_HEADER)
    return HeaderRow(best[1][0], _names(best[1][1]))


def _score(cells: list[Cell], is_known: Callable[[str], bool]) -> tuple[int, int]:
    texts = {wording(cell) for cell in cells if isinstance(cell, str)} - {""}
    others = sum(1 for cell in cells if not isinstance(cell, str) and cell is not None)
    recognised = sum(1 for text in texts if is_known(text))
    if recognised == 0 and (len(texts) < 2 or others > len(texts) or any(len(text) > 120 for text in texts)):
        return (0, 0)
    return (recognised, len(texts))


def _names(cells: list[Cell]) -> tuple[str, ...]:
    last = max((index for index, cell in enumerate(cells) if wording(cell)), default=-1)
    names: list[str] = []
    seen: dict[str, int] = {}
    for index, cell in enumerate(cells[: last + 1]):
        name = " ".join(wording(cell).split()) or f"column {_letters(index)}"
        seen[name] = seen.get(name, 0) + 1
        names.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return tuple(names)


def _letters(index: int) -> str:
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
