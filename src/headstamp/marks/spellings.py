"""The numbers that one field may hold: as written, and without what may not belong to the number.

A make, model or calibre beside it, a year behind it, noughts before it and what stands in brackets may be a part of the
number or not: both are tried. Several numbers in one field are several numbers.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from headstamp.kernel.folding import fold
from headstamp.marks.alphabet import plain
from headstamp.marks.fields import FEWEST, has_number, parted, unlabelled
from headstamp.marks.junk import junk
from headstamp.marks.wordings import kind_of
from headstamp.vocabulary import codes, lookup
from headstamp.vocabulary.codes import CATALOGUE

MOST = 6
_PLAIN = re.compile(
    r"[A-Z]?[1-9][0-9]{4,8}[A-Z]?", re.ASCII
)  # nothing stands beside it: most numbers, and many times as quick
_MOST_LETTERS = 5  # of a number; what has more has a word beside it
_IN_BRACKETS = re.compile(r"\s*\([^()]*\)\s*|\s*\{[^{}]*\}\s*")
_YEAR_BEHIND = re.compile(r"^(.*\S)\s*(?:[-/]\s*((?:19|20)\d\d)|/\s*(\d\d))\s*\.?$", re.DOTALL)
_YEAR_BEFORE = re.compile(r"^(?:((?:19|20)\d\d)\s*[-/]|(\d\d)\s*/)\s*(\S.*)$", re.DOTALL)
_NOUGHTS = re.compile(r"^0+(?=[1-9]\d{2})")
_GLUED = re.compile(r"(?:br|broj|nr|sn|ser|бр|сер)([0-9]+)$", re.IGNORECASE)  # may be stamped
_MOST_HEADS = 4
_SEPARATOR = re.compile(r"[\s\-:./,]+")
_LISTS = ("makes", CATALOGUE)
# Letters that are written as two where there is no key for them.
_TWO_LETTERS = str.maketrans(
    {
        **dict.fromkeys("ЂђĐđ", "DJ"), **dict.fromkeys("Љљ", "LJ"), **dict.fromkeys("Њњ", "NJ"), **dict.fromkeys("Џџ", "DZ"),
        **dict.fromkeys("ЖжŽž", "ZH"), **dict.fromkeys("ШшŠš", "SH"), **dict.fromkeys("ЧчČč", "CH"), **dict.fromkeys("Ѓѓ", "GJ"),
        **dict.fromkeys("Ќќ", "KJ"), **dict.fromkeys("Ѕѕ", "DZ"), "Ǆ": "DZ", "ǅ": "DZ", "ǆ": "DZ",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Spelling:
    """One number, as a pattern is written; `without` says what was taken for no part of it, as `list:code`."""

    text: str
    without: frozenset[str] = frozenset()


def fit(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether what was taken away on both sides may be of one gun: M57 123 is not M70 123, and 123/85 not 123/86."""
    lists = {each.split(":")[0] for each in one} & {each.split(":")[0] for each in other}
    return all(any(each in other for each in one if each.startswith(name + ":")) for name in lists)


@lru_cache(maxsize=16_384)
def spellings(text: str) -> tuple[Spelling, ...]:
    """What the field may say, the likeliest first; always one at least."""
    return (Spelling(text),) if _PLAIN.fullmatch(text) else every_spelling(text)


def every_spelling(text: str) -> tuple[Spelling, ...]:
    """As `spellings`, of what stands in whatever field."""
    parts = parted(text)
    held = [part for part in parts if has_number(part) and not junk(part)]
    found: dict[str, Spelling] = {}
    if (
        len(parts) > 1
        and len(held) == 1
        and all(_is_no_number(part) for part in parts if part is not held[0])
    ):
        _add(found, Spelling(text), *_of_part(held[0]))
    else:
        for part in held if len(held) > 1 else [text]:
            _add(found, *_of_part(part))
    for each in list(found.values()):
        two = each.text.translate(_TWO_LETTERS)
        if two != each.text and sum(map(str.isalpha, each.text)) <= _MOST_LETTERS:
            _add(found, Spelling(two, each.without))
    return tuple(found.values())[:MOST]


def _add(found: dict[str, Spelling], *spelt: Spelling) -> None:
    for each in spelt:
        found.setdefault(_bare(each.text), each)


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold()) if not re.search(r"[\[\]?*]", text) else text


def _is_no_number(part: str) -> bool:
    return not has_number(part, 1) or junk(part) is not None


def _of_part(part: str) -> Iterator[Spelling]:
    bare, is_certain = unlabelled(part)
    yield Spelling(bare)
    glued = _GLUED.match(bare)
    if glued and has_number(glued[1]) and not junk(glued[1]):
        yield Spelling(glued[1])
    if not is_certain:
        yield Spelling(part)
    yield from _taken_from(Spelling(bare), 0)


def _taken_from(spelt: Spelling, depth: int) -> Iterator[Spelling]:
    if depth > 2:
        return
    for text, said in _without(spelt.text):
        less = Spelling(unlabelled(text)[0], spelt.without | said)
        if has_number(less.text, FEWEST - 1 if depth == 0 and not said else FEWEST) and not junk(less.text):
            yield less
            yield from _taken_from(less, depth + 1)


def _without(text: str) -> Iterator[tuple[str, frozenset[str]]]:
    outside = _IN_BRACKETS.sub(" ", text).strip()
    if outside and outside != text.strip():
        yield outside, frozenset()
    noughts = _NOUGHTS.sub("", plain(text)) if not re.search(r"[\[\]?*]", text) else ""
    if noughts.isdigit() and noughts != plain(text):
        yield noughts, frozenset()
    behind = _YEAR_BEHIND.match(text)
    if behind:
        yield behind[1], frozenset({f"year:{(behind[2] or behind[3])[-2:]}"})
    before = _YEAR_BEFORE.match(text)
    if before:
        yield before[3], frozenset({f"year:{(before[1] or before[2])[-2:]}"})
    yield from _without_words(text)


def _without_words(text: str) -> Iterator[tuple[str, frozenset[str]]]:
    """Without the make or model before the first or the last separator, and without what says no number behind them."""
    text = text.strip()
    gaps = list(_SEPARATOR.finditer(text))
    is_wordy = sum(character.isalpha() for character in text) > _MOST_LETTERS
    ends = gaps[:_MOST_HEADS] if is_wordy else [*gaps[:1], *gaps[1:][-1:]]
    for gap in ends:
        head, rest = text[: gap.start()], text[gap.end() :]
        said = _listed(head)
        is_written = any(character.isalpha() for character in head)
        if is_written and (said or lookup.meanings("item_kinds", head)):
            yield rest, said
    for gap in reversed(gaps):
        tail = text[gap.end() :]
        behind = _said_behind(tail)
        if behind is None and gap in (*ends, gaps[-1]) and any(map(str.isalpha, tail)):
            behind = _listed(tail) or None
        if behind is not None:
            yield text[: gap.start()], behind


def _listed(words: str) -> frozenset[str]:
    return frozenset(f"{name}:{code}" for name in _LISTS for code in lookup.meanings(name, words))


def _said_behind(tail: str) -> frozenset[str] | None:
    """What a calibre or a word behind the number says; None for what may be a part of it."""
    words = fold(tail)
    if words and not any(map(str.isdigit, tail)) and (kind_of(words) or all(map(kind_of, words.split()))):
        return frozenset()
    is_written = any(character.isalpha() or character in ".," for character in tail)
    meant = lookup.meanings("calibres", tail) if is_written else frozenset()
    return frozenset(f"calibres:{code}" for code in meant) or None


codes.on_forget(spellings.cache_clear)
