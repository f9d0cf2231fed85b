"""What an alignment of two numbers says in words, and whether two numbers follow each other in one run."""

from headstamp.kernel.text import Message, gettext_noop, say
from headstamp.marks.alignment import Alignment, Step
from headstamp.marks.alphabet import DIGITS, fold_sign
from headstamp.marks.pattern import Pattern, Position
from headstamp.marks.spellings import fit

CLOSE = 100

_SAME = gettext_noop("same number")
_LOOKS = gettext_noop("same number but for signs that look alike (%(signs)s)")
_FITS = gettext_noop("what can be read of the number fits")
_ONE_READ = gettext_noop("one sign differs: %(one)s read as %(other)s")
_ONE_LEFT = gettext_noop("one sign differs: %(one)s left out")
_SWAPPED = gettext_noop("two neighbours are swapped: %(one)s and %(other)s")
_TWO = gettext_noop("two signs differ: %(first)s; %(second)s")
_MANY = gettext_noop("other number: %(errors)d signs differ")
_READ = gettext_noop("%(one)s read as %(other)s")
_LEFT = gettext_noop("%(one)s left out")
_CROSSED = gettext_noop("%(one)s and %(other)s swapped")


def why_alike(alignment: Alignment) -> Message:
    """How one number became the other, in words."""
    wrong = [step for step in alignment.steps if step.kind in ("other", "left_out", "swapped")]
    if len(wrong) > 2:
        return say(_MANY, errors=alignment.errors)
    if len(wrong) == 2:
        return say(_TWO, first=_part(wrong[0]), second=_part(wrong[1]))
    if wrong:
        step = wrong[0]
        if step.kind == "swapped":
            return say(_SWAPPED, **_crossed(step))
        return say(_ONE_READ if step.kind == "other" else _ONE_LEFT, **_signs(step))
    if any(step.kind == "unread" for step in alignment.steps):
        return Message(_FITS)
    looks = [_pair(step) for step in alignment.steps if step.kind == "look_alike"]
    return say(_LOOKS, signs=", ".join(dict.fromkeys(looks))) if looks else Message(_SAME)


def neighbours(one: Pattern, other: Pattern) -> bool:
    """Whether two numbers differ by at most 100 in their count, as guns of one delivery do.

    The count is read from the first sign that differs to the end of the digits there, and has to be sure; what else there is is the
    same on both, or may be: a letter that is one of two, or cannot be read. Of several readings any.
    """
    return any(
        _follow(first, second)
        for first in one.readings
        for second in other.readings
        if fit(first.without, second.without)
    )


def _follow(one: Pattern, other: Pattern) -> bool:
    if len(one.positions) != len(other.positions) or one.has_run or other.has_run:
        return False
    first, second = ([_folded(each) for each in number.positions] for number in (one, other))
    differing = [at for at, pair in enumerate(zip(first, second, strict=True)) if not pair[0] & pair[1]]
    if not differing:
        return False
    start, end = differing[0], differing[-1] + 1
    while end < len(first) and _is_digit(one.positions[end]) and _is_digit(other.positions[end]):
        end += 1
    counts = [_count(number[start:end]) for number in (first, second)]
    return None not in counts and abs(int(counts[0] or 0) - int(counts[1] or 0)) <= CLOSE


def _folded(position: Position) -> frozenset[str]:
    return frozenset(map(fold_sign, position))


def _is_digit(position: Position) -> bool:
    return len(position) == 1 and position <= frozenset(DIGITS)


def _count(positions: list[frozenset[str]]) -> str | None:
    """The digits in a row; None where a sign is not sure or none."""
    signs = [min(position) for position in positions if len(position) == 1]
    count = "".join(signs)
    return count if len(signs) == len(positions) and count.isdecimal() else None


def _part(step: Step) -> Message:
    """One of two differences; it stands within another sentence, whose door translates both."""
    if step.kind == "swapped":
        return say(_CROSSED, **_crossed(step))
    return say(_READ if step.kind == "other" else _LEFT, **_signs(step))


def _crossed(step: Step) -> dict[str, str]:
    """The two neighbours; where one of them may be several signs, both as they stand."""
    is_sure = len(step.one) == 2 and len(step.other) == 2
    one, other = min(sorted(step.one), sorted(step.other)) if is_sure else sorted((step.one, step.other))
    return {"one": one, "other": other}


def _signs(step: Step) -> dict[str, str]:
    if step.kind == "left_out":
        return {"one": step.one or step.other}
    one, other = sorted((step.one, step.other))
    return {"one": one, "other": other}


def _pair(step: Step) -> str:
    return "/".join(sorted((step.one, step.other)))
