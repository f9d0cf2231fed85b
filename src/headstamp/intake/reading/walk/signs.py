"""Signs and line ends: where a clause, a sentence, a bracket ends."""

from headstamp.intake.reading.lexemes import Lexeme
from headstamp.intake.reading.mentions import Mention, Role
from headstamp.intake.reading.walk.state import QUOTES, State

_ASIDE = 6  # words between arms in general and the dash after which they are named
_NO_ABBREVIATION = 5  # signs: a full stop after a longer word ends its sentence
_BRACKETED = 12  # mentions back to the one whose bracket closes


class Signs(State):
    """Signs and line ends: where a clause, a sentence, a bracket ends."""

    def sign(self, index: int, lexeme: Lexeme) -> None:
        sign = lexeme.text
        if sign in QUOTES:
            return
        if sign == "#":
            self.number_sign(lexeme)
            return
        if sign == "." and not self._ends_sentence(index, lexeme):
            return
        if sign in ".!?":
            self._end_sentence()
        elif sign == ";":
            self._new_clause()
            self.broken = ";"
        elif sign == ",":
            self._comma()
        else:
            self._other_sign(sign, lexeme.end)

    def _other_sign(self, sign: str, end: int) -> None:
        if sign == "(" and self.since <= 2 and not self.broken:
            self.since = 0
        if sign in ":(" and self.current is not None and not self.since:
            self.current.link = sign
        if (
            sign in "–—"
            and self.current is not None
            and self.since <= _ASIDE
            and self._is_general(self.current)
        ):
            self.current.link = ":"
        if sign == ":":
            self._new_clause()
        if sign == ")":
            self.broken = ""
            opened = next((m for m in reversed(self.mentions[-_BRACKETED:]) if m.link == "("), None)
            if opened is not None and not opened.link_end:
                opened.link_end = end
        elif sign in ":(-–—=/":
            self.broken = "-" if sign in "–—" else sign
            self.joined = self.joined if sign in "-–—" else ""

    def _is_general(self, mention: Mention) -> bool:
        """Arms or ammunition without a number: a list of what they are may follow."""
        return mention.amount is None and mention.noun in (
            "weapon",
            "ammunition",
            "part",
            "loose_part",
            "explosive",
        )

    def _comma(self) -> None:
        names, bore, self.intro = self.names, self.bore, ""
        self.broken = ","
        self._join(",")
        self._drop_pending()
        if names and self.lexicon.language == "en":
            self.names, self.bore = names, bore
        self.gear = False
        if not (
            self.mentions
            and self.mentions[-1].role is Role.NEGATED
            and self.mentions[-1].sentence == self.sentence
        ):
            self.negated, self.without = False, 0

    def _ends_sentence(self, index: int, lexeme: Lexeme) -> bool:
        following = self.found[index + 1] if index + 1 < len(self.found) else None
        if following is None or following.tag == "line":
            return True
        before = self.found[index - 1] if index else None
        if (
            before is not None
            and before.tag in ("word", "noun", "found", "verb", "person")
            and len(before.text) > _NO_ABBREVIATION
        ):
            return following.start > lexeme.end
        first = self.text[following.start]
        return following.start > lexeme.end and (first.isupper() or first.isdigit() or first in '„“"«•-–')

    def _end_sentence(self) -> None:
        self.sentence += 1
        self._new_clause()
        self.mainly = self.is_sum = False
        self.intro = self.about = ""
        self.is_fresh = True
        self.since, self.broken, self.joined = 9, ".", ""

    def line(self, index: int, lexeme: Lexeme) -> None:
        if not self.sentence:
            for mention in self.mentions:
                mention.is_headline = True
        self.sentence += 1
        self._new_clause()
        self.intro = ""
        self.is_fresh = True
        self.broken, self.joined = "\n", ""
