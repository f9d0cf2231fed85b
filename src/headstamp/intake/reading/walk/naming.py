"""Makes and models, known to the lists or only introduced, and the words between."""

from headstamp.intake.reading.attaching import add_name, add_raw_name, with_tail
from headstamp.intake.reading.lexemes import Lexeme
from headstamp.intake.reading.names import Name, noun_of
from headstamp.intake.reading.walk.nouns import Nouns
from headstamp.intake.reading.walk.state import QUOTES


class Naming(Nouns):
    """Makes and models, known to the lists or only introduced, and the words between."""

    def name(self, index: int, lexeme: Lexeme) -> None:
        name = lexeme.value
        assert isinstance(name, Name)
        following = self.found[index + 1] if index + 1 < len(self.found) else None
        adjacent = self.current is not None and not self.since and not self.broken and not self.joined
        if self.purpose:
            said, self.skip_to = with_tail(self.found, index, lexeme, self.text)
            if self.current is not None and self.current.noun == "part":
                add_name(self.current, name, said, self.text)
            return
        if not adjacent and not self.intro and following is not None and self._noun_follows(index):
            self.names.append((name, lexeme))
            return
        said, self.skip_to = with_tail(self.found, index, lexeme, self.text)
        if not adjacent and self._is_title(index):
            self.names.append((name, said))
            return
        if self._lists_several():
            return
        if (
            self.current is not None
            and self.amount is None
            and (self.intro or (self.since <= 2 and self.joined in ("", ",")))
        ):
            add_name(self.current, name, said, self.text)
            self.intro = ""
        elif (noun := noun_of(name)) and self._stands_alone(index, noun):
            self._item_by_name(index, said, name, noun)

    def _stands_alone(self, index: int, noun: str) -> bool:
        """Whether a bare name is the thing: after a number, or in English before calibre or serial number."""
        last = self.current
        if (
            last is not None
            and self.amount is not None
            and self.amount.value == 1
            and (last.quantity or 0) > 1
        ):
            return False  # "dvije puške, jedna marke Zastava, druga Mauser"
        if self.amount is not None and self.gap <= (3 if self.lexicon.language == "en" else 0):
            return True
        if self.lexicon.language != "en" or self.since == 0 and self.current is not None and not self.broken:
            return False
        ahead = self.found[index + 1 : index + 5]
        return any(lexeme.tag in ("bore", "serial") or lexeme.text == "#" for lexeme in ahead)

    def _lists_several(self) -> bool:
        """`tri pištolja: CZ 99, Beretta i TT`: no name is that of all."""
        last = self.current
        if last is None or last.amount is None or self.amount is not None or self.intro:
            return False
        return (last.quantity or 0) > 1 and (last.link in (":", "of") or self.joined == ",")

    def _item_by_name(self, index: int, said: Lexeme, name: Name, noun: str) -> None:
        mention = self._mention(index, Lexeme("noun", noun, "s", said.start, said.end, said.text))
        add_name(mention, name, said, self.text)
        mention.role = self._role(mention, said)
        self.mentions.append(mention)
        self.current = mention
        self._drop_pending()
        self._rest()

    def word(self, index: int, lexeme: Lexeme) -> None:
        if self.intro and self.current is not None and self._is_written_as_name(lexeme):
            said, self.skip_to = with_tail(self.found, index, lexeme, self.text)
            add_raw_name(self.current, said, self.intro)
            self.intro = ""
            return
        self.intro = ""
        self.since += 1
        self.apart += 1
        self.gap += 1
        if lexeme.sense is not None and lexeme.sense.is_place:
            self.amount = None  # "пет во рамката": a number does not reach over a preposition
        if self.gap > 1 and self.kinds and self.kinds[-1].end < lexeme.start - 12:
            self.kinds = []
        if self.names and self.lexicon.language != "en":
            self._lay_names_down()

    def _is_written_as_name(self, lexeme: Lexeme) -> bool:
        return lexeme.text[0].isupper() or (lexeme.start > 0 and self.text[lexeme.start - 1] in QUOTES)

    def _lay_names_down(self) -> None:
        for name, said in self.names:
            if self.current is not None and self.since <= 3:
                add_name(self.current, name, said, self.text)
        self.names = []
