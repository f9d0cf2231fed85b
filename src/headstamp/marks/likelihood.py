"""How much it says that signs agree or differ, in tenths of a bit: ten more make the same gun twice as likely.

The weights are a working judgement of how numbers are misread and mistyped; nobody has measured them on the region's
guns. They are few, and they stand here only.
"""

from functools import lru_cache

from headstamp.marks.alphabet import DIGITS, OTHER, fold_sign

Sign = frozenset[str]

AGREE_DIGIT = 33  # one in ten
AGREE_LETTER = 40  # letters are not used evenly: less than one in 26
LOOK_ALIKE = 12  # O written for 0: agrees nearly as well as the sign itself
USUAL = 110  # 3 read as 8, after what is missing of the agreement
UNUSUAL = 155
LEFT_OUT = 148
DOUBLED_LEFT_OUT = 125  # 3445 written as 345
SWAPPED = 138

# Pairs that are read or typed for each other though they do not look alike enough to fold.
_USUAL_PAIRS = "38 35 68 65 17 06 08 09 89 49 14 27 47 69 0D 0C 0U 8R 8E 4A 7T 1J 1T 6C 5J 2R 9P 3E 3B UV MN EF PR KX HN VY CG VU WV MW KH FP CE XY"
_USUAL = frozenset(frozenset(map(fold_sign, pair)) for pair in _USUAL_PAIRS.split())


@lru_cache(maxsize=65_536)
def agreement(one: Sign, other: Sign) -> int | None:
    """What two positions say that may be the same sign; None if they cannot be. What is not read says nothing."""
    common = one & other
    if not common:
        common = _folded(one) & _folded(other)
        if not common:
            return None
    options = max(len(one), len(other))
    if options > 4:
        return 0
    weight = max(map(_weight, common)) - 10 * (options - 1) - (0 if one & other else LOOK_ALIKE)
    return max(weight, 0)


@lru_cache(maxsize=65_536)
def difference(one: Sign, other: Sign) -> int:
    """What speaks against one gun where a sign was read as another."""
    is_usual = any(is_usually_confused(a, b) for a in _few(one) for b in _few(other))
    return USUAL if is_usual else UNUSUAL


def is_usually_confused(one: str, other: str) -> bool:
    """Whether people take one sign for the other more often than any other."""
    return frozenset((fold_sign(one), fold_sign(other))) in _USUAL


def _weight(sign: str) -> int:
    return AGREE_DIGIT if sign in DIGITS else AGREE_LETTER if sign != OTHER else 0


def _folded(signs: Sign) -> Sign:
    return frozenset(map(fold_sign, signs))


def _few(signs: Sign) -> list[str]:
    return sorted(signs)[:4]
