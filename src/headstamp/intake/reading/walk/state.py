"""What the walk over a text remembers between one lexeme and the next."""

from headstamp.intake.reading.amounts import Amount
from headstamp.intake.reading.calibres import Calibre
from headstamp.intake.reading.lexemes import Lexeme
from headstamp.intake.reading.mentions import Mention
from headstamp.intake.reading.names import Name
from headstamp.intake.reading.words import Lexicon

# What has parts, holds or fits something: a noun after it without a number says of what.
HOSTS = frozenset(
    [
        "cartridge",
        "ammunition",
        "magazine",
        "part",
        "loose_part",
        "silencer",
        "case",
        "detonator",
        "fuse",
        "shell",
        "launcher",
    ]
)
SINGULAR = frozenset({"s", "a"})
QUOTES = frozenset("\"'„“”«»‘’")
# Lexemes that a word of offence, of use or of want reaches.
OFFENCE, USED, WITHOUT = 5, 7, 4


class State:
    """What the walk over a text remembers between one lexeme and the next."""

    def __init__(self, found: list[Lexeme], lexicon: Lexicon, text: str) -> None:
        self.found, self.lexicon, self.text = found, lexicon, text
        self.before = lexicon.order == "before"
        self.mentions: list[Mention] = []
        self.finds: set[int] = set()  # sentences with a word of finding
        self.elsewhere: set[int] = set()  # sentences of another place or person than the one before
        self.is_fresh = True  # a sentence begins
        self.sentence = 0
        self.current: Mention | None = None
        self.skip_to = 0
        self.about = ""
        self.intro = ""
        self.mainly = self.is_sum = self.weighs = False
        self.each_at = -1
        self._new_clause()
        self._rest()

    def _new_clause(self) -> None:
        self.purpose = self.negated = self.gear = False
        self.without = self.offence = self.used = 0
        self.appeals = False
        self._drop_pending()

    def _drop_pending(self) -> None:
        """Nothing waits for its noun any more."""
        self.amount: Amount | None = None
        self.amount_start = self.gap = 0
        self.kinds: list[Lexeme] = []
        self.bore: tuple[Calibre, Lexeme] | None = None
        self.names: list[tuple[Name, Lexeme]] = []

    def _rest(self) -> None:
        """A noun was just read: nothing stands between it and what follows."""
        self.since = 0
        self.broken = self.joined = ""

    def _noun_follows(self, index: int, *, past_commas: bool = False) -> bool:
        for lexeme in self.found[index + 1 : index + 6]:
            if lexeme.tag == "noun":
                return True
            if lexeme.tag not in ("kind", "name", "bore", "and") and not (past_commas and lexeme.text == ","):
                return False
        return False

    def _unit_at(self, index: int) -> str:
        if index < len(self.found) and self.found[index].tag == "unit":
            return str(self.found[index].value)
        return ""
