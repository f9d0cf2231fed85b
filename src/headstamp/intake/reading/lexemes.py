"""Tokens as what they say: nouns of arms, kinds, amounts, calibres, names, signs; a word that says nothing is 'word'."""

from headstamp.intake.reading.calibres import calibre_at
from headstamp.intake.reading.names import first_words, name_at
from headstamp.intake.reading.tokens import Token
from headstamp.intake.reading.words import Lexicon, Sense

# After these a full stop belongs to the abbreviation.
_SHORT = frozenset({"calibre", "serial", "unit", "make", "called", "about"})
_SHORTEST = 8
_BETWEEN = frozenset('.:,„“"”-–')
_OPENED = frozenset("(„“”\"'«»‘’")


class Lexeme:
    """What some tokens say: its tag and value, grammatical number, where it stands. `sense` holds what else it says."""

    __slots__ = ("end", "number", "sense", "start", "tag", "text", "value")

    def __init__(
        self,
        tag: str,
        value: object,
        number: str,
        start: int,
        end: int,
        text: str,
        sense: Sense | None = None,
    ) -> None:
        self.tag, self.value, self.number = tag, value, number
        self.start, self.end, self.text, self.sense = start, end, text, sense

    @property
    def kind(self) -> str:
        """What a noun says where it is an adjective too; '' for what is none."""
        return self.sense.kind if self.sense is not None else ""

    def as_kind(self) -> "Lexeme":
        """The same word as the adjective that it is too."""
        return Lexeme("kind", self.kind, "", self.start, self.end, self.text)


class Lexer:
    """Reads the tokens of one text as lexemes."""

    def __init__(self, tokens: list[Token], lexicon: Lexicon, text: str) -> None:
        self.tokens, self.lexicon, self.text = tokens, lexicon, text
        self.has_diacritics = "ë" in text
        self.first_words = first_words()

    def lexemes(self) -> list[Lexeme]:
        """The lexemes of the text, in order; each token belongs to one."""
        found: list[Lexeme] = []
        index, introduced = 0, False
        phrases, names = self.lexicon.longest, self.first_words
        while index < len(self.tokens):
            token = self.tokens[index]
            key = token.key
            if token.kind == "word" and key not in phrases and key not in names and key.isalpha():
                found.append(Lexeme("word", None, "", token.start, token.end, token.text))
                index, introduced = index + 1, False
                continue  # most words of a text say nothing of arms
            lexeme, after = self._at(index, introduced)
            if lexeme.tag in _SHORT and len(lexeme.text) <= _SHORTEST:
                after = self._after_stop(after)
            introduced = lexeme.tag == "calibre" or (introduced and lexeme.text in _BETWEEN)
            found.append(lexeme)
            index = after
        return found

    def _at(self, index: int, introduced: bool) -> tuple[Lexeme, int]:
        token = self.tokens[index]
        if token.kind == "word":
            return self._word(index)
        if token.kind in ("number", "bore", "gauge", "point"):
            calibre, after = calibre_at(self.tokens, index, introduced=introduced)
            if calibre is not None:
                return self._made("bore", calibre, index, after), after
            if token.kind == "number":
                return Lexeme("digits", token.text, "", token.start, token.end, token.text), index + 1
        return Lexeme(token.kind, token.key, "", token.start, token.end, token.text), index + 1

    def _word(self, index: int) -> tuple[Lexeme, int]:
        """A phrase of the lexicon or a name of a make or model, whichever is longer; a noun before a name."""
        token = self.tokens[index]
        sense, after = None, index
        if token.key in self.lexicon.longest:
            sense, after = self.lexicon.longest_at(self.tokens, index)
        if token.key in self.first_words or not token.key.isalpha():
            name, after_name = name_at(self.tokens, index)
            is_longer = name is not None and after_name > after
            if is_longer and sense is not None and sense.tag == "noun":
                is_longer = bool(name and name.makes)  # "Hekler i Koh", and not "puškomitraljez M72"
            if is_longer and self._is_name(index, after_name, sense):
                return self._made("name", name, index, after_name), after_name
        if sense is None:
            return Lexeme("word", None, "", token.start, token.end, token.text), index + 1
        lexeme = self._made(sense.tag, sense.value, index, after)
        lexeme.sense, lexeme.number = sense, sense.number
        if sense.is_oblique and self.has_diacritics and lexeme.text[-1:] in ("e", "E"):
            lexeme.number = "o"  # 'pushke' (of a rifle) beside 'pushkë', where the text writes its ë
        return lexeme, after

    def _is_name(self, index: int, after: int, sense: Sense | None) -> bool:
        """Whether a name is written as one: with a capital, a digit or a quote."""
        token = self.tokens[index]
        if token.text[0].isupper() or any(c.isdigit() for c in token.text):
            return True
        written = self.text[token.start : self.tokens[after - 1].end]
        if sense is None and any(c.isdigit() for c in written):
            return True
        return token.start > 0 and self.text[token.start - 1] in _OPENED

    def _made(self, tag: str, value: object, index: int, after: int) -> Lexeme:
        start, end = self.tokens[index].start, self.tokens[after - 1].end
        return Lexeme(tag, value, "", start, end, self.text[start:end])

    def _after_stop(self, after: int) -> int:
        """The index after the full stop of an abbreviation, unless a new sentence begins there."""
        if after + 1 >= len(self.tokens) or self.tokens[after].key != ".":
            return after
        following = self.tokens[after + 1]
        if following.kind == "line" or (following.kind == "word" and following.text[0].isupper()):
            return after
        return after + 1
