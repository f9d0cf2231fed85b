"""Which role a noun plays where it stands: an item, what another is for, what was not found, arms in general."""

from headstamp.intake.reading.lexemes import Lexeme
from headstamp.intake.reading.mentions import Mention, Role
from headstamp.intake.reading.walk.state import HOSTS, OFFENCE, QUOTES, USED, State

_STOCKS = ("kunda", "konda", "qyt", "кунда", "stock")
_ABLATIVE = ("ësh", "esh", "ash")
_GENITIVE = ("ës", "es", "it", "ut", "ve")


class Roles(State):
    """Which role a noun plays where it stands: an item, what another is for, what was not found, arms in general."""

    def _role(self, mention: Mention, lexeme: Lexeme) -> Role:
        amount = mention.amount
        if is_toy(mention):
            return Role.TOY
        if "cold" in mention.adjectives:
            return Role.COLD
        if self._is_genitive(mention, lexeme) or (
            amount is None and (self._is_purpose(mention) or self._belongs(mention))
        ):
            self.purpose = True
            return Role.PURPOSE
        if amount is None and (self._is_what_it_was(mention) or self._is_attribute(mention)):
            return Role.PURPOSE
        if self._shares_number(mention):
            return Role.SHARED
        if amount is None and (self._is_name_of_operation(mention) or self._is_where(mention)):
            return Role.GENERAL
        if (
            (self.without and (amount is None or amount.value == 1))
            or (self.negated and (amount is None or amount.value in (None, 0, 1)))
            or (amount and amount.value == 0)
        ):
            return Role.NEGATED
        in_passing = amount is None or (
            amount.is_article and (self.blast or (self.before and mention.noun == "weapon"))
        )
        if (self.offence or self.appeals) and in_passing:
            self.offence = OFFENCE if self.offence else 0
            return Role.GENERAL
        if self._is_used(mention):
            return Role.USED
        return Role.ITEM

    def _is_used(self, mention: Mention) -> bool:
        """Fired, thrown or threatened with: `pucao iz pištolja`, `hodhi një granatë`."""
        amount = mention.amount
        thrown = mention.noun in ("grenade", "shell", "cartridge") and not (
            self.joined == "and" and not self.apart
        )
        if self.used >= USED - 3 and thrown:
            return True
        if self.before and self.used >= USED - 3 and amount is not None and amount.is_article:
            return True
        if amount is None and mention.at and self.found[mention.at - 1].tag == "fired":
            return True
        last = self.mentions[-1] if self.mentions else None
        if amount is None and self.broken == "-" and last is not None and last.role is Role.USED:
            return True  # "со огнено оружје – автоматска пушка"
        return bool(self.used) and amount is None and self.joined in ("with", "of")

    def _is_where(self, mention: Mention) -> bool:
        """`metak u cijevi`, `пет во рамката`: where something is."""
        before = self.found[mention.at - 1].sense if mention.at else None
        return mention.noun in ("part", "magazine") and before is not None and before.is_place

    def _is_name_of_operation(self, mention: Mention) -> bool:
        """`akcija „Oružje“`: a word in quotes after what it names."""
        if mention.at < 2 or self.found[mention.at - 1].text not in QUOTES:
            return False
        return self.found[mention.at - 2].tag == "person"

    def _is_purpose(self, mention: Mention) -> bool:
        """After 'for', until a comma before what stands in the nominative."""
        if not (self.purpose or self.gear) or (self.joined and not mention.is_firearm):
            return False
        if self.gear and not self.purpose and mention.number == "d" and mention.text.casefold().endswith("n"):
            return False  # Albanian: "pa leje armën": what follows is no genitive
        return not (self.broken == "," and self.before and mention.number == "s" and self.joined == ",")

    def _is_what_it_was(self, mention: Mention) -> bool:
        """`pistoleta, të modifikuara nga startues`: what was converted, not another find."""
        last = self.current
        return (
            mention.noun == "gas_gun"
            and last is not None
            and "converted" in last.adjectives
            and self.joined != "and"
        )

    def _is_attribute(self, mention: Mention) -> bool:
        """`puška sa preklopnim kundakom`: how the rifle is made."""
        return (
            self.joined == "with" and mention.noun == "part" and mention.text.casefold().startswith(_STOCKS)
        )

    def _is_genitive(self, mention: Mention, lexeme: Lexeme) -> bool:
        """Albanian: `mbajtës pushke`, `imitim i predhës` say of what; a find of the thing is a find all the same."""
        if mention.number == "o":
            return mention.amount is None and not self.joined
        before = self.found[mention.at - 1] if mention.at else None
        is_after_word = not self.before and before is not None and before.tag == "word"
        if is_after_word and mention.amount is None and lexeme.text.casefold().endswith(_ABLATIVE):
            return True  # "bazë armësh"
        if (
            self.before
            or before is None
            or before.tag != "link"
            or not lexeme.text.casefold().endswith(_GENITIVE)
        ):
            return False
        of = self.found[mention.at - 2] if mention.at > 1 else None
        if of is None or of.tag != "word":
            return False
        if mention.amount is not None and mention.amount.value is not None:
            mention.amount = None
        return mention.amount is None

    def _shares_number(self, mention: Mention) -> bool:
        """`1.563 komada oružja i dijelova oružja`, `730 пиштоли и револвери`: one number governs both."""
        last = self.current
        if last is None or last.amount is None or mention.amount is not None:
            return False
        if self.joined != "and" or self.since or self.broken:
            return False
        if self.lexicon.language == "sr":  # after five and more both stand in the genitive
            return (last.amount.value or 0) > 4 and mention.number == "g" and last.number in ("g", "x", "m")
        both = last.is_firearm and mention.is_firearm and mention.number == last.number == "p"
        return both and (last.amount.value or 0) > 1

    def _belongs(self, mention: Mention) -> bool:
        """`okvir pištolja`, `fishekë pistolete`: the noun right after says of what."""
        last = self.current
        if last is None or self.since or self.broken or self.joined or last.noun not in HOSTS:
            return False
        if self.lexicon.language == "sr" and mention.number == "s":
            return False
        return mention.is_firearm or mention.noun != last.noun


def is_toy(mention: Mention) -> bool:
    """Called a toy or an imitation; of plastic only where a firearm would not be."""
    if "toy" in mention.adjectives:
        return True
    return "plastic" in mention.adjectives and mention.is_firearm
