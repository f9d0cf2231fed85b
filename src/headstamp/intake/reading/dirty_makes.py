"""Makes as they stand in cells: with the model behind ('GLOCKG22'), cut off ('SPRINGFIEL'), mistyped ('TUARUS').

Nearness counts only for longer names, for one wrong sign, and where one make alone is near.
"""

import re
from functools import cache

from headstamp.kernel.folding import fold
from headstamp.vocabulary import codes, lookup

_MODEL = re.compile(r"(?:[a-z]{0,3}\d[\w./-]*)$")
_SHORTEST_BEFORE_MODEL, _SHORTEST_BEGINNING, _SHORTEST_NEAR = 4, 8, 6
_SHORTEST_CHANGED = 8
# Signs that are taken for each other by ear, by eye or on the keys; others change a short name into another.
_ALIKE = frozenset(
    frozenset(pair)
    for pair in ["mn", "iy", "ij", "il", "ck", "sz", "uo", "bv", "gq", "sc", "uv", "dt", "vw", "kq"]
)
# Words that are a sign away from a make and mean something else.
_NO_MAKE = frozenset({"blazer"})
# Names that the list gives to one make, and that people write of others too.
_SEVERAL = {"rem": frozenset({"remington", "roehm"}), "luger": frozenset({"dwm", "mauser"})}


def makes_of(said: str) -> tuple[list[str], str]:
    """The codes that the wording may mean, and by which rule; one only where it means one."""
    found = _SEVERAL.get(said.casefold()) or lookup.meanings("makes", said)
    if found:
        return _told(found), "name in the list"
    key = fold(said).replace(" ", "")
    for rule, why in (
        (_before_model, "name before a model"),
        (_begun, "beginning of one name only"),
        (_near, "one sign from one name only"),
    ):
        found = rule(key)
        if found:
            return _told(found), why
    return [], "not in the list"


def _told(found: frozenset[str]) -> list[str]:
    return sorted(found - {"unknown"}) or sorted(found)


@cache
def _names() -> dict[str, frozenset[str]]:
    """Every make's names, folded and without spaces."""
    names: dict[str, set[str]] = {}
    for code in codes.codes("makes").values():
        if code.code in ("unknown", "craft"):
            continue
        for wording in (code.code, *code.labels.values(), *code.aliases):
            key = fold(wording.split(" (")[0]).replace(" ", "").replace("_", "")
            if key:
                names.setdefault(key, set()).add(code.code)
    return {key: frozenset(makes) for key, makes in names.items()}


@cache
def _first_words() -> frozenset[str]:
    """What names of several words begin with: "Deutsche" alone names no maker."""
    return frozenset(
        fold(wording).split(" ")[0]
        for code in codes.codes("makes").values()
        for wording in (*code.labels.values(), *code.aliases)
        if " " in fold(wording)
    )


def _before_model(key: str) -> frozenset[str]:
    """`glockg22`, `taurus24/7`: the longest name that a model's sign follows."""
    names = _names()
    for size in range(len(key) - 1, _SHORTEST_BEFORE_MODEL - 1, -1):
        found = _SEVERAL.get(key[:size]) or names.get(key[:size])
        if found is not None and _MODEL.match(key[size:]) and not key[:size].isdigit():
            return found
    return frozenset()


def _begun(key: str) -> frozenset[str]:
    """`springfiel`: what a column cut off, where one make alone begins so."""
    if len(key) < _SHORTEST_BEGINNING:
        return frozenset()
    found = {
        make
        for name, makes in _names().items()
        if name.startswith(key) and key not in _first_words()
        for make in makes
    }
    return frozenset(found) if len(found) == 1 else frozenset()


def _near(key: str) -> frozenset[str]:
    """`tuarus`: one sign wrong, missing, too many or two changed about; the first is right."""
    if len(key) < _SHORTEST_NEAR - 1 or not key.isalpha() or key in _NO_MAKE:
        return frozenset()
    found = {
        make
        for name, makes in _names().items()
        if len(name) >= _SHORTEST_NEAR and name[0] == key[0] and name.isalpha() and _is_near(name, key)
        for make in makes
    }
    return frozenset(found) if len(found) == 1 else frozenset()


def _is_near(name: str, key: str) -> bool:
    if abs(len(name) - len(key)) > 1:
        return False
    start = 0
    while start < min(len(name), len(key)) and name[start] == key[start]:
        start += 1
    left, right = name[start:], key[start:]
    if len(left) == len(right):
        if left[1:] == right[1:]:
            return len(name) >= _SHORTEST_CHANGED or frozenset((left[0], right[0])) in _ALIKE
        return left[:2] == right[:2][::-1] and left[2:] == right[2:]
    longer, shorter = (left, right) if len(left) > len(right) else (right, left)
    return longer[1:] == shorter


def forget() -> None:
    """Lists changed: read them again at the next word."""
    _names.cache_clear()
    _first_words.cache_clear()


codes.on_forget(forget)
