"""Two safe releases may give away together what each one hides."""

from hypothesis import given, settings
from hypothesis import strategies as st

from headstamp.indicators.disclosure.attacker import Version
from headstamp.indicators.disclosure.cells import Cell, Linked, Range, Table, linked, shown_but
from headstamp.indicators.disclosure.releases import Revealed, from_plain, revealed_by, to_plain
from headstamp.indicators.disclosure.suppression import Rule, suppress
from tests.indicators.disclosure.tables import PERSON, PERSONS, SEX, SPLITS, tables_of

RULE = Rule(minimum=5, protection=5)


def at(**narrowed: str) -> Cell:
    return Cell("killed", frozenset(narrowed.items()))


def by_sex(m: int, f: int, unknown: int) -> Linked:
    return linked([Table("killed", (SEX,), {("m",): m, ("f",): f, ("unknown",): unknown})])


def but(tables: Linked, *sexes: str) -> Version:
    return Version(tables, shown_but(tables, {at(sex=sex) for sex in sexes}))


def test_the_same_release_again_gives_nothing_away() -> None:
    version = but(by_sex(20, 3, 6), "f", "unknown")
    assert revealed_by([version, version, version], RULE) == []


def test_another_choice_of_what_is_hidden_gives_both_away() -> None:
    """Hidden once with this one, once with that one: nothing changed, so the small count is known."""
    tables = by_sex(20, 3, 6)
    found = revealed_by([but(tables, "f", "unknown"), but(tables, "f", "m")], RULE)
    assert Revealed(0, at(sex="f"), Range(3, 3), is_change=False) in found


def test_one_person_more_is_a_small_count_as_well() -> None:
    found = revealed_by([but(by_sex(20, 10, 6)), but(by_sex(21, 10, 6))], RULE)
    assert {(each.cell, each.known, each.is_change) for each in found} == {
        (at(), Range(1, 1), True),
        (at(sex="m"), Range(1, 1), True),
    }


def test_many_persons_more_may_be_told() -> None:
    assert revealed_by([but(by_sex(20, 10, 6)), but(by_sex(27, 10, 6))], RULE) == []


def test_a_count_that_grew_out_of_hiding_leaves_the_earlier_one_hidden() -> None:
    """It was 3, hidden with 20, and is 8: it may have been anything from 3 to 8."""
    assert revealed_by([but(by_sex(20, 3, 6), "f", "m"), but(by_sex(20, 8, 6))], RULE) == []


def test_what_a_release_keeps_holds_no_hidden_count() -> None:
    tables = by_sex(20, 3, 6)
    version = but(tables, "f", "unknown")
    kept = to_plain(version)
    assert from_plain(kept).shown == version.shown
    assert from_plain(kept).sums.sums == tables.sums
    assert [row[2:] for row in kept["cells"] if ["sex", "f"] in row[1]] == [[0, None]]


@settings(max_examples=20, deadline=None)
@given(PERSONS, SPLITS)
def test_the_same_persons_are_hidden_in_the_same_way(persons: list[tuple[str, ...]], splits: object) -> None:
    """So a release that is made again stands beside the earlier one."""
    first = tables_of(persons, splits)  # type: ignore[arg-type]
    again = tables_of(list(reversed(persons)), splits)  # type: ignore[arg-type]
    hidden, hidden_again = suppress(first, RULE).hidden, suppress(again, RULE).hidden
    assert hidden == hidden_again
    versions = [Version(first, shown_but(first, hidden)), Version(again, shown_but(again, hidden_again))]
    assert revealed_by(versions, RULE) == []


@settings(max_examples=20, deadline=None)
@given(PERSONS, st.lists(PERSON, min_size=1, max_size=4), SPLITS)
def test_a_few_persons_more_never_pass_unnoticed_where_a_count_is_shown(
    persons: list[tuple[str, ...]], more: list[tuple[str, ...]], splits: object
) -> None:
    first, second = tables_of(persons, splits), tables_of([*persons, *more], splits)  # type: ignore[arg-type]
    versions = [Version(each, shown_but(each, suppress(each, RULE).hidden)) for each in (first, second)]
    total = Cell("killed")
    if all(not each.shown[total].width for each in versions):
        assert (total, True) in {(each.cell, each.is_change) for each in revealed_by(versions, RULE)}
