"""The forms that a place's name takes in a sentence: Albanian endings, Serbian cases; folded, last word and adjectives.

Rules of the two languages by the end of the word, so that a new municipality needs no list of its own.
"""

from collections.abc import Iterator
from itertools import product

from headstamp.kernel.folding import fold

_SOFTENED = {"k": "c", "g": "z", "h": "s"}
_VOWELS = frozenset("aeiou")


def forms_of(label: str, tag: str) -> set[str]:
    """Every form of the name in the language of `tag`, folded."""
    words = fold(label).split(" ")
    if not words or not words[0]:
        return set()
    ways = {"sq": _albanian, "sr-Latn": _serbian, "sr-Cyrl": _serbian, "bs": _serbian}.get(tag)
    if ways is None:
        return {" ".join(words)}
    return {
        " ".join(form) for form in product(*(set(ways(word, words, at)) for at, word in enumerate(words)))
    }


def _albanian(word: str, words: list[str], at: int) -> Iterator[str]:
    """Prishtinë, Prishtina, Prishtinës, Prishtinën; Ferizaj, Ferizaji, Ferizajt; Vushtrri, Vushtrrisë."""
    yield word
    if word in ("i", "e", "te", "se"):
        yield from ("i", "e", "te", "se")
    elif at and at == len(words) - 1 and len(words) > 2:
        return  # the genitive in "Mitrovicë e Jugut" stays as it is
    elif at == 0 and len(words) == 2 and words[1] not in ("i", "e"):
        return  # only the last word of "Fushë Kosovë" changes
    elif word.endswith("e"):
        yield from (word[:-1] + end for end in ("a", "es", "en"))
    elif word.endswith("a"):
        yield from (word[:-1] + end for end in ("e", "es", "en"))
    elif word.endswith("i"):
        yield from (word + end for end in ("a", "se", "ne", "t", "n"))
    else:
        yield from (word + end for end in ("i", "it", "in", "u", "ut", "un", "t"))


def _serbian(word: str, words: list[str], at: int) -> Iterator[str]:
    """Priština, Prištine, Prištini; Orahovac, Orahovca; Peć, Peći; Novo Brdo, Novom Brdu; Suva Reka, Suvoj Reci."""
    yield word
    is_last = at == len(words) - 1
    if not is_last:
        if word[-1] in "ao":
            yield from (word[:-1] + end for end in ("a", "e", "oj", "u", "om", "og", "oga"))
        elif word[-1] == "i":
            yield from (word[:-1] + end for end in ("og", "om", "im", "ih"))
        return
    stem = word[:-1]
    if word.endswith("a"):
        yield from (stem + end for end in ("e", "i", "u", "om", "o"))
        if stem[-1:] in _SOFTENED:
            yield stem[:-1] + _SOFTENED[stem[-1]] + "i"
    elif word[-1] in "oe":
        yield from (stem + end for end in ("a", "u", "om", "em", "ima", "i"))
    elif word[-1] not in _VOWELS:
        yield from (word + end for end in ("a", "u", "om", "em", "i"))
        if len(word) > 3 and word[-2] == "a":
            yield from (word[:-2] + word[-1] + end for end in ("a", "u", "em", "om"))
