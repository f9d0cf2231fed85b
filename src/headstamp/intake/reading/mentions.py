"""A mention: one thing that a text names, with what is said of it and the role it plays."""

from dataclasses import dataclass, field
from enum import StrEnum

from headstamp.intake.reading.amounts import Amount
from headstamp.intake.reading.calibres import Calibre
from headstamp.intake.reading.kindred import category, firearms


class Role(StrEnum):
    """What a mention is in its text."""

    ITEM = "item"
    PURPOSE = "what another item is for"
    NEGATED = "said not to be there"
    GENERAL = "arms in general, not a find"
    USED = "used, not said to be found"
    TOY = "an imitation"
    COLD = "no firearm: a cold weapon"
    TOTAL = "a total whose parts are named"
    AGAIN = "named before"
    SHARED = "counted with the one before"


@dataclass(slots=True)
class Mention:
    """One noun of arms with everything that is said beside it."""

    noun: str
    number: str
    start: int
    end: int
    text: str
    sentence: int
    at: int  # index among the lexemes
    adjectives: set[str] = field(default_factory=set)
    amount: Amount | None = None
    unit: str = ""
    calibre: Calibre | None = None
    several_calibres: bool = False
    make: str | None = None
    model: str | None = None
    makes: frozenset[str] = frozenset()
    models: frozenset[str] = frozenset()
    serial: str | None = None
    marks: str | None = None
    role: Role = Role.ITEM
    found: bool = False  # beside a word of finding
    is_headline: bool = False  # in a first line
    elsewhere: bool = False  # in a sentence of another place or person
    joined: str = ""  # what joins it to the one before
    listed: bool = False  # joined to the one before by 'and', a comma or 'with'
    is_near: bool = False  # with no word between
    link: str = ""  # how it leads on to the next: ':', '(' or 'of which'
    link_end: int = 0  # where the bracket that leads on closes
    mainly: bool = False
    is_sum: bool = False
    notes: list[str] = field(default_factory=list)

    @property
    def category(self) -> str:
        return category(self.noun, frozenset(self.adjectives))

    @property
    def is_firearm(self) -> bool:
        return self.noun in firearms()

    @property
    def quantity(self) -> int | float | None:
        """How many: as said, or one where the noun stands in the singular."""
        if self.amount is not None:
            return self.amount.value
        return 1 if self.number in ("s", "a", "d") and self.counts else None

    @property
    def counts(self) -> bool:
        """Whether the noun names things that are counted, so that a bare singular means one."""
        if self.noun == "weapon":
            return self.number == "s" or (self.number == "d" and self.is_described)
        return self.noun != "ammunition"

    @property
    def is_described(self) -> bool:
        """Whether more is said of it than its kind."""
        return bool(self.make or self.model or self.calibre or self.serial or self.marks)

    @property
    def is_definite(self) -> bool:
        return self.number in ("d", "D")

    def span(self, start: int, end: int) -> None:
        """The mention covers these signs too."""
        self.start, self.end = min(self.start, start), max(self.end, end)
