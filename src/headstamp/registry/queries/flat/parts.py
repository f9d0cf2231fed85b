"""Keys in parts that every database takes at once."""

from collections.abc import Iterable, Iterator
from itertools import islice

_KEYS_AT_ONCE = 900


def parts_of(keys: Iterable[int]) -> Iterator[list[int]]:
    """The keys, as many at once as every database takes."""
    rest = iter(keys)
    while part := list(islice(rest, _KEYS_AT_ONCE)):
        yield part
