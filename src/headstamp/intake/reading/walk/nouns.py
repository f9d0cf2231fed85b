"""Nouns of arms: a mention each, or one thing named twice."""

from headstamp.intake.reading.attaching import add_bore, add_name
from headstamp.intake.reading.kindred import more_telling
from headstamp.intake.reading.lexemes import Lexeme
from headstamp.intake.reading.mentions import Mention, Role
from headstamp.intake.reading.walk.roles import Roles
from headstamp.intake.reading.walk.state import SINGULAR

_FOR_FIREARMS = frozenset(["cartridge", "ammunition", "magazine", "part", "silencer", "case", "fuse"])


class Nouns(Roles):
    """Nouns of arms: a mention each, or one thing named twice."""

    def noun(self, index: int, lexeme: Lexeme) -> None:
        self.intro = ""
        if lexeme.kind and self.before and self._noun_follows(index):
            self.kinds.append(lexeme.as_kind())
            return
        if self._names_the_same(lexeme):
            return
        mention = self._mention(index, lexeme)
        mention.role = Role.ITEM if self._compound(mention) else self._role(mention, lexeme)
        self.mentions.append(mention)
        if mention.role is not Role.PURPOSE:
            self.current = mention
            self.purpose = False
        elif self.current is not None and self.current.noun == "loose_part" and mention.is_firearm:
            self.current.noun = "part"
        self._drop_pending()
        self._rest()
        self.gear = self.is_sum = False

    def _names_the_same(self, lexeme: Lexeme) -> bool:
        """`armë kallashnikov`: a second noun beside the first, of the same thing."""
        last = self.mentions[-1] if self.mentions else None
        if last is None or self.joined or self.amount is not None or self.since:
            return False
        if self.broken == "," and (last.noun, lexeme.value, lexeme.number) == ("grenade", "shell", "p"):
            self.broken = ""  # "рачни бомби, гранати модел М75"
        if self.broken not in ("", "(") or (self.kinds and self.before and self.broken != "("):
            return False
        if self.current is None:
            return False
        noun = more_telling(last.noun, str(lexeme.value))
        if noun is None:
            return False
        last.noun = noun
        last.span(lexeme.start, lexeme.end)
        last.notes.append(lexeme.text)
        last.adjectives.update(str(kind.value) for kind in self.kinds)
        if self.bore is not None:
            add_bore(last, *self.bore, joined=False)
        for name, said in self.names:
            add_name(last, name, said, self.text)
        if last.amount is None and last.number in ("b", "m") and lexeme.number:
            last.number = lexeme.number
        self._drop_pending()
        self._rest()
        return True

    def _mention(self, index: int, lexeme: Lexeme) -> Mention:
        mention = Mention(
            str(lexeme.value), lexeme.number, lexeme.start, lexeme.end, lexeme.text, self.sentence, index
        )
        mention.joined, mention.listed = self.joined, bool(self.joined)
        mention.is_near = bool(self.joined) and not self.apart
        mention.mainly, mention.is_sum = self.mainly, self.is_sum
        for kind in self.kinds:
            mention.adjectives.add(str(kind.value))
            mention.span(kind.start, kind.end)
            if kind.number in ("d", "D"):
                mention.number = kind.number
            elif mention.number in SINGULAR and kind.text.casefold().endswith(("ih", "их")):
                mention.number = "g"
        if self.bore is not None:
            mention.calibre = self.bore[0]
            mention.span(self.bore[1].start, self.bore[1].end)
        for name, said in self.names:
            add_name(mention, name, said, self.text)
        self._take_amount(mention)
        return mention

    def _take_amount(self, mention: Mention) -> None:
        amount, gap = self.amount, self.gap
        if amount is None or gap > (3 if self.before else 1):
            return
        is_many = amount.value is None or amount.value != 1
        if gap and is_many and self.before and mention.number in SINGULAR and not amount.unit:
            return
        if gap and amount.value == 1 and mention.number in ("p", "D"):
            return  # "një bazë armësh": the one is the base
        mention.amount = amount
        mention.span(self.amount_start, mention.end)

    def _compound(self, mention: Mention) -> bool:
        """English: in 'pistol ammunition' the pistol only says what the ammunition is for."""
        last = self.mentions[-1] if self.mentions else None
        if self.lexicon.language != "en" or last is None or self.since or self.broken or self.joined:
            return False
        if not (last.is_firearm and mention.noun in _FOR_FIREARMS and mention.amount is None):
            return False
        last.role, mention.amount, mention.start = Role.PURPOSE, last.amount, last.start
        mention.calibre, mention.listed = mention.calibre or last.calibre, last.listed
        return True
