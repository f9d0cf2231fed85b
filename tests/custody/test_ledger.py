"""Receiving, moving, sealing, splitting, using and giving away: each is a line between two sides, and nothing is lost."""

from dataclasses import replace
from decimal import Decimal

import pytest

from headstamp.custody import actions
from headstamp.custody.labels import spaced
from headstamp.custody.models import Balance, Movement, Offer
from headstamp.custody.parties import Paper, Party
from headstamp.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from headstamp.registry.models import Item
from tests.cast import Cast
from tests.custody.office import COURT, FOUND, PATROL, Storage, now, problems_of_ledger, tomorrow
from tests.registry import rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(cast: Cast) -> Storage:
    return Storage(cast)


def place_elsewhere(office: Storage) -> str:
    """A place in a third store, of the keeper of the second."""
    store = actions.make_store(office.other_keeper, name="A third invented store")
    room = actions.add_room(office.other_keeper, store=store.uid, name="D")
    return actions.add_place(office.other_keeper, store=store.uid, room=room.pk, name="1").code


def acts() -> list[str]:
    return list(Movement.objects.order_by("id").values_list("act", flat=True))


def test_what_is_received_lies_at_its_place_and_says_who_brought_it(office: Storage) -> None:
    parcel = now(office.received("cartridge", 360))
    line = Movement.objects.get()
    assert (parcel.place, parcel.store, parcel.seal) == (office.places[0], office.store, "S-1")
    assert (line.given_name, line.taken_by, line.thousandths) == (PATROL.name, office.keeper.id, 360_000)
    assert problems_of_ledger() == []


def test_a_firearm_comes_in_once(office: Storage) -> None:
    parcel = office.received()
    with pytest.raises(Conflict, match=spaced(parcel.code)):
        actions.receive(
            office.keeper,
            item=parcel.item.uid,
            place=office.places[1].code,
            quantity=Decimal(1),
            given_by=PATROL,
        )


def test_more_than_the_record_says_needs_a_reason(office: Storage) -> None:
    item = office.seized("cartridge", 10)
    told = {"item": item.uid, "place": office.places[0].code, "quantity": Decimal(12), "given_by": PATROL}
    with pytest.raises(Invalid, match="more than the record"):
        actions.receive(office.keeper, **told)
    actions.receive(office.keeper, **told, paper=Paper(reason="counted twice"))
    assert Item.objects.get(pk=item.pk).quantity == 10


@pytest.mark.parametrize("quantity", ["0", "-1", "0.5", "1.0005", "NaN", "1e20"])
def test_rounds_are_whole_and_above_nought(office: Storage, quantity: str) -> None:
    item = office.seized("cartridge", 10)
    with pytest.raises(Invalid):
        actions.receive(
            office.keeper,
            item=item.uid,
            place=office.places[0].code,
            quantity=Decimal(quantity),
            given_by=PATROL,
        )
    assert not Movement.objects.exists()


def test_a_move_is_told_and_the_same_place_again_is_nothing(office: Storage) -> None:
    parcel = office.received()
    for _ in range(2):
        actions.move(office.keeper, parcel=parcel.code.lower(), place=office.places[3].code)
    assert now(parcel).place == office.places[3]
    assert acts() == ["received", "moved"]


def test_a_new_seal_keeps_the_old_one_in_the_ledger(office: Storage) -> None:
    parcel = office.received()
    actions.reseal(office.keeper, parcel=parcel.code, paper=Paper(seal="S-2", reason="opened for a photo"))
    line = Movement.objects.get(act="resealed")
    assert (line.seal_before, line.seal) == ("S-1", "S-2")
    with pytest.raises(Invalid):
        actions.reseal(office.keeper, parcel=parcel.code, paper=Paper(seal="S-3"))


def test_rounds_are_conserved_through_splitting_test_fire_and_destruction(office: Storage) -> None:
    parcel = office.received("cartridge", 360)
    part = actions.split(
        office.keeper, parcel=parcel.code, quantity=Decimal(10), paper=Paper(reason="for test")
    )
    actions.use(office.keeper, parcel=part.code, quantity=Decimal(4), paper=Paper(reason="test fire"))
    office.decided(parcel)
    for each in (parcel, part):
        paper = Paper(method="burnt", witnesses="two invented witnesses", reference="C-1", reason="court")
        offer = actions.offer_destruction(
            office.keeper, parcel=each.code, to_account=office.second.id, paper=paper
        )
        actions.accept(office.second, offer=offer.uid)
    balance = Balance.objects.get()
    assert (balance.received, balance.held, balance.left) == (360_000, 0, 360_000)
    away = {
        line.act: line.thousandths
        for line in Movement.objects.filter(act__in=["used", "destroyed"]).order_by("-id")
    }
    assert away == {"used": 4_000, "destroyed": 350_000}
    assert problems_of_ledger() == []
    assert Item.objects.get(pk=parcel.item_id).legal_status == "destroyed"


def test_kilograms_are_exact(office: Storage) -> None:
    parcel = office.received("bulk_explosive", "0.3")
    for _ in range(3):
        actions.use(
            office.keeper, parcel=parcel.code, quantity=Decimal("0.1"), paper=Paper(reason="analysis")
        )
    assert now(parcel).state == "gone"
    assert problems_of_ledger() == []


def test_a_parcel_moves_only_when_the_second_person_accepts(office: Storage) -> None:
    parcel = office.received()
    offer = actions.offer_parcel(
        office.keeper,
        parcel=parcel.code,
        to_account=office.examiner.id,
        due_on=tomorrow(),
        paper=Paper(reason="exam"),
    )
    assert now(parcel).state == "stored"
    with pytest.raises(Conflict, match="offered"):
        actions.move(office.keeper, parcel=parcel.code, place=office.places[1].code)
    for stranger in (office.keeper, office.second, office.other_keeper):
        with pytest.raises(NotAllowed):
            actions.accept(stranger, offer=offer.uid)
    actions.accept(office.examiner, offer=offer.uid)
    assert (now(parcel).state, now(parcel).holder, now(parcel).due_on) == (
        "out",
        office.examiner.id,
        tomorrow(),
    )
    with pytest.raises(Conflict):
        actions.accept(office.examiner, offer=offer.uid)
    actions.use(
        office.examiner, parcel=parcel.code, quantity=Decimal(1), paper=Paper(reason="destroyed in the test")
    )
    assert problems_of_ledger() == []


def test_it_goes_to_another_store_and_back_by_offers(office: Storage) -> None:
    parcel = office.received()
    reason = Paper(reason="room is wet")
    offer = actions.offer_parcel(
        office.keeper, parcel=parcel.code, to_store=office.other_store.uid, paper=reason
    )
    with pytest.raises(Conflict, match="another store"):
        actions.accept(office.other_keeper, offer=offer.uid, place=place_elsewhere(office))
    actions.accept(office.other_keeper, offer=offer.uid, place=office.other_place.code)
    assert now(parcel).store == office.other_store
    with pytest.raises(NotAllowed):
        actions.reseal(office.keeper, parcel=parcel.code, paper=Paper(seal="x", reason="y"))
    assert problems_of_ledger() == []


def test_a_court_signs_on_paper_and_brings_it_back(office: Storage) -> None:
    parcel = office.received()
    paper = Paper(reason="hearing", reference="R-7")
    actions.hand_out(office.keeper, parcel=parcel.code, to=COURT, due_on=tomorrow(), paper=paper)
    assert (now(parcel).holder_name, now(parcel).place) == (COURT.name, None)
    actions.bring_back(
        office.keeper,
        parcel=parcel.code,
        place=office.places[1].code,
        given_by=COURT,
        paper=Paper(seal="S-9"),
    )
    assert (now(parcel).place, now(parcel).due_on, now(parcel).seal) == (office.places[1], None, "S-9")
    assert problems_of_ledger() == []


def test_an_offer_is_refused_or_withdrawn_with_a_reason_and_nothing_moved(office: Storage) -> None:
    parcel = office.received()
    told = {"parcel": parcel.code, "to_account": office.examiner.id, "paper": Paper(reason="exam")}
    first = actions.offer_parcel(office.keeper, **told)
    actions.refuse(office.examiner, offer=first.uid, reason="seal is broken")
    second = actions.offer_parcel(office.keeper, **told)
    actions.withdraw(office.second, offer=second.uid, reason="wrong parcel")
    assert list(Offer.objects.order_by("id").values_list("state", flat=True)) == ["refused", "withdrawn"]
    assert acts() == ["received"]


def test_nothing_is_disposed_of_without_a_decision_that_says_so(office: Storage) -> None:
    parcel = office.received()
    receipt = Paper(reference="R-1", reason="acquitted")
    with pytest.raises(Conflict, match="decision"):
        actions.return_parcel(office.keeper, parcel=parcel.code, to=Party(name="owner"), paper=receipt)
    office.decided(parcel, "destroy")
    with pytest.raises(Conflict, match="decision"):
        actions.return_parcel(office.keeper, parcel=parcel.code, to=Party(name="owner"), paper=receipt)
    office.decided(parcel, "return")
    actions.return_parcel(office.keeper, parcel=parcel.code, to=Party(name="owner"), paper=receipt)
    assert now(parcel).state == "gone"
    item = Item.objects.get(pk=parcel.item_id)
    assert (item.legal_status, item.legal_statuses.last().decision) == ("returned", "Invented court, P 1/24")


def test_what_is_retained_stays_and_waits_for_nothing(office: Storage) -> None:
    parcel = office.received()
    office.decided(parcel, "retain")
    actions.retain(office.keeper, parcel=parcel.code, paper=Paper(reason="collection"))
    assert (now(parcel).state, now(parcel).is_reference) == ("stored", True)
    assert Item.objects.get(pk=parcel.item_id).legal_status == "retained"


def test_a_count_that_differs_is_explained(office: Storage) -> None:
    parcel = office.received("cartridge", 50)
    with pytest.raises(Invalid):
        actions.correct_count(office.keeper, parcel=parcel.code, counted=Decimal(48), paper=Paper())
    actions.correct_count(
        office.keeper, parcel=parcel.code, counted=Decimal(48), paper=Paper(reason="box was torn")
    )
    actions.correct_count(
        office.keeper, parcel=parcel.code, counted=Decimal(49), paper=Paper(reason="one under the shelf")
    )
    assert now(parcel).thousandths == 49_000
    assert problems_of_ledger() == []


def test_detonators_are_not_laid_beside_explosives(office: Storage) -> None:
    office.received("bulk_explosive", 2)
    with pytest.raises(Invalid, match="may not lie with"):
        office.received("detonator", 3, place=1)
    parcel = office.received("detonator", 3, place=2)
    with pytest.raises(Invalid, match="may not lie with"):
        actions.move(office.keeper, parcel=parcel.code, place=office.places[0].code)
    actions.move(
        office.keeper, parcel=parcel.code, place=office.places[0].code, nevertheless="the other room burns"
    )
    assert now(parcel).place == office.places[0]
    assert Movement.objects.get(act="moved").reason == "the other room burns"


def test_of_what_the_keeper_may_not_know_of_a_refusal_says_only_that_it_lies_there(office: Storage) -> None:
    secret = office.received("bulk_explosive", 2)
    narrow = {"visibility": "restricted", "circle": rows.circle()}
    Item.objects.filter(pk=secret.item_id).update(**narrow)
    with pytest.raises(Invalid) as refused:
        office.received("detonator", 3, place=1)
    told = str(refused.value.fields["nevertheless"][0])
    assert "holds something that may not lie with" in told
    assert spaced(secret.code) not in told
    assert "means of initiation" not in told


def test_an_unfuzed_grenade_lies_with_explosives_a_fuzed_one_does_not(office: Storage) -> None:
    office.received("bulk_explosive", 2)
    with pytest.raises(Invalid):
        office.received("hand_grenade", 1)
    office.received("hand_grenade", 1, hazard="unfuzed")


def test_nobody_acts_in_a_store_of_another_unit(office: Storage) -> None:
    parcel = office.received()
    for who in (office.other_keeper, office.cast.head, office.cast.registrar, office.examiner):
        with pytest.raises(NotAllowed):
            actions.move(who, parcel=parcel.code, place=office.places[1].code)


def test_what_one_may_not_know_of_cannot_be_scanned(office: Storage) -> None:
    parcel = office.received()
    Item.objects.filter(pk=parcel.item_id).update(visibility="unit", unit=office.cast.other_unit)
    with pytest.raises(NotFound):
        actions.move(office.keeper, parcel=parcel.code, place=office.places[1].code)


def test_long_words_are_refused_with_their_field(office: Storage) -> None:
    parcel = office.received()
    with pytest.raises(Invalid) as error:
        actions.reseal(office.keeper, parcel=parcel.code, paper=replace(FOUND, seal="x" * 61))
    assert set(error.value.fields) == {"seal"}
