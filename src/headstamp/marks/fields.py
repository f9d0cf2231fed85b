"""What people write around a number: labels before it, several numbers in one field, what a spreadsheet made of it."""

import re

from headstamp.kernel.folding import fold
from headstamp.marks.alphabet import DIGITS, plain
from headstamp.marks.wordings import labels

FEWEST = 4  # signs of a number that stands beside another in one field
_BETWEEN = re.compile(
    r"\s*[;|\n]\s*|,\s+|(?<=\w{4}),(?=\w{4})|\s+[/+&]\s+|(?<=\d)\s+(?:i|и|dhe|and|und)\s+|(?<=\d{5})/(?=\d{5})"
)
_LABEL = re.compile(r"\s*([^\W\d_]+)([\s.:/\\\-_]*(?:[#№]\s*)?)")
_SIGN = re.compile(r"^\s*(?:[#№]\s*)+")
_FLOAT = re.compile(r"^\s*(\d{3,})[.,]0{1,3}\s*$")
_MOST_LABELS = 5


def unlabelled(text: str) -> tuple[str, bool]:
    """The text without the labels before its number, and whether these cannot be stamped: by a point, a colon, or their length.

    What a spreadsheet made of a whole number (123.0) is whole again.
    """
    whole = _FLOAT.match(text)
    if whole:
        return whole[1], True
    rest, is_certain = _SIGN.sub("", text), True
    said: list[str] = []
    for _ in range(_MOST_LABELS):
        token = _LABEL.match(rest)
        if token is None or not token[2]:
            break
        word, after = fold(token[1]), rest[token.end() :]
        pair = _LABEL.match(after)
        both = f"{word} {fold(pair[1])}" if pair and pair[2] else ""
        if pair and both in labels():
            is_certain, rest = True, after[pair.end() :]
        elif word in labels():
            is_certain = bool(re.search(r"[.:#№]", token[2])) or len(word) > 3
            rest = after
        else:
            break
        said.append(word)
    is_certain = is_certain or len(said) > 1
    return (rest, is_certain) if has_number(rest, 1 if is_certain else 3) else (text, True)


def parted(text: str) -> list[str]:
    """What stands between separators that no number holds; the text itself if there is none, or where brackets are open."""
    if "[" in text:
        return [text]
    return [part for part in _BETWEEN.split(text.strip()) if part and part.strip()] or [text]


def has_number(text: str, fewest: int = FEWEST) -> bool:
    """Whether there are so many signs, one of them a digit."""
    signs = plain(text)
    return sum(map(len, (signs, *re.findall(r"[?*]", text)))) >= fewest and any(
        sign in DIGITS for sign in signs
    )
