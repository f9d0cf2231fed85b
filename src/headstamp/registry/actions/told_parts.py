"""A person, a vehicle, goods or a crime in an occurrence, as a row of a file told of it and as the history keeps it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from headstamp.registry.actions.revising import as_json
from headstamp.registry.facts import PersonFacts, RowPart
from headstamp.registry.told import ROLE_COLUMNS, columns

KINDS = frozenset({"persons", "vehicles", "goods", "linked_crimes"})
Rights = tuple[str, int | None]
"""Visibility and circle of an occurrence, which what it brings takes on."""


@dataclass(slots=True, eq=False)
class Part:
    """One of them: `rows` tell of it, `told` of them did before. `pk` is its row in the register (0: none yet),
    `subject` and `uid` the person's or vehicle's own. One that `is_mended` was changed by hand on its own page."""

    what: str
    facts: Any
    number: str = ""
    rows: set[int] = field(default_factory=set)
    told: set[int] = field(default_factory=set)
    pk: int = 0
    subject: int = 0
    uid: str = ""
    is_mended: bool = False
    came_with_file: bool = False

    def says(self, told: RowPart) -> bool:
        """Whether the row tells just this."""
        return (self.what, self.number, self.facts) == (told.what, told.number, told.facts)


def told_of(part: Part) -> Any:
    """The part as the history keeps it, with the rows that tell of it; a person by number, never by name."""
    if part.what == "linked_crimes":
        return {"crime": part.facts, "rows": sorted(part.rows)}
    facts = part.facts
    if part.what == "persons":
        facts = PersonFacts(person=part.uid, **columns(facts, ROLE_COLUMNS))
    own = {"uid": part.uid} if part.what == "vehicles" else {}
    own |= {"told_as": part.number} if part.number else {}
    return {**as_json(facts), **own, "rows": sorted(part.rows)}


def by_kind(parts: Iterable[Part]) -> dict[str, list[Part]]:
    """The parts by what they are."""
    found: dict[str, list[Part]] = defaultdict(list)
    for part in parts:
        found[part.what].append(part)
    return found
