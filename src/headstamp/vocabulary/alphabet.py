"""The order of letters in each language, without help from the system's locale."""

import re
import unicodedata

_LETTERS = {
    "sq": "a b c ç d dh e ë f g gj h i j k l ll m n nj o p q r rr s sh t th u v x xh y z zh",
    "sr-Latn": "a b c č ć d dž đ e f g h i j k l lj m n nj o p q r s š t u v w x y z ž",
    "sr-Cyrl": "а б в г д ђ е ж з и ј к л љ м н њ о п р с т ћ у ф х ц ч џ ш",
    "mk": "а б в г д ѓ е ж з ѕ и ј к л љ м н њ о п р с т ќ у ф х ц ч џ ш",
    "en": "a b c d e f g h i j k l m n o p q r s t u v w x y z",
}
_LETTERS["bs"] = _LETTERS["sr-Latn"]
_RANK = {
    tag: {letter: rank for rank, letter in enumerate(text.split(), 1000)} for tag, text in _LETTERS.items()
}
_SPLIT = {
    tag: re.compile("|".join(sorted(ranks, key=len, reverse=True)) + r"|\d+|.", re.DOTALL)
    for tag, ranks in _RANK.items()
}


def sort_key(text: str, tag: str) -> tuple[tuple[int, int], ...]:
    """A key that sorts by the alphabet of `tag`; numbers by size, before letters; other letters after."""
    ranks, split = _RANK[tag], _SPLIT[tag]
    return tuple(_rank(part, ranks) for part in split.findall(unicodedata.normalize("NFC", text).casefold()))


def _rank(part: str, ranks: dict[str, int]) -> tuple[int, int]:
    if part in ranks:
        return 2, ranks[part]
    if part.isdecimal():
        return 1, int(part)
    if part.isalpha():
        bare = unicodedata.normalize("NFD", part)[0]
        return (2, ranks[bare]) if bare in ranks else (3, ord(part[0]))
    return 0, 0
