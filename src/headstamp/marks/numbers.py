"""What an alignment of two numbers says in words, and whether two numbers follow each other in one run."""

from headstamp.kernel.text import Message, gettext_noop, say
from headstamp.marks.alignment import Alignment, Step

_CLOSE = 100

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
            one, other = sorted(step.one)
            return say(_SWAPPED, one=one, other=other)
        return say(_ONE_READ if step.kind == "other" else _ONE_LEFT, **_signs(step))
    if any(step.kind == "unread" for step in alignment.steps):
        return Message(_FITS)
    looks = [_pair(step) for step in alignment.steps if step.kind == "look_alike"]
    return say(_LOOKS, signs=", ".join(dict.fromkeys(looks))) if looks else Message(_SAME)


def neighbours(alignment: Alignment) -> bool:
    """Whether the numbers differ by at most 100 in the digits at their end, as guns of one delivery do."""
    steps = alignment.steps
    if any(step.kind not in ("same", "look_alike", "other", "swapped") for step in steps):
        return False
    first = next((at for at, step in enumerate(steps) if step.kind in ("other", "swapped")), len(steps))
    one = "".join(step.one for step in steps[first:])
    other = "".join(step.other for step in steps[first:])
    return one.isdecimal() and other.isdecimal() and 0 < abs(int(one) - int(other)) <= _CLOSE


def _part(step: Step) -> Message:
    """One of two differences; it stands within another sentence, whose door translates both."""
    if step.kind == "swapped":
        one, other = sorted(step.one)
        return say(_CROSSED, one=one, other=other)
    return say(_READ if step.kind == "other" else _LEFT, **_signs(step))


def _signs(step: Step) -> dict[str, str]:
    if step.kind == "left_out":
        return {"one": step.one or step.other}
    one, other = sorted((step.one, step.other))
    return {"one": one, "other": other}


def _pair(step: Step) -> str:
    return "/".join(sorted((step.one, step.other)))
