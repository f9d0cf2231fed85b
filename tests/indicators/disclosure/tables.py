"""Random tables of few persons, and an attacker who tries every table that could be true."""

from collections.abc import Iterator, Sequence
from itertools import product

from hypothesis import strategies as st

from headstamp.indicators.disclosure.cells import Cell, Dimension, Linked, Table, linked

SEX = Dimension("sex", ("f", "m", "unknown"))
AGE = Dimension("age", ("child", "young", "old"))
PLACE = Dimension("place", ("a1", "a2", "b1", "b2"), {"a1": "a", "a2": "a", "b1": "b", "b2": "b"})
CONTEXT = Dimension("context", ("crime", "home", "street", "unknown"))
ALL = (SEX, AGE, PLACE, CONTEXT)
SPLITS = st.sampled_from(
    [
        (("sex",),),
        (("sex",), ("place",)),
        (("sex", "age"),),
        (("place", "sex"),),
        (("sex", "age"), ("place",), ("context",)),
        (("sex", "age"), ("sex", "place")),
        (("sex", "age"), ("age", "context"), ("sex", "context")),
    ]
)

Person = tuple[str, ...]
PERSON = st.tuples(*(st.sampled_from(each.categories) for each in ALL))
PERSONS = st.lists(PERSON, max_size=90)


def tables_of(persons: Sequence[Person], splits: Sequence[Sequence[str]], of: str = "killed") -> Linked:
    """The tables that count these persons, linked."""
    return linked(_table(persons, split, of) for split in splits)


def _table(persons: Sequence[Person], split: Sequence[str], of: str) -> Table:
    by_name = {each.name: place for place, each in enumerate(ALL)}
    counts: dict[tuple[str, ...], int] = {}
    for person in persons:
        at = tuple(person[by_name[name]] for name in split)
        counts[at] = counts.get(at, 0) + 1
    return Table(of, tuple(ALL[by_name[name]] for name in split), counts)


def every_table_that_could_be(tables: Linked, hidden: frozenset[Cell]) -> Iterator[dict[Cell, int]]:
    """All whole-number tables with the sums and the shown cells of this one, tried one after the other."""
    free = sorted(hidden & tables.leaves(), key=str)
    most = max(tables.values.values(), default=0)
    for tried in product(range(most + 1), repeat=len(free)):
        counts = dict(tables.values) | dict(zip(free, tried, strict=True))
        for each in sorted(tables.sums, key=lambda each: -len(each.whole.at)):
            total = sum(counts[part] for part in each.parts)
            if each.whole in hidden:
                counts[each.whole] = total
        if all(counts[each.whole] == sum(counts[part] for part in each.parts) for each in tables.sums):
            yield counts
