"""Cells as JSON and back, without losing what kind of value a cell held."""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from headstamp.intake.values import Cell, wording

_BACK: dict[str, Callable[[str], Cell]] = {
    "moment": datetime.fromisoformat,
    "day": date.fromisoformat,
    "time": time.fromisoformat,
    "span": lambda seconds: timedelta(seconds=float(seconds)),
}


def packed(cells: Iterable[Cell]) -> list[Any]:
    """JSON from which `unpacked` makes equal cells."""
    return [_packed(cell) for cell in cells]


def _packed(cell: Cell) -> Any:
    if isinstance(cell, datetime):
        return {"moment": cell.isoformat()}
    if isinstance(cell, date):
        return {"day": cell.isoformat()}
    if isinstance(cell, time):
        return {"time": cell.isoformat()}
    if isinstance(cell, timedelta):
        return {"span": str(cell.total_seconds())}
    return cell.replace("\0", "") if isinstance(cell, str) else cell


def unpacked(data: Sequence[Any]) -> list[Cell]:
    return [_unpacked(cell) for cell in data]


def _unpacked(data: Any) -> Cell:
    if isinstance(data, dict):
        ((kind, text),) = data.items()
        return _BACK[kind](text)
    return data  # type: ignore[no-any-return]


def named(names: Sequence[str], cells: Sequence[Cell]) -> dict[str, str]:
    """The wordings by heading, empty cells left out; what stands beyond the headings is kept by its place."""
    found = {}
    for index, cell in enumerate(cells):
        if cell != "" and cell is not None and (text := cell if type(cell) is str else wording(cell)):
            found[names[index] if index < len(names) else f"+{index + 1 - len(names)}"] = (
                text.replace("\0", "") if "\0" in text else text
            )
    return found


def digest(said_by: str, cells: dict[str, str]) -> str:
    """SHA-256 of a row's cells and of the layout that reads them: equal means that nothing is to be done."""
    text = "\x1d".join((said_by, "\x1e".join(cells), "\x1e".join(cells.values())))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
