"""How many and how much, before the noun or after it."""

from headstamp.intake.reading.amounts import Amount
from headstamp.intake.reading.attaching import add_raw_name
from headstamp.intake.reading.lexemes import Lexeme
from headstamp.intake.reading.walk.state import State

_MASS = ("kg", "g", "t")
_ENDS = frozenset(",.;)!?/")


class Quantities(State):
    """How many and how much, before the noun or after it."""

    def amount_said(self, index: int, lexeme: Lexeme) -> None:
        amount = lexeme.value
        assert isinstance(amount, Amount)
        amount.about, self.about = self.about or amount.about, ""
        if (
            self.intro
            and self.current is not None
            and self.found[index].text.isdigit()
            and not self._unit_at(index + 1)
        ):
            add_raw_name(self.current, lexeme, self.intro)
            self.intro = ""
            return
        if (amount.is_article and index and self.found[index - 1].tag == "for") or self._is_of_name(lexeme):
            return
        if self._is_year(index, amount) or self._closes_noun(index, lexeme, amount):
            return
        if self._is_weight(index, lexeme, amount) or self._adds_grams(index, amount):
            return
        if self.each_at == index - 1 and amount.value:
            amount.value *= self._times()
        self._drop_pending()
        self.amount, self.amount_start, self.gap = amount, lexeme.start, 0
        self.purpose = self.gear = False
        self.intro = ""

    def _is_of_name(self, lexeme: Lexeme) -> bool:
        """English: `FN 509 handgun`, `Glock 19, Gen 4, 9mm handgun`: a number of the name that waits for its noun."""
        if self.lexicon.language != "en" or not self.names or not lexeme.text.isdigit():
            return False
        name, said = self.names[-1]
        if lexeme.start - said.end == 1:
            self.names[-1] = (
                name,
                Lexeme(said.tag, name, "", said.start, lexeme.end, self.text[said.start : lexeme.end]),
            )
        return True

    def _times(self) -> int | float:
        """How often "with 50 each" is: as many as the boxes, magazines or guns named before it."""
        if self.amount is not None:
            return self.amount.value or 1 if self.amount.boxes else 1
        last = self.mentions[-1] if self.mentions else None
        if last is None or last.sentence != self.sentence or last.noun in ("cartridge", "ammunition"):
            return 1
        return last.quantity or 1

    def _is_year(self, index: int, amount: Amount) -> bool:
        following = self.found[index + 1] if index + 1 < len(self.found) else None
        is_year = (
            isinstance(amount.value, int)
            and 1900 <= amount.value <= 2099
            and self.found[index].text.isdigit()
        )
        return is_year and (
            following is None or following.tag not in ("noun", "unit", "kind", "word", "bore", "calibre")
        )

    def _closes_noun(self, index: int, lexeme: Lexeme, amount: Amount) -> bool:
        """`fishekë: 45`, `pistoleta (2)`, `Pistoletë – 1 copë`: the amount stands after its noun."""
        target, after = self.current, index + 1
        unit = self._unit_at(after)
        after += bool(unit)
        following = self.found[after] if after < len(self.found) else None
        ends = (
            following is None
            or following.tag in ("line", "and")
            or (following.tag == "sign" and following.text in _ENDS)
        )
        if (
            target is None
            or target.amount is not None
            or not ends
            or self.since
            or self.joined in ("and", "with")
        ):
            return False
        if not (
            self.broken in ("-", ":", "(", "=")
            or (self.broken in ("", ",") and unit)
            or (not self.broken and following is None)
        ):
            return False
        target.amount = amount
        amount.unit = unit or amount.unit
        target.span(lexeme.start, self.found[after - 1].end)
        if target.link:
            target.link = ""
        return True

    def _is_weight(self, index: int, lexeme: Lexeme, amount: Amount) -> bool:
        """`me peshë rreth 300 kilogramë` weighs what was named; `300 komada po 200 grama` counts pieces all the same."""
        unit = self._unit_at(index + 1)
        if unit not in _MASS:
            self.weighs = False
            return False
        if self.each_at == index - 1 and self.amount is not None and not self.amount.boxes:
            self.gap = 0
            self.skip_to = self.found[index + 1].end
            return True
        if not self.weighs:
            return False
        self.weighs = False
        named = next((m for m in reversed(self.mentions[-3:]) if m.noun == "explosive"), None)
        self.skip_to = self.found[index + 1].end
        if named is not None and named.amount is None:
            named.amount, amount.unit = amount, unit
        return True

    def _adds_grams(self, index: int, amount: Amount) -> bool:
        """`1 kilogram e 600 gramë` is one amount."""
        whole = self.amount
        if whole is None or whole.unit != "kg" or self.gap or self._unit_at(index + 1) != "g":
            return False
        if whole.value is not None and amount.value is not None:
            whole.value += amount.value / 1000
        self.skip_to = self.found[index + 1].end
        return True

    def unit(self, index: int, lexeme: Lexeme) -> None:
        if self.amount is None or self.gap:
            return
        if lexeme.value == "boxes":
            self.amount.boxes = True
        self.amount.unit = str(lexeme.value)

    def total(self, index: int, lexeme: Lexeme) -> None:
        self.is_sum = True

    def about_said(self, index: int, lexeme: Lexeme) -> None:
        self.about = lexeme.tag

    def each_said(self, index: int, lexeme: Lexeme) -> None:
        self.each_at = index
        self.joined = self.joined or "with"

    def weight(self, index: int, lexeme: Lexeme) -> None:
        self.weighs = True
