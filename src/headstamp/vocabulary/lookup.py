"""From what somebody wrote to the code that it means, whatever the language, script or diacritics."""

from collections.abc import Callable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache

from headstamp.kernel.folding import fold
from headstamp.vocabulary import calibre, codes
from headstamp.vocabulary.compiled import Code
from headstamp.vocabulary.languages import tag_of

# How a list compares wordings, where folding is not enough.
_KEYS: dict[str, Callable[[str], str]] = {
    "calibres": calibre.key,
    "makes": lambda text: fold(text).replace(" ", ""),
    "catalogue": lambda text: fold(text).replace(" ", ""),
}


def _key_of(list_name: str) -> Callable[[str], str]:
    return _KEYS.get(list_name, fold)


def _wordings(code: Code) -> list[str]:
    return [code.code, code.code.replace("_", " "), *code.labels.values(), *code.aliases]


@cache
def _by_key(list_name: str) -> dict[str, frozenset[str]]:
    key, found = _key_of(list_name), dict[str, set[str]]()
    listed = codes.codes(list_name).values()
    for retired in (False, True):
        taken = set(found) if retired else set()
        for code in listed:
            for folded in {key(w) for w in _wordings(code)} if code.retired is retired else ():
                if folded and folded not in taken:
                    found.setdefault(folded, set()).add(code.code)
    return {folded: frozenset(meant) for folded, meant in found.items()}


def find(list_name: str, wording: str) -> str | None:
    """The one code that is called `wording` in any language; None if unknown or if two are called so.

    A retired code is found only where no living one is called so.
    """
    meant = _by_key(list_name).get(_key_of(list_name)(wording), frozenset())
    return next(iter(meant)) if len(meant) == 1 else None


def meanings(list_name: str, wording: str) -> frozenset[str]:
    """All codes that are called `wording`: to show what an ambiguous word may mean."""
    return _by_key(list_name).get(_key_of(list_name)(wording), frozenset())


def keys(list_name: str) -> AbstractSet[str]:
    """Every wording of the list as it is compared: folded, and for makes and the catalogue without spaces."""
    return _by_key(list_name).keys()


@dataclass(frozen=True, slots=True)
class _Entry:
    code: Code
    own: str
    others: tuple[str, ...]


def _loose(text: str) -> str:
    """Folded, and Đ typed as plain D meets Đ typed as Dj."""
    return fold(text).replace("dj", "d")


@cache
def _entries(list_name: str, tag: str) -> tuple[_Entry, ...]:
    key = calibre.key if list_name == "calibres" else _loose
    entries = []
    for code, _label in codes.choices(list_name, tag):
        known = codes.codes(list_name)[code]
        own = key(known.label(tag))
        others = {key(w) for w in _wordings(known)} - {own, ""}
        entries.append(_Entry(known, own, tuple(others)))
    return tuple(entries)


def complete(list_name: str, typed: str, language: str, limit: int = 10) -> list[Code]:
    """What may be meant by the beginning `typed`: own label first, then other languages and aliases;
    beginnings before beginnings of words before middles. An empty beginning offers the first choices."""
    tag = tag_of(language)
    wanted = calibre.key(typed) if list_name == "calibres" else _loose(typed)
    ranked = []
    for order, entry in enumerate(_entries(list_name, tag)):
        rank = _rank(entry, wanted)
        if rank is not None:
            ranked.append((rank, order, entry.code))
    ranked.sort(key=lambda row: row[:2])
    return [code for _rank_, _order, code in ranked[:limit]]


def _rank(entry: _Entry, wanted: str) -> int | None:
    if entry.own.startswith(wanted):
        return 0 if entry.own == wanted or not wanted else 1
    if any(other.startswith(wanted) for other in entry.others):
        return 2
    inner = " " + wanted
    if inner in entry.own:
        return 3
    if any(inner in other for other in entry.others):
        return 4
    if wanted in entry.own:
        return 5
    return 6 if any(wanted in other for other in entry.others) else None


def _forget() -> None:
    _by_key.cache_clear()
    _entries.cache_clear()


codes.on_forget(_forget)
