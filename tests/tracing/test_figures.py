"""Closed traces move SDG 16.4.2 and what stands beside it; what was entered stands for years of which the register has nothing."""

from decimal import Decimal

import pytest

from headstamp.indicators.actions import enter_figure
from headstamp.indicators.asking import Asked
from headstamp.indicators.figure import Status
from headstamp.indicators.period import Period
from headstamp.indicators.queries.figures import figures_for
from headstamp.snapshot.actions import refresh
from headstamp.tracing import actions
from headstamp.tracing.facts import OutcomeFacts
from tests.cast import Cast
from tests.registry import rows
from tests.tracing.office import MADE, TRACED, Desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(cast: Cast) -> Desk:
    made = Desk(cast)
    for number in ("A 1", "A 2", "A 3", "A 4"):
        made.seized(number)
    return made


def figure(desk: Desk, id: str, year: str = "2024") -> tuple[object, ...]:
    refresh()
    [found] = figures_for(desk.cast.analyst, id, Asked(period=Period.parse(year)))
    return found.value, found.numerator, found.denominator, found.status


def test_a_closed_trace_moves_the_figure(desk: Desk) -> None:
    assert figure(desk, "sdg-16-4-2") == (None, None, 4, Status.NOT_AVAILABLE)
    request = desk.answered(desk.drafted(desk.seized("A 5")), chain=(MADE,))
    assert figure(desk, "sdg-16-4-2")[:3] == (0, 0, 5)
    actions.close_trace(desk.exchange, request=request.uid, facts=TRACED)
    assert figure(desk, "sdg-16-4-2")[:3] == (20, 1, 5)
    assert figure(desk, "share-traced")[:3] == (20, 1, 5)
    assert figure(desk, "arms-diversion-established")[0] == 1
    actions.reopen_trace(desk.exchange, request=request.uid, reason="wrong firearm")
    actions.close_trace(desk.exchange, request=request.uid, facts=OutcomeFacts("not_traceable"))
    assert figure(desk, "sdg-16-4-2")[:3] == (0, 0, 5)
    assert figure(desk, "share-traced")[:3] == (20, 1, 5)


def test_what_was_entered_stands_only_where_the_register_has_nothing(desk: Desk) -> None:
    rows.item(rows.occurrence(desk.cast.unit, occurred_on="2022"), quantity=4)
    for year in ("2022", "2024"):
        enter_figure(
            desk.cast.head, figure="arms-traced", period=year, value=Decimal(2), evidence="Answers on paper"
        )
    desk.closed(desk.drafted(desk.seized("A 5")))
    assert figure(desk, "sdg-16-4-2")[:3] == (20, 1, 5)
    assert figure(desk, "sdg-16-4-2", "2022")[:3] == (50, 2, 4)


def test_each_result_is_counted_apart(desk: Desk) -> None:
    desk.closed(desk.drafted(desk.seized("A 5")))
    desk.sent(desk.drafted(desk.seized("A 6")))
    refresh()
    found = figures_for(desk.cast.analyst, "arms-by-tracing-result", Asked(by=("tracing_result",)))
    assert {each.by["tracing_result"]: each.value for each in found} == {"traced": 1, "pending": 1}
