"""What the register says of a gun, as it is compared. No person stands in it: who may see a pair may not see owners."""

from collections.abc import Sequence

from headstamp.kernel.errors import Unavailable
from headstamp.marks.junk import junk
from headstamp.marks.pattern import literal
from headstamp.matching.algorithm import Comparison, Record, compare
from headstamp.matching.hits import folded
from headstamp.matching.index import Index, index
from headstamp.matching.models import Candidate
from headstamp.registry.models import Item
from headstamp.registry.queries.marks import NUMBER_KINDS


def numbers_of(item: Item, now: Index | None) -> list[str]:
    """The item's numbers that tell it from others: no placeholder, and none that stands on guns of many makes."""
    read = [mark.as_read for mark in item.marks.all() if mark.kind in NUMBER_KINDS and mark.as_read]
    told = [text for text in read if not junk(text)]
    return [text for text in told if now is None or not now.is_too_common(folded(literal(text)))]


def record_of(item: Item, now: Index | None) -> Record:
    """The item as it is compared. Codes go before wordings."""
    return Record(
        serials=tuple(numbers_of(item, now)),
        make=item.make_code or item.make,
        model=item.model,
        calibre=item.calibre_code or item.calibre,
        kind=item.kind,
        year=str(item.year_of_manufacture or ""),
        date=item.occurred_on,
        jurisdiction=item.jurisdiction,
        occurrence=str(item.occurrence_id),
        key=str(item.pk),
    )


def compared_now(candidates: Sequence[Candidate]) -> list[tuple[Candidate, Comparison]]:
    """Each pair with the comparison of both records as they stand at this moment."""
    now = index_if_there() if candidates else None
    return [(each, compare(record_of(each.one, now), record_of(each.other, now))) for each in candidates]


def index_if_there() -> Index | None:
    """What is too common is known by the index alone; while it is built, nothing is."""
    try:
        return index()
    except Unavailable:
        return None
