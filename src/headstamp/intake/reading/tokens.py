"""A text as tokens that know where they stand: words, numbers, calibres, dates, signs and line ends.

One pass, each sign looked at a bounded number of times; spans count characters of the text as given.
"""

import re

from headstamp.kernel.folding import fold

_X = "xX×хХ✕*"
_PATTERN = re.compile(
    r"(?P<word>[^\W\d_]\w*(?:[’'][^\W\d_]\w*)?)"
    r"|(?P<space>[^\S\n]+)"
    r"|(?P<mark>[^\w\s.])"  # a sign that no number begins with
    r"|(?P<date>(?<![\d.,])(?:[0-3]?\d\.\s?[01]?\d\.\s?(?:19|20)\d\d(?!\d)\.?|[0-3]?\d[./-][01]?\d[./-](?:19|20)\d\d(?!\d)|[0-3]?\d\.[01]?\d\.(?!\d)))"
    r"|(?P<clock>(?<![\d.,])[0-2]?\d[:][0-5]\d(?!\d))"
    rf"|(?P<bore>(?<![\d.,])\d{{1,2}}(?:[.,]\d{{1,2}})?\s?(?:mm|мм)?\s?[{_X}]\s?\d{{2,3}}(?!\d)(?:\s?(?:mm|мм)(?!\w))?(?:\s?[RrSР](?!\w))?)"
    r"|(?P<gauge>(?<![\d.,/])(?:10|12|16|20|24|28|32|36)/[67]\d(?!\d)(?:\s?(?:mm|мм)(?!\w))?)"
    r"|(?P<point>(?<![\w.,])\.\d{2,3}(?![\d.]))"
    r"|(?P<number>\d{1,3}(?:\.\d{3})+(?!\d)(?:,\d+)?|\d{1,3}(?:,\d{3})+(?!\d)|\d{1,3}(?:[ \u00a0\u202f’']\d{3})+(?!\d)|\d+[.,]\d+|\d+)"
    r"|(?P<line>\n\s*)"
    r"|(?P<sign>[^\w\s]|_)"
)


class Token:
    """One token: its kind, its key (folded), where it stands, and whether space comes before it."""

    __slots__ = ("end", "key", "kind", "start", "text")

    def __init__(self, kind: str, text: str, key: str, start: int, end: int) -> None:
        self.kind, self.text, self.key, self.start, self.end = kind, text, key, start, end


_keys: dict[str, str] = {}
_MOST_KEYS, _LONGEST_WORD = 50_000, 80


def _key(word: str) -> str:
    """The folded word, remembered: the same words come again in every text."""
    if len(_keys) > _MOST_KEYS:
        _keys.clear()
    key = fold(word[:_LONGEST_WORD]).replace(" ", "")
    if len(word) <= _LONGEST_WORD:
        _keys[word] = key
    return key


def tokens(text: str) -> list[Token]:
    """The tokens of the text, in order."""
    found: list[Token] = []
    known = _keys
    for match in _PATTERN.finditer(text):
        kind = match.lastgroup
        if kind == "space" or kind is None:
            continue
        piece = key = match[0]
        if kind == "word":
            key = known.get(piece) or _key(piece)
        elif kind == "mark":
            kind = "sign"
        start, end = match.span()
        found.append(Token(kind, piece, key, start, end))
    return found
