"""Tables, their margins and the sums between them."""

import pytest

from headstamp.indicators.disclosure.cells import Cell, Dimension, Table, linked
from tests.indicators.disclosure.tables import PLACE, SEX


def at(**narrowed: str) -> Cell:
    return Cell("killed", frozenset(narrowed.items()))


def test_a_table_has_all_its_margins_and_levels() -> None:
    found = linked([Table("killed", (PLACE, SEX), {("a1", "m"): 3, ("b2", "f"): 2, ("a2", "m"): 1})])
    assert found.values[at()] == 6
    assert found.values[at(place="a")] == 4
    assert found.values[at(place="a", sex="m")] == 4
    assert found.values[at(sex="f")] == 2
    assert len(found.values) == 7 * 4


def test_every_sum_holds() -> None:
    found = linked([Table("killed", (PLACE, SEX), {("a1", "m"): 3, ("b2", "f"): 2})])
    for each in found.sums:
        assert found.values[each.whole] == sum(found.values[part] for part in each.parts), each


def test_tables_share_their_common_cells() -> None:
    found = linked([Table("killed", (SEX,), {("m",): 3}), Table("killed", (PLACE,), {("a1",): 3})])
    assert len(found.values) == 1 + 3 + 6


def test_tables_that_disagree_are_refused() -> None:
    with pytest.raises(ValueError, match="disagree about killed: 3 and 4"):
        linked([Table("killed", (SEX,), {("m",): 3}), Table("killed", (PLACE,), {("a1",): 4})])


def test_other_populations_are_other_cells() -> None:
    found = linked([Table("killed", (), {(): 3}), Table("injured", (), {(): 4})])
    assert found.values == {Cell("killed"): 3, Cell("injured"): 4}


def test_levels_are_finest_first() -> None:
    assert PLACE.sums() == {"a": ("a1", "a2"), "b": ("b1", "b2"), "": ("a", "b")}
    assert Dimension("x", ("p", "q")).with_all_above("p") == ["p", ""]
