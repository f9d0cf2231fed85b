"""How numbers are compared: marks without regard to separators, references word by word."""

from django.db import connection
from django.db.models import Q

from headstamp.kernel.folding import fold

_SHORTEST = 3


def mark_key(as_read: str) -> str:
    """The search key of a mark: AB-123 456 and ab123456 are one number."""
    return fold(as_read).replace(" ", "").replace("_", "")[:120]


def reference_key(number: str) -> str:
    """The search key of a reference: parts stay apart, since 12/345 is not 123/45."""
    return fold(number)[:120]


def says_something(key: str) -> bool:
    """Whether a whole number is long enough to point at a record: one or two characters fit too many."""
    return len(key) >= _SHORTEST


def begins(column: str, key: str) -> Q:
    """Rows whose `column` begins with `key`, by the column's index on either engine."""
    if connection.vendor == "postgresql":
        return Q(**{f"{column}__startswith": key})
    # SQLite's LIKE with an escape uses no index; its plain order of characters makes a range do.
    return Q(**{f"{column}__gte": key, f"{column}__lt": key + "\U0010ffff"})
