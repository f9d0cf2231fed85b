"""Who may know what, told once more in plain Python from the rules in words. It asks no query of the product."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from tests.cast import Cast

# What the cast's roles give them, as SECURITY and the printed table of rights say it.
READERS = frozenset({"registrar", "analyst", "head", "reader", "officer", "partner"})
SEE_PERSONS = READERS - {"reader"}
SEE_ALL_UNITS = frozenset({"analyst", "head", "partner"})
DELETE = frozenset({"head"})
MANAGE_CIRCLES = frozenset({"head", "officer"})
IMPORT = frozenset({"registrar", "analyst", "partner"})
EXPORT = READERS - {"reader"}
READ_LOG = frozenset({"auditor"})
RESETS = frozenset({"administrator", "head"})
HOMES = {"officer": "other", "partner": "abroad", "nobody": ""}


def home_of(name: str) -> str:
    """The unit of one of the cast: first, other, abroad, or none."""
    return HOMES.get(name, "first")


def jurisdiction_of(unit: str) -> str:
    return {"first": "XK", "other": "XK", "abroad": "RS"}.get(unit, "")


@dataclass(frozen=True)
class Circle:
    """Members by name, and whole units, of one jurisdiction; over once its day is past."""

    pk: int
    jurisdiction: str
    members: frozenset[str] = frozenset()
    units: frozenset[str] = frozenset()
    is_over: bool = False
    made_by: str = ""

    def holds(self, name: str) -> bool:
        return not self.is_over and (name in self.members or home_of(name) in self.units)

    def is_known_to(self, name: str) -> bool:
        """Its name and reason."""
        made = name in MANAGE_CIRCLES and name == self.made_by
        return (
            name in READERS
            and self.jurisdiction == jurisdiction_of(home_of(name))
            and (self.holds(name) or made)
        )


@dataclass(frozen=True)
class Rights:
    """Whose a record is and who may know of it; `is_there`: not deleted, its file taken in to the end."""

    unit: str
    visibility: str
    circle: Circle | None = None
    is_deleted: bool = False
    is_settled: bool = True

    def would_know(self, name: str) -> bool:
        """Were it neither deleted nor half taken in."""
        if name not in READERS or jurisdiction_of(self.unit) != jurisdiction_of(home_of(name)):
            return False
        if self.visibility == "restricted":
            return self.circle is not None and self.circle.holds(name)
        return self.visibility == "jurisdiction" or self.unit == home_of(name) or name in SEE_ALL_UNITS

    def knows(self, name: str) -> bool:
        return self.would_know(name) and not self.is_deleted and self.is_settled

    def reads(self, name: str) -> bool:
        """What stands in it: who knows of it, and who looks through what was deleted to bring it back."""
        return self.knows(name) or self.may_bring_back(name)

    def may_bring_back(self, name: str) -> bool:
        return self.would_know(name) and self.is_deleted and self.is_settled and name in DELETE


Rule = Callable[[str], bool]


@dataclass(frozen=True)
class Secret:
    """A token that stands in one place only; `search` is the column that finds it: open, persons, or '' for none."""

    token: str
    what: str
    rule: Rule
    search: str = ""
    occurrence: str = ""


@dataclass
class Record:
    """A row of the world: its kind, its uid, and who may know of it."""

    kind: str
    uid: str
    rights: Rights
    rule: Rule
    pk: int = 0
    occurrence: str = ""


@dataclass
class World:
    """Everything that was written, and what the oracle says of it."""

    cast: Cast
    secrets: dict[str, Secret] = field(default_factory=dict)
    records: dict[str, Record] = field(default_factory=dict)
    circles: dict[str, Circle] = field(default_factory=dict)
    drafts: dict[str, str] = field(default_factory=dict)

    def token(self, what: str, rule: Rule, *, search: str = "", occurrence: str = "") -> str:
        """A new word that nothing else in the world holds."""
        made = f"zq{len(self.secrets):05}x"
        self.secrets[made] = Secret(made, what, rule, search, occurrence)
        return made

    def of(self, *kinds: str) -> Iterator[Record]:
        return (record for record in self.records.values() if record.kind in kinds)

    def known(self, name: str, *kinds: str) -> set[str]:
        return {record.uid for record in self.of(*kinds) if record.rule(name)}
