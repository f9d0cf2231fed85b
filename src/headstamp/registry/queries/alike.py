"""Whether a number that somebody types stands in a visible record already: exact but for separators, case and script."""

from headstamp.kernel.asker import Asker
from headstamp.marks.junk import junk
from headstamp.registry.models import Item
from headstamp.registry.numbers import mark_key, says_something
from headstamp.registry.queries.items import items_visible_to
from headstamp.registry.queries.shutting import shut


def items_with_number(asker: Asker, number: str, limit: int = 3) -> list[Item]:
    """The newest visible items that bear this number; none for a placeholder or a number too short to say anything.

    A restricted one shows that it exists: whoever holds the number has to learn of the record.
    """
    key = mark_key(number)
    if not says_something(key) or junk(number):
        return []
    found = items_visible_to(asker).filter(marks__folded=key).select_related("occurrence").distinct()
    return shut(asker, found.order_by("-occurred_on", "-id")[:limit])
