"""Reads a text: items, places, dates, each with the span it came from. Never raises for what a text holds."""

from headstamp.intake.reading.amounts import with_amounts
from headstamp.intake.reading.counting import count_once
from headstamp.intake.reading.days import days_of
from headstamp.intake.reading.guess import language_of
from headstamp.intake.reading.judging import confidence_of, passed_of
from headstamp.intake.reading.kindred import spoken
from headstamp.intake.reading.lexemes import Lexer
from headstamp.intake.reading.mentions import Mention, Role
from headstamp.intake.reading.places import places_of
from headstamp.intake.reading.resolving import codes_of
from headstamp.intake.reading.results import Item, Reading
from headstamp.intake.reading.scan import Scan
from headstamp.intake.reading.tokens import tokens
from headstamp.intake.reading.words import lexicon
from headstamp.kernel.folding import fold

_MASS = frozenset({"kg", "g", "t", "m", "l"})


def read(text: str, lang: str = "") -> Reading:
    """What the text says was found. `lang` is a language tag; guessed where it is empty."""
    found = tokens(text)
    language = lang or language_of(text, found)
    words = lexicon(language)
    single = Lexer(found, words, text).lexemes()
    said = with_amounts(single, words.decimal)
    mentions = Scan(said, words, text).run()
    count_once(mentions)
    items = tuple(_item(mention) for mention in mentions if mention.role is Role.ITEM)
    return Reading(language, items, places_of(found), days_of(single), passed_of(mentions))


def _item(mention: Mention) -> Item:
    model = mention.model or next((m for t in (mention.text, *mention.notes) if (m := spoken(fold(t)))), None)
    codes, candidates = codes_of(mention, model)
    confidence, why = confidence_of(mention)
    return Item(
        category=mention.category,
        start=mention.start,
        end=mention.end,
        quantity=mention.quantity,
        quantity_to=mention.amount.to if mention.amount else None,
        unit=_unit(mention),
        make=mention.make,
        model=model,
        calibre=mention.calibre.said if mention.calibre else None,
        serial=mention.serial,
        marks=mention.marks,
        codes=codes,
        candidates=candidates,
        confidence=confidence,
        why=why,
    )


def _unit(mention: Mention) -> str:
    said = mention.amount.unit if mention.amount else ""
    if said in _MASS or said == "boxes":
        return said
    return "rounds" if mention.noun in ("cartridge", "ammunition") else "pieces"
