"""Lays calibre, make, model and number to the mention they are said of."""

import re

from headstamp.intake.reading.calibres import Calibre
from headstamp.intake.reading.lexemes import Lexeme
from headstamp.intake.reading.mentions import Mention
from headstamp.intake.reading.names import Name, split_name
from headstamp.kernel.folding import fold

_SERIAL = re.compile(
    r"[\s:.,№#\"„“”'=-]{0,5}((?:[^\W\d_]{1,5}[-/ ]{0,2})?\d[\w/-]{1,24}(?:[- ][A-Z]{0,2}\d{2,8}(?![\w.,]))?)"
)
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_QUOTES = "\"'„“”«»‘’"
_TAIL = 3


def add_bore(mention: Mention, calibre: Calibre, said: Lexeme, *, joined: bool) -> None:
    """The calibre is the mention's; two unlike ones leave it open."""
    if mention.calibre is None and not mention.several_calibres:
        mention.calibre = calibre
        mention.span(said.start, said.end)
    elif mention.calibre is not None and mention.calibre.said != calibre.said and joined:
        mention.calibre, mention.several_calibres = None, True


def add_name(mention: Mention, name: Name, said: Lexeme, text: str) -> None:
    """A known make or model."""
    make, model, makes = split_name(name, plain(said.text))
    if make and mention.make is None:
        mention.make, mention.makes = make, makes
    if model and mention.model is None:
        mention.model, mention.models = model, name.models
    mention.span(said.start, said.end)


def add_raw_name(mention: Mention, said: Lexeme, intro: str) -> None:
    """A name that no list knows, after a word that says that one comes: kept as written."""
    wording = plain(said.text).strip(_QUOTES + " .,")
    if intro == "make" and mention.make is None:
        mention.make = wording
    elif mention.model is None:
        mention.model = wording
    mention.span(said.start, said.end)


def plain(text: str) -> str:
    """A name in Latin letters, with its capitals."""
    if not _CYRILLIC.search(text):
        return text
    return "".join(fold(c).upper() if c.isupper() and len(fold(c)) == 1 else (fold(c) or c) for c in text)


def with_tail(found: list[Lexeme], index: int, lexeme: Lexeme, text: str) -> tuple[Lexeme, int]:
    """The name with the model word that follows it: Ekol Tirol, Zoraki 906; and where reading goes on."""
    end, at = lexeme.end, index + 1
    while at < len(found) and at <= index + _TAIL:
        following = found[at]
        between = text[end : following.start]
        if (
            following.tag not in ("word", "digits", "amount", "name")
            or between.strip(_QUOTES + "-") not in ("", " ")
            or len(between) > 1
        ):
            break
        if following.tag in ("digits", "amount"):
            after = found[at + 1] if at + 1 < len(found) else None
            if not following.text.isdigit() or (
                after is not None and after.tag in ("noun", "unit", "kind", "bore", "person", "month")
            ):
                break
        elif not following.text[0].isupper() and not any(c.isdigit() for c in following.text):
            break
        end, at = following.end, at + 1
    said = Lexeme(lexeme.tag, lexeme.value, "", lexeme.start, end, text[lexeme.start : end])
    return said, end


def serial_after(text: str, at: int) -> tuple[str | None, int]:
    """The number that stands after its introducing word, and where it ends."""
    match = _SERIAL.match(text, at)
    return (match[1].strip(" -/"), match.end()) if match else (None, at)
