"""A lot that a store destroys in parts counts in its unit when each part is gone: neither all of it at the end, nor what stays."""

from decimal import Decimal

import pytest

from headstamp.custody import actions
from headstamp.custody.models import Parcel
from headstamp.custody.parties import Paper, Party
from headstamp.indicators.queries.figures import figures_for
from headstamp.registry.actions import note_disposal
from headstamp.registry.filters import ItemFilter
from headstamp.registry.models import Item, LegalStatus
from headstamp.registry.queries import items_visible_to
from headstamp.snapshot.actions import refresh
from tests.cast import Cast
from tests.custody.office import Storage

pytestmark = pytest.mark.django_db(transaction=True)
BURNT = Paper(reason="decision", reference="C 1/24", method="Burnt", witnesses="Two invented witnesses")


@pytest.fixture
def office(cast: Cast) -> Storage:
    return Storage(cast)


def split(office: Storage, parcel: Parcel, quantity: int) -> Parcel:
    return actions.split(
        office.keeper, parcel=parcel.code, quantity=Decimal(quantity), paper=Paper(reason="apart")
    )


def destroy(office: Storage, parcel: Parcel) -> None:
    offer = actions.offer_destruction(
        office.keeper, parcel=parcel.code, to_account=office.second.id, paper=BURNT
    )
    actions.accept(office.second, offer=offer.uid)


def destroyed(office: Storage, figure: str = "ammunition-destroyed") -> Decimal | None:
    refresh()
    told = [each.value for each in figures_for(office.keeper, figure) if each.value is not None]
    return sum(told, Decimal(0)) if told else None


def test_rounds_count_when_they_are_gone_and_the_item_when_its_last_part_is(office: Storage) -> None:
    lot = office.received("cartridge", 100)
    office.decided(lot)
    part = split(office, lot, 30)
    destroy(office, part)
    item = Item.objects.get(pk=lot.item_id)
    assert destroyed(office) == 30
    assert item.legal_status != "destroyed"
    assert items_visible_to(office.keeper, ItemFilter(became="destroyed")).count() == 1
    destroy(office, lot)
    item.refresh_from_db()
    assert (destroyed(office), item.legal_status) == (100, "destroyed")
    assert list(LegalStatus.objects.filter(item=item).values_list("quantity", flat=True)) == [30, 70]


def test_what_is_used_or_retained_was_not_destroyed(office: Storage) -> None:
    lot = office.received("cartridge", 100)
    actions.use(office.keeper, parcel=lot.code, quantity=Decimal(10), paper=Paper(reason="test fires"))
    kept = split(office, lot, 50)
    office.decided(lot, "retain")
    actions.retain(office.keeper, parcel=kept.code, paper=Paper(reason="collection"))
    office.decided(lot)
    destroy(office, lot)
    assert destroyed(office) == 40
    assert Item.objects.get(pk=lot.item_id).legal_status == "destroyed"


def test_one_firearm_is_one_firearm(office: Storage) -> None:
    pistol = office.received()
    office.decided(pistol)
    destroy(office, pistol)
    assert destroyed(office, "firearms-destroyed") == 1
    assert LegalStatus.objects.get(item=pistol.item_id, status="destroyed").quantity is None


def test_what_an_office_says_of_the_whole_adds_only_what_is_left(office: Storage) -> None:
    lot = office.received("cartridge", 100)
    office.decided(lot)
    destroy(office, split(office, lot, 30))
    for _each in range(2):  # noted again it counts once
        note_disposal(office.keeper, uid=lot.item.uid, status="destroyed", since="2024-05")
        assert destroyed(office) == 100


def test_what_was_given_back_was_not_destroyed_and_the_other_way_round(office: Storage) -> None:
    lot = office.received("cartridge", 100)
    office.decided(lot)
    destroy(office, split(office, lot, 40))
    office.decided(lot, "return")
    signed = Paper(reason="decision", reference="R 1/24")
    actions.return_parcel(office.keeper, parcel=lot.code, to=Party(name="An invented owner"), paper=signed)
    told = LegalStatus.objects.filter(item=lot.item_id).values_list("status", "quantity")
    assert [each for each in told if each[1]] == [("destroyed", 40), ("returned", 60)]
    assert destroyed(office) == 40
    assert Item.objects.get(pk=lot.item_id).legal_status == "returned"


def test_what_the_ledger_says_was_destroyed_before_parts_were_told_is_made_up_for(office: Storage) -> None:
    lot = office.received("cartridge", 100)
    office.decided(lot)
    destroy(office, split(office, lot, 40))
    LegalStatus.objects.filter(item=lot.item_id, quantity__isnull=False).delete()
    destroy(office, lot)
    assert destroyed(office) == 100
