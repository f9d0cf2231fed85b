"""A file says the same again and again: what was made of equal values and found lawful is made and checked once.

What was lawful stays so while the lists do not change, for days only pass.
"""

from typing import Any

from headstamp.vocabulary import codes

MOST = 20_000  # what has few and short values, such as codes; fewer where texts are kept with it


def remembered() -> dict[tuple[Any, ...], Any]:
    """A memory that is emptied when the lists change."""
    known: dict[tuple[Any, ...], Any] = {}
    codes.on_forget(known.clear)
    return known


def remember(known: dict[tuple[Any, ...], Any], key: tuple[Any, ...], facts: Any, most: int = MOST) -> None:
    """Keep what was found lawful; a memory that is full begins anew."""
    if len(known) >= most:
        known.clear()
    known[key] = facts
