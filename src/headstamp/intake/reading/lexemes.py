"""Tokens as what they say: nouns of arms, kinds, amounts, calibres, names, signs; a word that says nothing is 'word'."""

from dataclasses import dataclass

from headstamp.intake.reading.calibres import calibre_at
from headstamp.intake.reading.names import name_at
from headstamp.intake.reading.tokens import Token
from headstamp.intake.reading.words import Lexicon, Sense

_NOTHING: tuple[Sense, ...] = ()
# After these a full stop belongs to the abbreviation.
_SHORT = frozenset({"calibre", "serial", "unit", "make", "called", "about"})


@dataclass(slots=True)
class Lexeme:
    """What some tokens say: its tag and value, where it stands, and its other sense if it has one."""

    tag: str
    value: object
    number: str
    start: int
    end: int
    text: str
    kind: str = ""  # what it says as an adjective, where it is a noun too
    first: int = 0  # index of its first token
    name: object = None  # make or model of the same spelling


def lexemes(tokens: list[Token], lexicon: Lexicon, text: str) -> list[Lexeme]:
    """The lexemes of the text, in order; each token belongs to one."""
    found: list[Lexeme] = []
    index = 0
    introduced = False
    while index < len(tokens):
        lexeme, after = _at(tokens, index, lexicon, text, introduced)
        if lexeme.tag in _SHORT and len(lexeme.text) <= 8:
            after = _after_stop(tokens, after)
        introduced = lexeme.tag == "calibre" or (
            introduced and lexeme.tag in ("sign", "link") and lexeme.text in '.:,„“"”-–'
        )
        found.append(lexeme)
        index = after
    return found


def _at(tokens: list[Token], index: int, lexicon: Lexicon, text: str, introduced: bool) -> tuple[Lexeme, int]:
    token = tokens[index]
    if token.kind == "word":
        return _word(tokens, index, lexicon, text)
    if token.kind in ("number", "bore", "gauge", "point"):
        calibre, after = calibre_at(tokens, index, introduced=introduced)
        if calibre is not None:
            return _made("bore", calibre, tokens, index, after, text), after
        if token.kind == "number":
            return _made("digits", token.text, tokens, index, index + 1, text), index + 1
    return _made(token.kind, token.key, tokens, index, index + 1, text), index + 1


def _word(tokens: list[Token], index: int, lexicon: Lexicon, text: str) -> tuple[Lexeme, int]:
    """A phrase of the lexicon or a name of a make or model, whichever is longer."""
    senses, after = lexicon.longest_at(tokens, index)
    name, after_name = name_at(tokens, index)
    is_noun = any(sense.tag == "noun" for sense in senses)
    if (
        name is not None
        and (not senses or (after_name > after and not is_noun))
        and _is_name(tokens, index, after_name, text, is_unknown=not senses)
    ):
        return _made("name", name, tokens, index, after_name, text), after_name
    if not senses:
        return _made("word", None, tokens, index, index + 1, text), index + 1
    lexeme = _made(senses[0].tag, senses[0].value, tokens, index, after, text)
    lexeme.number = senses[0].number
    lexeme.name = name if name is not None and after_name == after else None
    for sense in senses[1:]:
        if sense.tag == "noun" and lexeme.tag != "noun":
            lexeme.kind = str(lexeme.value) if lexeme.tag == "kind" else ""
            lexeme.tag, lexeme.value, lexeme.number = sense.tag, sense.value, sense.number
        elif sense.tag == "kind":
            lexeme.kind = sense.value
    return lexeme, after


def _is_name(tokens: list[Token], index: int, after: int, text: str, *, is_unknown: bool) -> bool:
    """Whether a name is written as one: with a capital, a digit or a quote."""
    token = tokens[index]
    if token.text[0].isupper() or any(c.isdigit() for c in token.text):
        return True
    if is_unknown and any(c.isdigit() for c in text[token.start : tokens[after - 1].end]):
        return True
    return token.start > 0 and text[token.start - 1] in "„“”\"'«»‘’"


def _made(tag: str, value: object, tokens: list[Token], index: int, after: int, text: str) -> Lexeme:
    start, end = tokens[index].start, tokens[after - 1].end
    return Lexeme(tag, value, "", start, end, text[start:end], first=index)


def _after_stop(tokens: list[Token], after: int) -> int:
    """The index after the full stop of an abbreviation, unless a new sentence begins there."""
    if after >= len(tokens) or tokens[after].key != ".":
        return after
    following = tokens[after + 1] if after + 1 < len(tokens) else None
    if (
        following is None
        or following.kind == "line"
        or (following.kind == "word" and following.text[0].isupper())
    ):
        return after
    return after + 1
