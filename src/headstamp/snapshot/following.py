"""Which records the log says were touched since a position."""

from collections.abc import Iterable

from headstamp.audit.queries import changes_since
from headstamp.kernel.table import Table

Subjects = dict[str, set[int]]


def touched_since(tables: Iterable[Table], position: int, up_to: int) -> Subjects:
    """Subjects that a table follows, by kind; what was only read or shown is not among them."""
    followed = {subject for table in tables for subject in table.follows}
    found: Subjects = {}
    for kind, number in changes_since(position, up_to):
        if kind in followed and number.isdecimal():
            found.setdefault(kind, set()).add(int(number))
    return found
