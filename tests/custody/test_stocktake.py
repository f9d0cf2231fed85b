"""A stocktake ends only when every difference is explained; the ledger itself explains what left meanwhile."""

from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction

from headstamp.accounts.permissions import Permission
from headstamp.audit.models import Entry
from headstamp.custody import actions
from headstamp.custody.models import Movement, Stocktake, StocktakeLine
from headstamp.custody.queries.stocktakes import differing_in, explained, stocktakes_of, tally_of, unseen_in
from headstamp.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from tests.cast import Cast
from tests.custody.office import COURT, FOUND, Storage, tomorrow
from tests.registry import rows

pytestmark = pytest.mark.django_db
Difference = StocktakeLine.Difference


@pytest.fixture
def office(cast: Cast) -> Storage:
    return Storage(cast)


def begun(office: Storage) -> Stocktake:
    return actions.begin_stocktake(office.keeper, store=office.store.uid)


def see(office: Storage, taking: Stocktake, label: str, place: int = 0) -> StocktakeLine:
    return actions.see_parcel(
        office.keeper, stocktake=taking.uid, label=label, place=office.places[place].code
    )


def test_what_lies_as_recorded_needs_no_word(office: Storage) -> None:
    parcels = [office.received() for _ in range(3)]
    taking = begun(office)
    assert [line.parcel_id for line in unseen_in(office.keeper, taking)] == [each.pk for each in parcels]
    for parcel in parcels:
        assert see(office, taking, parcel.code).difference == Difference.NONE
    tally = tally_of(office.keeper, taking)
    assert (tally.expected, tally.seen, tally.unseen) == (3, 3, 0)
    closed = actions.close_stocktake(office.keeper, stocktake=taking.uid)
    assert (closed.closed_by, list(differing_in(office.keeper, closed))) == (office.keeper.id, [])


def test_each_difference_is_named_and_asks_for_a_word(office: Storage) -> None:
    missing, elsewhere, left = (office.received() for _ in range(3))
    taking = begun(office)
    later = office.received()
    actions.hand_out(
        office.keeper, parcel=left.code, to=COURT, due_on=tomorrow(), paper=replace(FOUND, reference="R 1")
    )
    see(office, taking, elsewhere.code, place=1)
    assert see(office, taking, later.code).difference == Difference.NONE
    with pytest.raises(Conflict):
        actions.close_stocktake(office.keeper, stocktake=taking.uid)
    for parcel in (missing, elsewhere):
        actions.explain_difference(
            office.keeper, stocktake=taking.uid, label=parcel.code, explanation="invented reason"
        )
    closed = actions.close_stocktake(office.keeper, stocktake=taking.uid)
    told = {each.line.parcel_id: each for each in explained(list(differing_in(office.keeper, closed)))}
    assert {pk: each.line.difference for pk, each in told.items()} == {
        missing.pk: Difference.MISSING,
        elsewhere.pk: Difference.ELSEWHERE,
        left.pk: Difference.LEFT,
    }
    last = told[left.pk].last
    assert last is not None
    assert last.act == "handed_out"
    assert told[left.pk].line.explanation == ""


def test_a_parcel_recorded_elsewhere_is_unexpected(office: Storage) -> None:
    gone = office.received()
    actions.hand_out(
        office.keeper, parcel=gone.code, to=COURT, due_on=tomorrow(), paper=replace(FOUND, reference="R 1")
    )
    taking = begun(office)
    assert see(office, taking, gone.code).difference == Difference.UNEXPECTED
    with pytest.raises(Conflict):
        actions.close_stocktake(office.keeper, stocktake=taking.uid)


def test_a_room_is_counted_by_itself(office: Storage) -> None:
    here, there = office.received(), office.received(place=2)
    room = office.places[0].room
    taking = actions.begin_stocktake(office.keeper, store=office.store.uid, room=room.pk)
    assert [line.parcel_id for line in unseen_in(office.keeper, taking)] == [here.pk]
    with pytest.raises(Invalid):
        see(office, taking, there.code, place=2)
    assert see(office, taking, there.code).difference == Difference.ELSEWHERE


def test_it_moves_nothing_and_each_act_is_noted(office: Storage) -> None:
    parcel = office.received()
    lines = Movement.objects.count()
    taking = begun(office)
    see(office, taking, parcel.code, place=1)
    actions.explain_difference(office.keeper, stocktake=taking.uid, label=parcel.code, explanation="put back")
    actions.close_stocktake(office.keeper, stocktake=taking.uid, note="done")
    parcel.refresh_from_db()
    assert (Movement.objects.count(), parcel.place_id) == (lines, office.places[0].pk)
    verbs = list(Entry.objects.order_by("-position").values_list("verb", flat=True)[:4])
    assert verbs == ["close_stocktake", "explain_difference", "see_parcel", "begin_stocktake"]


def test_one_is_open_at_a_time_and_a_closed_one_stays_closed(office: Storage) -> None:
    taking = begun(office)
    with pytest.raises(Conflict):
        begun(office)
    with pytest.raises(IntegrityError), transaction.atomic():
        Stocktake.objects.create(store=office.store, begun_at=taking.begun_at, begun_by="1")
    actions.close_stocktake(office.keeper, stocktake=taking.uid)
    with pytest.raises(Conflict):
        actions.close_stocktake(office.keeper, stocktake=taking.uid)
    begun(office)
    assert stocktakes_of(office.keeper, office.store).count() == 2


def test_only_who_keeps_the_store_counts_it(office: Storage) -> None:
    with pytest.raises(NotAllowed):
        actions.begin_stocktake(office.other_keeper, store=office.store.uid)
    with pytest.raises(NotAllowed):
        actions.begin_stocktake(office.cast.registrar, store=office.store.uid)
    taking = begun(office)
    with pytest.raises(NotAllowed):
        actions.close_stocktake(office.other_keeper, stocktake=taking.uid)
    abroad = replace(office.other_keeper, jurisdiction="RS")
    with pytest.raises(NotFound):
        actions.close_stocktake(abroad, stocktake=taking.uid)
    assert not stocktakes_of(abroad, office.store)


def test_what_the_keeper_may_not_know_of_is_neither_expected_nor_counted(office: Storage) -> None:
    known, hidden = office.received(), office.received()
    taking = begun(office)
    type(hidden.item).objects.filter(pk=hidden.item_id).update(visibility="unit", unit=office.cast.other_unit)
    blind = replace(office.keeper, permissions=office.keeper.permissions - {Permission.SEE_ALL_UNITS})
    assert [line.parcel_id for line in unseen_in(blind, taking)] == [known.pk]
    assert tally_of(blind, taking).expected == 1
    with pytest.raises(NotFound):
        see(office, taking, hidden.code)


def test_it_can_be_closed_though_a_parcel_went_out_of_the_keeper_s_sight(office: Storage) -> None:
    hidden = office.received()
    taking = begun(office)
    circle = rows.circle()
    type(hidden.item).objects.filter(pk=hidden.item_id).update(visibility="restricted", circle=circle)
    assert actions.close_stocktake(office.keeper, stocktake=taking.uid).closed_at
