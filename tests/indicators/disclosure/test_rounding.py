"""Rounded tables still add up, stay near the truth, and leave each count within a range."""

from hypothesis import given, settings

from headstamp.indicators.disclosure.attacker import Attacker, Version
from headstamp.indicators.disclosure.rounding import round_tables, shown_rounded
from tests.indicators.disclosure.tables import PERSONS, SPLITS, tables_of

BASE = 5


@settings(max_examples=30, deadline=None)
@given(PERSONS, SPLITS)
def test_all_sums_hold_and_each_count_is_a_multiple_within_one_base(
    persons: list[tuple[str, ...]], splits: object
) -> None:
    tables = tables_of(persons, splits)  # type: ignore[arg-type]
    rounded = round_tables(tables, BASE)
    for each in tables.sums:
        assert rounded[each.whole] == sum(rounded[part] for part in each.parts)
    for cell, count in tables.values.items():
        assert rounded[cell] % BASE == 0
        assert abs(rounded[cell] - count) <= BASE
        assert rounded[cell] >= 0


@settings(max_examples=20, deadline=None)
@given(PERSONS, SPLITS)
def test_an_attacker_who_knows_the_base_is_left_with_a_range(
    persons: list[tuple[str, ...]], splits: object
) -> None:
    tables = tables_of(persons, splits)  # type: ignore[arg-type]
    shown = shown_rounded(round_tables(tables, BASE), BASE)
    attacker = Attacker([Version(tables, shown)])
    for unknown, known in attacker.ranges(((0, cell) for cell in shown), enough=BASE).items():
        assert known.width >= BASE, str(unknown)
