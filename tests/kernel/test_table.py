"""A declared table has what rights need, and no column type that a name could hide in."""

import pytest

from headstamp.kernel.table import RIGHTS, Column, ColumnType, Table
from headstamp.kernel.text import say
from headstamp.registry import tables


def _table(*names: str) -> Table:
    columns = tuple(Column(name, ColumnType.CODE, say(name)) for name in names)
    return Table(
        "things",
        say("things"),
        columns,
        "thing_id",
        {},
        lambda _: iter(()),
        lambda _a, _k: frozenset(),
        lambda: 0,
    )


def test_a_table_without_a_column_of_rights_is_no_table() -> None:
    assert _table("thing_id", *RIGHTS).name == "things"
    with pytest.raises(ValueError, match="circle"):
        _table("thing_id", *(name for name in RIGHTS if name != "circle"))


def test_there_is_no_type_for_free_text() -> None:
    assert not {"text", "string", "name"} & {str(each) for each in ColumnType}


@pytest.mark.parametrize(
    "columns", [tables.OCCURRENCES, tables.ITEMS, tables.CHECKS, tables.PERSONS, tables.STATUSES]
)
def test_every_table_of_the_register_carries_the_rights_of_its_record(columns: tuple[Column, ...]) -> None:
    names = [column.name for column in columns]
    assert set(RIGHTS) <= set(names)
    assert len(set(names)) == len(names)
