"""When a number with signs that were not read counts as the number of a list or of an item. No Django.

What was read has to agree at every place, and has to tell enough: six signs that were read on both, beside one place that
was not, which is a single sign or a beginning that is missing. With two unread signs, or where the end is missing, guns of
the same delivery fit as well: about one wrong find for each such number (`python -m bench lists`).
"""

from headstamp.marks.alignment import align_closely
from headstamp.marks.pattern import RUN, Pattern, literal
from headstamp.marks.spellings import fit

SURE = 6
_OPEN_PLACES = 1
_UNREAD = frozenset("?[*")


def tells_enough(text: str) -> bool:
    """Whether a number may be found at all: it was read whole, or but for one place."""
    pattern = _seen_through(text)
    if _is_read(text, pattern):
        return True
    places = sum(len(position) != 1 for position in pattern.positions)
    return places <= _OPEN_PLACES and RUN not in pattern.positions[1:] and pattern.sure_signs >= SURE


def is_read(text: str) -> bool:
    """Whether every sign was read; a letter of another script that may be two Latin ones was."""
    return _is_read(text, _seen_through(text))


def are_one(listed: str, recorded: str) -> bool:
    """Whether a number on a list and one of an item agree wherever they were read, and that tells enough.

    Where a field may be read in several ways (noughts before a number, a model beside it), any of them may agree, in six signs.
    """
    first, second = literal(listed), literal(recorded)
    if _agree(listed, recorded, first, second):
        return True
    others = [(a, b) for a in first.readings for b in second.readings if fit(a.without, b.without)][1:]
    return any(_agree(listed, recorded, a, b, least=SURE) for a, b in others)


def _agree(listed: str, recorded: str, first: Pattern, second: Pattern, least: int = 0) -> bool:
    one, other = Pattern(first.folded), Pattern(second.folded)
    aligned = align_closely(one, other)
    if aligned.agreeing < least:
        return False
    if aligned.errors:
        return False
    if _is_read(listed, one) and _is_read(recorded, other):
        return True
    if not (tells_enough(listed) and tells_enough(recorded)):
        return False
    runs = one.has_run or other.has_run
    unread = sum(step.kind == "unread" and bool(step.one) and bool(step.other) for step in aligned.steps)
    return aligned.agreeing >= SURE and unread + runs <= _OPEN_PLACES


def _seen_through(text: str) -> Pattern:
    return Pattern(literal(text).folded)


def _is_read(text: str, pattern: Pattern) -> bool:
    return pattern.is_sure or not _UNREAD & set(text)
