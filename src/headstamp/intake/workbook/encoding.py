"""Which encoding a text file has: told by its marks, by whether it is UTF-8, else by the region's letters."""

import codecs
from collections import Counter
from pathlib import Path

from headstamp.intake.workbook import refusing
from headstamp.intake.workbook.refusing import refusal

_CHUNK = 1 << 20
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
# Letters beyond ASCII that texts hold, by code page: of the region, and of Portuguese in 1252. ё ы э щ are not
# written there; neither are most of Windows-1250's Polish, Hungarian and Slovak letters.
_LETTERS = {
    "cp1250": "čćžšđČĆŽŠĐëçËÇöüäÖÜÄ„”“–’‘…°",
    "cp1252": "áàâãçéêíóôõúüñÁÀÂÃÇÉÊÍÓÔÕÚÜÑëËäöÄÖß„”“–’‘…°ºª",
    "cp1251": "абвгдђѓежзѕијклљмнњопрстћќуфхцчџшАБВГДЂЃЕЖЗЅИЈКЛЉМНЊОПРСТЋЌУФХЦЧЏШ„”“–’‘№…°",
}
_EXPECTED = {name: frozenset(text.encode(name)) for name, text in _LETTERS.items()}
_HIGH = frozenset(range(0x80, 0x100))


def detect_encoding(path: Path) -> str:
    """'utf-8-sig', 'utf-16', 'utf-16-le', 'utf-16-be', 'cp1250', 'cp1251' or 'cp1252'; Invalid for what is no text."""
    with path.open("rb") as file:
        start = file.read(_CHUNK)
    for mark, name in _MARKS:
        if start.startswith(mark):
            return name
    if b"\0" in start:
        return _unmarked_utf16(start)
    if _is_utf8(path):
        return "utf-8"
    return _code_page(path)


def _unmarked_utf16(start: bytes) -> str:
    even, odd = start[0:4000:2].count(0), start[1:4000:2].count(0)
    half = min(len(start), 4000) / 2
    if odd > half * 0.4 and even < half * 0.05:
        return "utf-16-le"
    if even > half * 0.4 and odd < half * 0.05:
        return "utf-16-be"
    raise refusal(refusing.WRONG_TYPE)


def _is_utf8(path: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _code_page(path: Path) -> str:
    high: Counter[int] = Counter()
    pairs = 0
    control = total = 0
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            total += len(chunk)
            counts = Counter(chunk)
            control += sum(count for byte, count in counts.items() if byte < 32 and byte not in (9, 10, 13))
            for byte in _HIGH & counts.keys():
                high[byte] += counts[byte]
            if pairs < 1000:
                pairs += _pairs(chunk)
    if control > total * 0.001:
        raise refusal(refusing.WRONG_TYPE)
    letters = sum(high.values())
    expected = {name: sum(high[byte] for byte in bytes_) / letters for name, bytes_ in _EXPECTED.items()}
    if max(expected.values()) < 0.5:
        raise refusal(refusing.UNREADABLE_TEXT)
    latin = "cp1252" if expected["cp1252"] > expected["cp1250"] else "cp1250"
    lead = expected["cp1251"] - expected[latin]
    is_cyrillic = lead > 0 if abs(lead) > 0.3 else pairs >= 1000 or pairs > letters * 0.3
    return "cp1251" if is_cyrillic else latin


def _pairs(chunk: bytes) -> int:
    """How many letters beyond ASCII stand directly behind another: Cyrillic ones come in runs, Latin ones alone."""
    return sum(1 for first, second in zip(chunk, chunk[1:], strict=False) if first >= 0xC0 and second >= 0xC0)
