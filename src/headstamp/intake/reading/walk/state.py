"""What the walk over a text remembers between one lexeme and the next."""

from headstamp.intake.reading.amounts import Amount
from headstamp.intake.reading.attaching import serial_after
from headstamp.intake.reading.calibres import Calibre
from headstamp.intake.reading.kindred import firearms
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
_TITLE = 9  # lexemes from a name to its noun
_IN_TITLES = frozenset({"kind", "name", "bore", "called", "amount", "digits", "word", "calibre"})
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
        self.apart = 0  # words since what joins
        self._new_clause()
        self._rest()

    def _new_clause(self) -> None:
        self.purpose = self.negated = self.gear = False
        self.without = self.offence = self.used = 0
        self.appeals = self.blast = False
        self._drop_pending()

    def _drop_pending(self) -> None:
        """Nothing waits for its noun any more."""
        self.amount: Amount | None = None
        self.amount_start = self.gap = 0
        self.kinds: list[Lexeme] = []
        self.bore: tuple[Calibre, Lexeme] | None = None
        self.names: list[tuple[Name, Lexeme]] = []

    def _join(self, by: str) -> None:
        self.joined, self.apart = by, 0

    def _rest(self) -> None:
        """A noun was just read: nothing stands between it and what follows."""
        self.since = 0
        self.broken = self.joined = ""

    def minds_no_word(self) -> bool:
        """Counts an unknown word, where nothing waits for it: most words of a text."""
        if self.intro or self.names or self.kinds or self.offence or self.used or self.without:
            return False
        self.since += 1
        self.apart += 1
        self.gap += 1
        self.is_fresh = False
        return True

    def number_sign(self, lexeme: Lexeme) -> None:
        """`(#AB1234)`: the number of the firearm before it."""
        number, end = serial_after(self.text, lexeme.end)
        if number is None or self.current is None:
            return
        self.skip_to = end
        if self.current.serial is None:
            self.current.serial = number
            self.current.span(lexeme.start, end)

    def _noun_follows(self, index: int, *, past_commas: bool = False) -> bool:
        for lexeme in self.found[index + 1 : index + 6]:
            if lexeme.tag == "noun":
                return True
            if lexeme.tag not in ("kind", "name", "bore", "and", "calibre") and not (
                past_commas and lexeme.text == ","
            ):
                return False
        return False

    def _is_title(self, index: int) -> bool:
        """English: `Glock 19, 9mm handgun`, `FN model 509 pistol`: the noun comes after all that is said of it."""
        if self.lexicon.language != "en":
            return False
        for lexeme in self.found[index + 1 : index + _TITLE]:
            if lexeme.tag == "noun":
                return str(lexeme.value) in firearms()
            if lexeme.tag not in _IN_TITLES and lexeme.text not in QUOTES | {","}:
                return False
        return False

    def _unit_at(self, index: int) -> str:
        if index < len(self.found) and self.found[index].tag == "unit":
            return str(self.found[index].value)
        return ""
