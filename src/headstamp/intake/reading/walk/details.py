"""Kinds, calibres and numbers, laid to the noun they are said of."""

from headstamp.intake.reading.attaching import add_bore
from headstamp.intake.reading.calibres import Calibre
from headstamp.intake.reading.lexemes import Lexeme
from headstamp.intake.reading.mentions import Mention, Role
from headstamp.intake.reading.walk.nouns import Nouns
from headstamp.intake.reading.walk.roles import is_toy


class Details(Nouns):
    """Kinds, calibres and numbers, laid to the noun they are said of."""

    def kind(self, index: int, lexeme: Lexeme) -> None:
        adjacent = self.current is not None and not self.since and not self.broken and not self.joined
        apart = (
            self.current is not None and self.since <= 1 and self.broken in ("", ",") and self.joined != "and"
        )
        leads = self._noun_follows(index, past_commas=not adjacent)
        if self.amount is None and ((adjacent and not (self.before and leads)) or (apart and not leads)):
            target = self.current
            assert target is not None
            if self.purpose and self.mentions[-1] is not target:
                return
            if not adjacent and lexeme.value == "plain":
                return
            self._settle_number(target, lexeme.text.casefold())
            target.adjectives.add(str(lexeme.value))
            target.span(lexeme.start, lexeme.end)
            if is_toy(target):
                target.role = Role.TOY
            elif lexeme.value == "cold":
                target.role = Role.COLD
        else:
            self.kinds.append(lexeme)

    def bore_said(self, index: int, lexeme: Lexeme) -> None:
        calibre = lexeme.value
        assert isinstance(calibre, Calibre)
        following = self.found[index + 1] if index + 1 < len(self.found) else None
        leads = following is not None and (
            following.tag == "noun"
            or (following.tag in ("kind", "name", "calibre") and self._noun_follows(index))
            or self._is_title(index)
        )
        if leads and (
            self.amount is not None
            or self.current is None
            or self.since
            or self.broken
            or self.joined
            or self.lexicon.language == "en"
        ):
            self.bore = calibre, lexeme
            return
        if self.amount is not None and not self.gap and self._repeats(lexeme, index):
            return
        if (
            self.current is None
            and self.lexicon.language == "en"
            and following is not None
            and following.tag in ("name", "calibre")
        ):
            self.bore = calibre, lexeme  # ".40 caliber Glock 27"
        elif self.current is not None and self.since <= 4:
            add_bore(self.current, calibre, lexeme, joined=self.joined in ("and", ","))

    def _repeats(self, lexeme: Lexeme, index: int) -> bool:
        """`12 metaka kal. 7,62 i 8 kal. 9 mm`: the noun is not said again."""
        last = self.current
        if last is None or last.noun not in ("cartridge", "ammunition"):
            return False
        mention = Mention(last.noun, "g", lexeme.start, lexeme.end, last.text, self.sentence, index)
        mention.calibre = lexeme.value if isinstance(lexeme.value, Calibre) else None
        mention.amount, mention.listed = self.amount, True
        mention.span(self.amount_start, lexeme.end)
        self.mentions.append(mention)
        self.current = mention
        self._drop_pending()
        self._rest()
        return True

    def introduce(self, index: int, lexeme: Lexeme) -> None:
        self.intro = lexeme.tag

    def serial(self, index: int, lexeme: Lexeme) -> None:
        self.number_sign(lexeme)

    def removed(self, index: int, lexeme: Lexeme) -> None:
        if self.current is not None:
            self.current.marks = "removed"
            self.current.span(lexeme.start, lexeme.end)

    def same(self, index: int, lexeme: Lexeme) -> None:
        earlier = next((m.calibre for m in self.mentions[:-1][::-1][:5] if m.calibre is not None), None)
        if self.current is not None and self.current.calibre is None:
            self.current.calibre = earlier

    def link(self, index: int, lexeme: Lexeme) -> None:
        """Albanian: the article that leads on says whether the noun before it is one or several."""
        target = self.current
        if target is None or self.since or self.broken or self.joined or target.number not in ("b", "x"):
            return
        self._settle_number(target, lexeme.text.casefold() + " ")

    def _settle_number(self, target: Mention, text: str) -> None:
        """`bomba e vjetër` is one, `bomba të vjetra` are several."""
        if target.number not in ("b", "x") or self.before:
            return
        if text.startswith(("e ", "i ", "së ", "se ")):
            target.number = "s" if target.number == "b" else "d"
        elif text.startswith(("të ", "te ")):
            target.number = "p"
