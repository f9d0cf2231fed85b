"""Writes Serbian in Cyrillic letters from Latin ones, letter by letter; what is no Serbian word stays as it is."""

import re

_PAIRS = {"lj": "љ", "nj": "њ", "dž": "џ"}
_LETTERS = dict(zip("abcčćdđefghijklmnoprsštuvzž", "абцчћдђефгхијклмнопрсштувзж", strict=True))
# Here two letters are two sounds and not one.
_APART = ("injek", "injun", "konjug", "konjun", "nadživ", "nadžnj", "podžbu", "tanjug")
# Slots to fill in, tags, entities, addresses, names of files and settings, abbreviations, words with letters that Serbian lacks.
_KEPT = re.compile(
    r"%\(\w+\)[a-z]|%[sd%]|\{\w*\}|<[^>]*>|&\w+;|https?://\S+|\b\w+(?:[._]\w+)+\b|--?\w[\w-]*|\*\.\w+"
    r"|\b[A-Z0-9]{2,}\b|\b\w*[qwxyQWXY]\w*\b|\bHeadstamp\b|`[^`]*`"
)


def cyrillic(text: str) -> str:
    """The text in Cyrillic letters."""
    made, at = [], 0
    for kept in _KEPT.finditer(text):
        made += [_letters(text[at : kept.start()]), kept[0]]
        at = kept.end()
    return "".join([*made, _letters(text[at:])])


def _letters(text: str) -> str:
    return re.sub(r"\w+", lambda word: _word(word[0]), text)


def _word(word: str) -> str:
    made, at = "", 0
    while at < len(word):
        pair = word[at : at + 2]
        one = _PAIRS.get(pair.lower()) if not _is_apart(word, at) else None
        if one:
            made += one.upper() if pair[0].isupper() else one
            at += 2
        else:
            letter = _LETTERS.get(word[at].lower(), word[at])
            made += letter.upper() if word[at].isupper() else letter
            at += 1
    return made


def _is_apart(word: str, at: int) -> bool:
    """True if the pair at this place belongs to a stem in which it is two sounds."""
    for stem in _APART:
        start = word.lower().find(stem)
        if 0 <= start <= at < start + len(stem):
            return True
    return False
