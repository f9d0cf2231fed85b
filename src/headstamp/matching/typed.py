"""Numbers in boxes into which people type other things too, or have not typed to the end: never an error, at most a note."""

from dataclasses import replace

from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Invalid, Unavailable
from headstamp.marks.index.search import usual_errors
from headstamp.marks.index.timebox import TimeBox
from headstamp.marks.junk import junk
from headstamp.marks.pattern import looks_like_a_number, parse
from headstamp.matching.elsewhere import units_to_ask
from headstamp.matching.finding import MOST_SECONDS, Found, find, found_within
from headstamp.matching.hits import Hit, Sought
from headstamp.matching.index import index

NEAR = 3  # lines under an item
_LOOKED_AT = 10
_FEWEST_READ, _FEWEST_BESIDE_OPEN = 3, 4  # signs
_TWO_ERRORS = 60  # tenths of a bit; measured, see docs/numbers.md


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


def find_near(asker: Asker, sought: Sought) -> tuple[Hit, ...]:
    """While somebody types a number into a form: the few records whose number it may be, as the search finds them.

    A number with one error is told where what agrees outweighs the error; with two only if none is nearer and much more agrees,
    which takes make and calibre or a long number. So who types a number that is new is seldom disturbed.
    """
    if not looks_like_a_number(sought.number) or junk(sought.number):
        return ()
    try:
        pattern, now, box = parse(sought.number), index(), TimeBox.of(MOST_SECONDS)
        if pattern.sure_signs < (_FEWEST_READ if pattern.is_sure else _FEWEST_BESIDE_OPEN):
            return ()
        for errors in range(min(1, usual_errors(pattern)), usual_errors(pattern) + 1):
            hits = found_within(asker, replace(sought, limit=_LOOKED_AT), pattern, errors, now, box).hits
            told = tuple(hit for hit in hits if is_told(hit))[:NEAR]
            if told:
                return told
    except (Invalid, Unavailable):
        pass
    return ()


def is_told(hit: Hit) -> bool:
    """Whether a hit is worth a line to somebody who did not ask."""
    if hit.is_closed or not hit.errors:
        return hit.is_closed or bool(hit.score)
    return bool(hit.score) and hit.weight >= (_TWO_ERRORS if hit.errors > 1 and not hit.is_piece else 0)
