"""Calibres as they stand in a text: 7,62x39 mm, 9 мм Para, kal. 12, .357 Magnum, 12 gauge."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from headstamp.intake.reading.tokens import Token
from headstamp.kernel.folding import fold
from headstamp.vocabulary import calibre as keys
from headstamp.vocabulary import codes, lookup

_TIMES = re.compile(r"\s*(?:mm|мм)?\s*[xX×хХ✕*]\s*")
_PAIR = re.compile(r"\d+(?:\.\d+)?x\d+r?$")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_UNIT = re.compile(r"\s*(?:mm|мм)$")
# Bores that nobody writes of anything else, with or without mm.
_BORES = frozenset(
    [
        "4.5",
        "5.45",
        "5.5",
        "5.56",
        "5.6",
        "6.35",
        "6.5",
        "7.5",
        "7.62",
        "7.63",
        "7.65",
        "7.7",
        "7.9",
        "7.92",
        "9.3",
        "10.15",
        "11.43",
        "12.7",
        "14.5",
        "26.5",
    ]
)
_WHOLE = frozenset(
    [
        "4",
        "6",
        "7",
        "8",
        "9",
        "10",
        "11",
        "20",
        "22",
        "23",
        "26",
        "30",
        "40",
        "44",
        "50",
        "60",
        "64",
        "66",
        "76",
        "80",
        "81",
        "82",
        "90",
        "100",
        "105",
        "107",
        "120",
        "122",
        "128",
        "130",
        "152",
        "155",
    ]
)
_GAUGES = frozenset(["10", "12", "16", "20", "24", "28", "32", "36", "410"])
_INCHES = frozenset(
    [
        "22",
        "222",
        "223",
        "243",
        "25",
        "270",
        "30",
        "300",
        "303",
        "308",
        "32",
        "338",
        "357",
        "36",
        "38",
        "380",
        "40",
        "44",
        "45",
        "50",
    ]
)
_GAUGE_WORDS = frozenset(["gauge", "ga", "gage"])


@dataclass(frozen=True, slots=True)
class Calibre:
    """A calibre as said, in one spelling, and the code it means, if it means one."""

    said: str
    code: str | None
    candidates: tuple[str, ...]


@cache
def _tails() -> frozenset[str]:
    """Words that follow a bore in the names of calibres."""
    words: set[str] = set()
    for code in codes.codes("calibres").values():
        for wording in (*code.labels.values(), *code.aliases):
            words.update(w for w in fold(wording).split(" ")[1:] if not w[0].isdigit() and len(w) > 1)
    return frozenset(words - {"mm", "kalibar", "kalibri"})


@lru_cache(maxsize=4096)
def meant(said: str) -> Calibre:
    """The calibre of a wording; an ambiguous one keeps its candidates and no code."""
    found = lookup.meanings("calibres", said)
    if len(found) == 1:
        code = codes.codes("calibres")[next(iter(found))]
        if code.facts.get("ambiguous"):
            return Calibre(said, None, tuple(code.facts.get("may_be", ())))
        return Calibre(said, code.code, ())
    return Calibre(said, None, tuple(sorted(found)))


def calibre_at(tokens: list[Token], index: int, *, introduced: bool) -> tuple[Calibre | None, int]:
    """The calibre that begins at this token, and the index after it. `introduced`: a word for calibre stands before."""
    token = tokens[index]
    if token.kind == "bore":
        return _bore(tokens, index, introduced)
    if token.kind == "gauge":
        return meant(token.text.replace(" ", "").replace("mm", "").replace("мм", "")), index + 1
    if pair := _pair_of_numbers(tokens, index):
        return pair, index + 3
    if token.kind == "point":
        return _named(tokens, index, token.text, introduced or token.key[1:] in _INCHES)
    if token.kind != "number":
        return None, index
    bare = token.text.replace(",", ".")
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    if following is not None and (following.key == "mm" or following.key.startswith("milimet")):
        if bare in _BORES or bare in _WHOLE or introduced:
            return _named(tokens, index, bare, True, after=index + 2)
        return None, index
    if following is not None and following.key in _GAUGE_WORDS and bare in _GAUGES:
        return meant(f"{bare} gauge"), index + 2
    if introduced:
        if bare in _GAUGES and not (following is not None and following.key in _tails()):
            return meant(bare), index + 1
        return _named(tokens, index, f".{bare}" if bare in _INCHES and bare not in _GAUGES else bare, True)
    if bare in _BORES:
        return _named(tokens, index, bare, True)
    return (
        _named(tokens, index, bare if bare in _WHOLE else f".{bare}", False)
        if bare in _WHOLE | _INCHES
        else (None, index)
    )


def _bore(tokens: list[Token], index: int, introduced: bool) -> tuple[Calibre | None, int]:
    """7,62x39 mm: a known pair, or one that a word for calibre or a decimal sign makes one."""
    text = _UNIT.sub("", tokens[index].text)
    rim = ""
    last = text[-1]
    if last.isalpha():
        text, rim = text[:-1].strip(), "R"
    first, _, second = _TIMES.sub("x", text).replace(",", ".").partition("x")
    said = f"{first}x{second}{rim}"
    found = meant(said)
    if not (found.code or found.candidates or introduced or "." in first):
        return None, index
    after = index + 1
    while after < len(tokens) and after < index + 3 and tokens[after].key in _tails():
        after += 1
    return Calibre(f"{said} mm", found.code, found.candidates), after


def _pair_of_numbers(tokens: list[Token], index: int) -> Calibre | None:
    """.30-06, 44-40: two numbers of one name, joined without a space."""
    if index + 2 >= len(tokens) or tokens[index + 1].key != "-" or tokens[index + 2].kind != "number":
        return None
    first, sign, second = tokens[index : index + 3]
    if sign.start != first.end or second.start != sign.end:
        return None
    told = meant(f".{first.text.lstrip('.')}-{second.text}")
    return told if told.code else None


def _named(
    tokens: list[Token], index: int, bare: str, sure: bool, after: int = 0
) -> tuple[Calibre | None, int]:
    """A bore with the words that name it (9 mm Luger); without them only where it is `sure`."""
    after = after or index + 1
    unit = f"{bare} mm" if not bare.startswith(".") else bare
    best = meant(unit) if sure else None
    end = after
    words: list[str] = []
    at = after
    while at < len(tokens) and at < after + 3 and (tokens[at].key in _tails() or tokens[at].key == "."):
        if tokens[at].key != ".":
            words.append(tokens[at].text)
            for start in dict.fromkeys((unit, bare)):
                found = meant(" ".join((start, *words)))
                if found.code or found.candidates:
                    best, end = found, at + 1
                    break
        at += 1
    if best is None:
        return None, index
    return (_paired(best) if end > after else best), end


def _paired(calibre: Calibre) -> Calibre:
    """9 mm Para as 9x19 mm: where the name means one cartridge, its bore and case are said."""
    if calibre.code is None or "x" in calibre.said:
        return calibre
    if not _PAIR.match(calibre.code):
        label = codes.label("calibres", calibre.code, "en")
        return Calibre(label, calibre.code, ()) if _CYRILLIC.search(calibre.said) else calibre
    return Calibre(
        f"{calibre.code.removesuffix('r')}{'R' if calibre.code.endswith('r') else ''} mm", calibre.code, ()
    )


def key(said: str) -> str:
    """What two spellings of one calibre have in common."""
    return keys.key(said)


def forget() -> None:
    """Lists changed: read them again at the next text."""
    _tails.cache_clear()
    meant.cache_clear()


codes.on_forget(forget)
