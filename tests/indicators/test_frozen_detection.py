"""A frozen detection rate rests on checks and tallies that a second person confirmed, and on none that was deleted."""

from decimal import Decimal

import pytest

from headstamp.desk.measures import all_measures
from headstamp.indicators import declared
from headstamp.indicators.actions import freeze
from headstamp.indicators.asking import Asked
from headstamp.indicators.counting import figures
from headstamp.indicators.declared import measures
from headstamp.indicators.period import Period
from headstamp.indicators.queries.periods import foresee, period_named
from headstamp.kernel.asker import Asker
from headstamp.registry.actions import confirm_check, delete_check, edit_check, record_check
from headstamp.registry.facts import CheckFacts
from headstamp.registry.models import Check
from headstamp.snapshot.actions import refresh
from headstamp.snapshot.queries import open_for
from tests.cast import Cast

YEAR = period_named("2022")


@pytest.fixture(autouse=True)
def _detection_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    chosen = tuple(each for each in all_measures() if each.id == "detection-rate")
    monkeypatch.setattr(declared, "_hand", [lambda: chosen])


def tally(cast: Cast, month: str, made: int, found: int) -> Check:
    facts = CheckFacts(
        context="patrol", happened_on=month, is_tally=True, checks_made=made, checks_with_find=found
    )
    return record_check(cast.registrar, facts=facts)


def rate_now(asker: Asker) -> Decimal | None:
    with open_for(asker) as view:
        [figure] = figures(view, measures()["detection-rate"], Asked(period=Period.parse("2022")))
    return figure.value


@pytest.fixture
def confirmed(cast: Cast) -> Check:
    """One tally of two is confirmed."""
    tally(cast, "2022-03", 100, 50)
    made = tally(cast, "2022-02", 40, 2)
    return confirm_check(cast.head, uid=made.uid, version=1)


def test_it_counts_confirmed_tallies_only_and_says_what_it_left_out(cast: Cast, confirmed: Check) -> None:
    refresh()
    assert foresee(cast.head, YEAR).counted["checks"] == (1, 1)
    frozen = freeze(cast.head, period=YEAR)
    assert frozen.figures.get(by={}).value == 5
    assert frozen.counted["checks"] == [1, 1]
    assert rate_now(cast.head) == Decimal("37.14")


def test_without_a_confirmed_tally_nothing_is_held(cast: Cast) -> None:
    tally(cast, "2022-02", 40, 2)
    assert freeze(cast.head, period=YEAR).figures.get(by={}).value is None


def test_a_changed_tally_is_out_of_the_next_edition_until_it_is_confirmed_again(
    cast: Cast, confirmed: Check
) -> None:
    freeze(cast.head, period=YEAR)
    edit_check(cast.registrar, uid=confirmed.uid, version=2, changes={"checks_made": 80}, reason="more")
    assert freeze(cast.head, period=YEAR, note="one is open").figures.get(by={}).value is None
    confirm_check(cast.head, uid=confirmed.uid, version=3)
    assert freeze(cast.head, period=YEAR, note="confirmed").figures.get(by={}).value == Decimal("2.5")


def test_a_tally_entered_twice_is_out_of_the_rate_as_soon_as_it_is_deleted(
    cast: Cast, confirmed: Check
) -> None:
    twice = tally(cast, "2022-02", 40, 40)
    refresh()
    assert rate_now(cast.head) == Decimal("51.11")
    delete_check(cast.head, uid=twice.uid, version=1, reason="entered twice")
    assert rate_now(cast.head) == Decimal("37.14")
