"""Guns in records of their own, for tests of comparing and judging."""

from headstamp.kernel.asker import Asker
from headstamp.matching.following import follow
from headstamp.matching.models import Candidate
from headstamp.registry.actions import record_occurrence
from headstamp.registry.facts import ItemFacts, MarkFacts, OccurrenceFacts
from headstamp.registry.models import Item

ZASTAVA = {"make": "zastava", "model": "M57", "calibre": "7.62x25"}


def gun(
    asker: Asker,
    *numbers: str,
    make: str = "",
    model: str = "",
    calibre: str = "",
    kind: str = "pistol",
    on: str = "2021-05-06",
    visibility: str = "jurisdiction",
    circle: int | None = None,
) -> Item:
    """A gun with these numbers, in an occurrence of its own."""
    marks = tuple(MarkFacts(as_read=number) for number in numbers)
    item = ItemFacts(kind=kind, make_code=make, model=model, calibre_code=calibre, marks=marks)
    facts = OccurrenceFacts(
        kind="seizure", occurred_on=on, items=(item,), visibility=visibility, circle=circle
    )
    return record_occurrence(asker, facts=facts).items.get()


def pair(one: Asker, other: Asker | None = None, number: str = "C-128765") -> Candidate:
    """Two records of one number, compared."""
    gun(one, number, **ZASTAVA)
    gun(other or one, number, **ZASTAVA, on="2022-02-03")
    follow()
    return Candidate.objects.latest("id")
