"""What is hidden cannot be found out, whatever tables are published together; and not much more is hidden than needed."""

from itertools import combinations, product
from random import Random

from hypothesis import given, settings

from headstamp.indicators.disclosure.attacker import Attacker, Version
from headstamp.indicators.disclosure.cells import Cell, Linked, Sum, Table, linked, shown_but
from headstamp.indicators.disclosure.suppression import Rule, Suppression, breaches, suppress
from tests.indicators.disclosure.tables import AGE, PERSONS, SEX, SPLITS, tables_of

RULE = Rule(minimum=5, protection=5)


def at(**narrowed: str) -> Cell:
    return Cell("killed", frozenset(narrowed.items()))


def narrowest(tables: Linked, done: Suppression) -> float:
    """What a fresh attacker, without any shortcut, knows best of all that is hidden."""
    attacker = Attacker([Version(tables, shown_but(tables, done.hidden))])
    known = attacker.ranges((0, cell) for cell in done.hidden)
    return min((each.width for each in known.values()), default=99)


@settings(max_examples=40, deadline=None)
@given(PERSONS, SPLITS)
def test_no_hidden_cell_of_any_release_is_known_within_the_protection(
    persons: list[tuple[str, ...]], splits: object
) -> None:
    tables = tables_of(persons, splits)  # type: ignore[arg-type]
    done = suppress(tables, RULE)
    assert narrowest(tables, done) >= RULE.protection


@settings(max_examples=40, deadline=None)
@given(PERSONS, SPLITS)
def test_every_small_cell_is_hidden_and_nothing_is_hidden_without_need(
    persons: list[tuple[str, ...]], splits: object
) -> None:
    tables = tables_of(persons, splits)  # type: ignore[arg-type]
    done = suppress(tables, RULE)
    assert done.small == {cell for cell, count in tables.values.items() if 1 <= count < 5}
    for cell in done.for_others:
        assert breaches(tables, done.hidden - {cell}, RULE), f"{cell} could be shown"


def test_where_nothing_is_small_nothing_is_hidden() -> None:
    tables = linked([Table("killed", (SEX,), {("m",): 20, ("f",): 5})])
    assert suppress(tables, RULE) == Suppression(frozenset(), frozenset())


def test_one_small_cell_takes_a_second_one_with_it() -> None:
    tables = linked([Table("killed", (SEX,), {("m",): 20, ("f",): 3, ("unknown",): 6})])
    done = suppress(tables, RULE)
    assert done.small == {at(sex="f")}
    assert done.for_others == {at(sex="unknown")}


def test_two_small_cells_that_protect_each_other_take_none() -> None:
    tables = linked([Table("killed", (SEX,), {("m",): 20, ("f",): 3, ("unknown",): 4})])
    assert suppress(tables, RULE).for_others == frozenset()


def test_two_cells_of_one_take_a_third_as_they_are_known_too_well() -> None:
    """1 + 1 = 2: each is 0, 1 or 2, which is as good as known."""
    tables = linked([Table("killed", (SEX,), {("m",): 20, ("f",): 1, ("unknown",): 1})])
    assert suppress(tables, RULE).for_others == {at(sex="m")}


def test_a_small_total_is_hidden_too() -> None:
    tables = linked([Table("killed", (SEX,), {("m",): 2, ("f",): 1})])
    assert at() in suppress(tables, RULE).small


def test_nought_is_hidden_where_the_rule_says_so() -> None:
    tables = linked([Table("killed", (SEX,), {("m",): 20, ("f",): 30})])
    assert suppress(tables, RULE).hidden == frozenset()
    assert at(sex="unknown") in suppress(tables, Rule(hides_nought=True)).small


def test_populations_that_add_up_are_protected_together() -> None:
    """Victims are killed and injured: two shown counts of three give the third away."""
    tables = [Table(of, (), {(): count}) for of, count in (("victims", 23), ("killed", 3), ("injured", 20))]
    add_up = Sum(Cell("victims"), (Cell("killed"), Cell("injured")))
    done = suppress(linked(tables, [add_up]), RULE)
    assert Cell("killed") in done.small
    assert done.for_others & {Cell("victims"), Cell("injured")}


def test_it_hides_little_more_than_the_fewest_that_do() -> None:
    """Over seven invented tables: at most half as many again for others' sake as somebody finds who tries all sets."""
    found, fewest = 0, 0
    for seed in range(7):
        dice = Random(seed)
        counts = {at_: dice.choice((0, 2, 3, 7, 9, 14)) for at_ in product(SEX.categories, AGE.categories)}
        tables = linked([Table("killed", (SEX, AGE), counts)])
        done = suppress(tables, RULE)
        found += len(done.for_others)
        fewest += fewest_for_others(tables, done.small)
    assert fewest <= found <= 1.5 * fewest


def fewest_for_others(tables: Linked, small: frozenset[Cell]) -> int:
    """The least number of further cells that protects the small ones, by trying all sets."""
    rest = sorted(set(tables.values) - small, key=str)
    return next(
        number
        for number in range(len(rest) + 1)
        for more in combinations(rest, number)
        if not breaches(tables, small | frozenset(more), RULE, first=True)
    )
