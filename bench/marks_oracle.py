"""The best that anybody could do: who knows just how `marks_numbers` misreads ranks numbers by how likely each was misread so.

What he puts among the first ten is a bound for every ranking on these numbers; it is no model of how people misread.
"""

from collections import Counter
from functools import cache

from bench.marks_numbers import Query, chances_of_another_sign
from headstamp.marks.alphabet import FOLDED_SIGNS, folded

CHANGED, LEFT_OUT, ADDED, SWAPPED = 0.6, 0.15, 0.1, 0.15
_ADDED = FOLDED_SIGNS[:-1]


def share_among_first(query: Query, numbers: dict[int, str], first: int = 10) -> float:
    """How likely the meant one is among the `first` of these numbers (by id) when the likeliest come first; ties are drawn."""
    typed = folded(query.typed)
    likely = {id: _twice(folded(text), typed) for id, text in numbers.items()}
    meant = likely[query.meant.id]
    better = sum(each > meant * (1 + 1e-9) for each in likely.values())
    tied = sum(abs(each - meant) <= meant * 1e-9 for each in likely.values())
    return max(0.0, min(1.0, (first - better) / tied))


def _twice(number: str, typed: str) -> float:
    return sum(chance * _once(between, typed) for between, chance in _misread(number).items())


def _misread(number: str) -> Counter[str]:
    """Every text that one error makes of the number, with how likely it does."""
    found, of_place = Counter[str](), 1 / len(number)
    for at, sign in enumerate(number):
        before, after = number[:at], number[at + 1 :]
        for other, chance in _chances(sign).items():
            found[before + other + after] += chance * of_place
        found[before + after] += LEFT_OUT * of_place
        for more in _ADDED:
            found[before + more + number[at:]] += ADDED * of_place / len(_ADDED)
        found[_swapped(number, at)] += SWAPPED * of_place
    return found


def _once(number: str, typed: str) -> float:
    """How likely one error makes `typed` of the number."""
    longer, places = len(typed) - len(number), range(len(number))
    if abs(longer) > 1 or len(number) < 2:
        return 0.0
    if longer == -1:
        return LEFT_OUT * sum(number[:at] + number[at + 1 :] == typed for at in places) / len(number)
    if longer == 1:
        made = sum(number[:at] + typed[at] + number[at:] == typed for at in places)
        return ADDED * made / len(number) / len(_ADDED)
    unlike = [at for at in places if number[at] != typed[at]]
    swapped = SWAPPED * sum(_swapped(number, at) == typed for at in places) if len(unlike) in (0, 2) else 0.0
    changed = _chances(number[unlike[0]]).get(typed[unlike[0]], 0.0) if len(unlike) == 1 else 0.0
    return (swapped + changed) / len(number)


def _swapped(number: str, at: int) -> str:
    at = min(at, len(number) - 2)
    return number[:at] + number[at + 1] + number[at] + number[at + 2 :]


@cache
def _chances(sign: str) -> dict[str, float]:
    return chances_of_another_sign(sign)
