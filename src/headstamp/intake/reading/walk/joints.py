"""Words that join, part, negate and say what happened."""

from headstamp.intake.reading.lexemes import Lexeme
from headstamp.intake.reading.mentions import Role
from headstamp.intake.reading.walk.state import HOSTS, OFFENCE, USED, WITHOUT, State


class Joints(State):
    """Words that join, part, negate and say what happened."""

    def joining(self, index: int, lexeme: Lexeme) -> None:
        if self.kinds and self._noun_follows(index):
            return
        self._join("and")
        self.amount = None

    def with_said(self, index: int, lexeme: Lexeme) -> None:
        self._join("with")
        self.purpose = False
        self.amount = self.amount if self.amount is not None and self.amount.boxes else None

    def of_said(self, index: int, lexeme: Lexeme) -> None:
        if (
            self.current is not None
            and not self.since
            and self.current.noun in HOSTS
            and self.current.role is Role.ITEM
        ):
            self.purpose = True
        else:
            self.joined = "of" if self.used else self.joined or "of"

    def for_said(self, index: int, lexeme: Lexeme) -> None:
        self.purpose = True
        self.broken = self.joined = ""
        self._drop_pending()

    def found_said(self, index: int, lexeme: Lexeme) -> None:
        self.finds.add(self.sentence)
        if self.negated:
            self._negate_subject()
        self.used = 0
        self.verb(index, lexeme)

    def _negate_subject(self) -> None:
        """`Oružje i municija nisu pronađeni`: what was not found may stand before the verb."""
        for mention in reversed(self.mentions[-4:]):
            if (
                mention.sentence != self.sentence
                or mention.amount is not None
                or mention.role is not Role.ITEM
            ):
                return
            mention.role = Role.NEGATED
            if mention.joined != "and":
                return

    def verb(self, index: int, lexeme: Lexeme) -> None:
        self.since += 1
        self.apart += 1
        self.purpose = self.gear = False
        self.joined = "" if self.joined == "of" else self.joined
        self.offence = 0
        self._drop_pending()

    def not_said(self, index: int, lexeme: Lexeme) -> None:
        self.negated = True

    def without_said(self, index: int, lexeme: Lexeme) -> None:
        self.without = WITHOUT
        self._drop_pending()

    def but(self, index: int, lexeme: Lexeme) -> None:
        self.negated, self.without = False, 0
        self.joined = self.joined or "but"

    def offence_said(self, index: int, lexeme: Lexeme) -> None:
        self.offence = OFFENCE + 1
        self.current = None
        self._drop_pending()

    def blast_said(self, index: int, lexeme: Lexeme) -> None:
        self.offence_said(index, lexeme)
        self.blast = True

    def used_said(self, index: int, lexeme: Lexeme) -> None:
        self.used = USED
        self.apart += 1
        last = self.mentions[-1] if self.mentions else None
        if last is None or last.amount is not None or last.sentence != self.sentence or self.since > 2:
            pass
        elif last.noun in ("grenade", "explosive") and last.role is Role.ITEM:
            last.role = Role.USED  # "експлозивна направа е активирана"
        self._drop_pending()

    def gear_said(self, index: int, lexeme: Lexeme) -> None:
        self.gear = True
        self.without = 0
        self.broken = self.joined = ""
        self.current = None
        self._drop_pending()

    def person(self, index: int, lexeme: Lexeme) -> None:
        self.current = None
        self.purpose = False
        self._drop_pending()
        self.since += 1

    def date(self, index: int, lexeme: Lexeme) -> None:
        self._drop_pending()

    def of_which(self, index: int, lexeme: Lexeme) -> None:
        last = next((m for m in reversed(self.mentions[-4:]) if m.amount is not None), None)
        if last is not None:
            last.link = "of"
        self.purpose = False
        self.joined = ""
        if self.amount is not None:
            self.current = None  # "2 of them" says nothing of all
        self._drop_pending()

    def mainly_said(self, index: int, lexeme: Lexeme) -> None:
        self.mainly = True

    def appeal(self, index: int, lexeme: Lexeme) -> None:
        self.appeals = True

    def nothing(self, index: int, lexeme: Lexeme) -> None:
        """A word that binds and says nothing."""
