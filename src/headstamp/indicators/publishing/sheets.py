"""A figure of one year as it is published: the whole, and each table that splits it.

Sheets are plain values that a release keeps as JSON: what stands in them is public, and nothing hidden is in them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any


class State(StrEnum):
    """What stands in a cell."""

    SHOWN = "shown"
    ROUNDED = "rounded"
    HIDDEN = "hidden"
    """Not shown, because it is small or would give a small one away: which of both is not said."""
    NO_DATA = "no_data"
    NOT_AVAILABLE = "not_available"


Place = tuple[tuple[str, ...], tuple[str, ...]]
"""Which cell: the columns split by, and the category in each; two empty tuples are the whole."""

WHOLE: Place = ((), ())


@dataclass(frozen=True, slots=True)
class Value:
    """What is published of one cell."""

    value: Decimal | None
    state: State

    @property
    def is_hidden(self) -> bool:
        return self.state is State.HIDDEN


@dataclass(frozen=True, slots=True)
class Sheet:
    """The cells of one figure of one year, and which edition of the period they are from."""

    measure: str
    year: str
    edition: int
    unit: str
    counts_persons: bool
    cells: Mapping[Place, Value]

    @property
    def key(self) -> str:
        return f"{self.measure} {self.year}"

    @property
    def splits(self) -> list[tuple[str, ...]]:
        return list(dict.fromkeys(by for by, _ in self.cells))

    def to_plain(self) -> dict[str, Any]:
        """As JSON."""
        cells = [
            [list(by), list(at), None if cell.value is None else str(cell.value), str(cell.state)]
            for (by, at), cell in self.cells.items()
        ]
        return {
            "measure": self.measure, "year": self.year, "edition": self.edition, "unit": self.unit,
            "counts_persons": self.counts_persons, "cells": cells,
        }  # fmt: skip


def sheet_from(plain: Mapping[str, Any]) -> Sheet:
    """What `to_plain` gave."""
    cells = {
        (tuple(by), tuple(at)): Value(None if value is None else Decimal(value), State(state))
        for by, at, value, state in plain["cells"]
    }
    return Sheet(
        plain["measure"], plain["year"], plain["edition"], plain["unit"], plain["counts_persons"], cells
    )


def in_order(sheets: Iterable[Sheet]) -> dict[str, list[Sheet]]:
    """The sheets of each figure, in the order in which figures first come, years ascending."""
    found: dict[str, list[Sheet]] = {}
    for sheet in sheets:
        found.setdefault(sheet.measure, []).append(sheet)
    return {measure: sorted(each, key=lambda sheet: sheet.year) for measure, each in found.items()}
