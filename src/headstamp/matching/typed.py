"""Numbers in boxes into which people type other things too, or have not typed to the end: never an error, at most a note."""

from dataclasses import replace

from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Invalid, Unavailable
from headstamp.marks.index.search import usual_errors
from headstamp.marks.junk import junk
from headstamp.marks.pattern import literal, looks_like_a_number
from headstamp.matching.elsewhere import units_to_ask
from headstamp.matching.finding import MOST_ERRORS, Found, find, found_within
from headstamp.matching.hits import Hit, Sought
from headstamp.matching.index import index


def find_typed(asker: Asker, text: str) -> Found | None:
    """For a box into which people type words as well: None where the text is none to find a gun by.

    What is wrong with it, or with the index, is a note beside what else the box finds.
    """
    if not looks_like_a_number(text) or junk(text):
        return None
    try:
        found = find(asker, Sought(text, limit=10))
        return replace(found, elsewhere=tuple(units_to_ask(asker, text)))
    except (Invalid, Unavailable) as error:
        return Found(text, note=error.message)


def find_near(asker: Asker, number: str) -> tuple[Hit, ...]:
    """While somebody types a number into a form: the few that are one error away from it; none for short or open ones."""
    if not looks_like_a_number(number) or junk(number):
        return ()
    pattern = literal(number)
    if not pattern.is_sure or usual_errors(pattern) < MOST_ERRORS:
        return ()
    try:
        now = index()
    except Unavailable:
        return ()
    hits = found_within(asker, Sought(number, limit=3), pattern, 1, now).hits
    return tuple(hit for hit in hits if hit.score)
