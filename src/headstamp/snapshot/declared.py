"""What the snapshot holds, as handed to this room by the desk."""

from collections.abc import Callable, Iterable

from headstamp.kernel.table import Table

_hand: list[Callable[[], Iterable[Table]]] = []


def use_tables(all_tables: Callable[[], Iterable[Table]]) -> None:
    """Told once at the start; asked only when a table is needed, so that no room is loaded for it earlier."""
    _hand[:] = [all_tables]


def tables() -> dict[str, Table]:
    """Every table by its name."""
    return {table.name: table for give in _hand for table in give()}
