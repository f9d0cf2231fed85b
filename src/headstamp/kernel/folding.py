"""Folding text so that one word is one word, whoever typed it.

Djakovica, Đakovica and Ђаковица fold alike; so do Gjakovë and gjakove, Peć and Pec. The fold is a search
key, never shown. It is idempotent and depends on no locale.
"""

import re
import unicodedata
from functools import lru_cache

# Serbian and Macedonian Cyrillic to the Latin that people without diacritics type.
_CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "ђ": "dj", "ѓ": "dj", "е": "e", "ж": "z", "з": "z",
    "ѕ": "dz", "и": "i", "й": "j", "ј": "j", "к": "k", "л": "l", "љ": "lj", "м": "m", "н": "n", "њ": "nj",
    "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "ћ": "c", "ќ": "c", "у": "u", "ф": "f", "х": "h",
    "ц": "c", "ч": "c", "џ": "dz", "ш": "s", "щ": "st", "ъ": "", "ы": "i", "ь": "", "э": "e", "ю": "ju", "я": "ja",
}  # fmt: skip
_LATIN = {
    "đ": "dj",
    "ð": "dj",
    "ł": "l",
    "ø": "o",
    "ß": "ss",
    "æ": "ae",
    "œ": "oe",
    "ı": "i",
    "ŋ": "n",
    "þ": "th",
}
_TABLE = str.maketrans(_CYRILLIC | _LATIN)
_SPACE = re.compile(r"[^\w]+", re.UNICODE)


@lru_cache(maxsize=16_384)
def _fold_short(text: str) -> str:
    lowered = text.casefold()
    if not lowered.isascii():
        bare = unicodedata.normalize("NFKD", lowered.translate(_TABLE))
        if not bare.isascii():
            bare = "".join(c for c in bare if not unicodedata.combining(c))
        lowered = bare.casefold().translate(_TABLE)
    return lowered if lowered.isalnum() else _SPACE.sub(" ", lowered).strip()


def fold(text: str) -> str:
    """`text` in lower-case Latin without diacritics or punctuation, words parted by one space."""
    return _fold_short(text) if len(text) <= 200 else _fold_short.__wrapped__(text)
