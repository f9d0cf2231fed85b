"""The attacker knows what can be known, as somebody finds who tries every table."""

from math import inf

from hypothesis import given, settings
from hypothesis import strategies as st

from headstamp.indicators.disclosure.attacker import Attacker, Version
from headstamp.indicators.disclosure.cells import Cell, Linked, Range, Table, linked, shown_but
from tests.indicators.disclosure.tables import (
    AGE,
    PERSON,
    PERSONS,
    SEX,
    SPLITS,
    every_table_that_could_be,
    tables_of,
)


def known(tables: Linked, hidden: frozenset[Cell]) -> dict[Cell, Range]:
    attacker = Attacker([Version(tables, shown_but(tables, hidden))])
    return {cell: each for (_, cell), each in attacker.ranges((0, cell) for cell in hidden).items()}


def at(**narrowed: str) -> Cell:
    return Cell("killed", frozenset(narrowed.items()))


def test_one_hidden_cell_of_a_sum_is_known_exactly() -> None:
    tables = linked([Table("killed", (SEX,), {("m",): 20, ("f",): 3, ("unknown",): 6})])
    assert known(tables, frozenset({at(sex="f")})) == {at(sex="f"): Range(3, 3)}


def test_two_hidden_cells_share_what_is_left() -> None:
    tables = linked([Table("killed", (SEX,), {("m",): 20, ("f",): 3, ("unknown",): 6})])
    hidden = frozenset({at(sex="f"), at(sex="unknown")})
    assert known(tables, hidden) == {at(sex="f"): Range(0, 9), at(sex="unknown"): Range(0, 9)}


def test_a_hidden_total_has_no_upper_bound() -> None:
    tables = linked([Table("killed", (SEX,), {("m",): 20, ("f",): 3})])
    hidden = frozenset({at(), at(sex="f")})
    assert known(tables, hidden) == {at(): Range(20, inf), at(sex="f"): Range(0, inf)}


def test_where_all_is_hidden_each_may_be_anything() -> None:
    tables = linked([Table("killed", (SEX,), {("m",): 0, ("f",): 0})])
    cells = frozenset(tables.values)
    assert known(tables, cells) == dict.fromkeys(cells, Range(0, inf))


def test_a_linked_table_gives_away_what_one_alone_hides() -> None:
    """Sex hides two cells of the total; sex by age shows one of them as a margin."""
    first = Table("killed", (SEX,), {("m",): 20, ("f",): 3, ("unknown",): 6})
    second = Table("killed", (SEX, AGE), {("m", "old"): 20, ("f", "young"): 3, ("unknown", "old"): 6})
    alone, together = linked([first]), linked([first, second])
    hidden = frozenset({at(sex="f"), at(sex="unknown")})
    assert known(alone, hidden)[at(sex="f")].width == 9
    assert known(together, hidden)[at(sex="f")] == Range(3, 3)


@settings(max_examples=40, deadline=None)
@given(st.lists(PERSON, max_size=7), st.data())
def test_in_one_table_it_knows_exactly_what_can_be_known(
    persons: list[tuple[str, ...]], data: st.DataObject
) -> None:
    tables = tables_of(persons, [("sex", "age")])
    leaves = sorted(tables.leaves(), key=str)
    hidden = frozenset(data.draw(st.lists(st.sampled_from(leaves), max_size=4, unique=True)))
    possible = list(every_table_that_could_be(tables, hidden))
    for cell, bounds in known(tables, hidden).items():
        tried = {counts[cell] for counts in possible}
        assert bounds == Range(min(tried), max(tried)), str(cell)


@settings(max_examples=30, deadline=None)
@given(PERSONS, SPLITS, st.data())
def test_the_truth_always_lies_within(
    persons: list[tuple[str, ...]], splits: object, data: st.DataObject
) -> None:
    tables = tables_of(persons, splits)  # type: ignore[arg-type]
    cells = sorted(tables.values, key=str)
    hidden = frozenset(data.draw(st.lists(st.sampled_from(cells), max_size=6, unique=True)))
    for cell, bounds in known(tables, hidden).items():
        assert bounds.low <= tables.values[cell] <= bounds.high


@settings(max_examples=30, deadline=None)
@given(PERSONS, SPLITS, st.data())
def test_what_it_saw_on_the_way_never_makes_a_cell_safer(
    persons: list[tuple[str, ...]], splits: object, data: st.DataObject
) -> None:
    """A range that stops at `enough` is no wider than the whole one."""
    tables = tables_of(persons, splits)  # type: ignore[arg-type]
    cells = sorted(tables.values, key=str)
    hidden = data.draw(st.lists(st.sampled_from(cells), max_size=6, unique=True))
    version = Version(tables, shown_but(tables, hidden))
    wanted = [(0, cell) for cell in hidden]
    whole, short = Attacker([version]).ranges(wanted), Attacker([version]).ranges(wanted, enough=5)
    for unknown, bounds in short.items():
        assert whole[unknown].low <= bounds.low <= bounds.high <= whole[unknown].high
        assert bounds.width >= 5 or bounds == whole[unknown]
