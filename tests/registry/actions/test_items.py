"""Adding, editing and removing items; their legal status and category."""

from dataclasses import replace
from decimal import Decimal

import pytest

from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from headstamp.registry.actions import (
    add_item,
    check_occurrence,
    confirm_eu_category,
    edit_item,
    record_occurrence,
    remove_item,
    restore_item,
    set_legal_status,
)
from headstamp.registry.facts import ItemFacts, MarkFacts, ReferenceFacts
from headstamp.registry.models import Item, LegalStatus, Mark, Occurrence, Revision, SearchText

from .conftest import PISTOL, ROUNDS, SEIZURE, Cast


@pytest.fixture
def pistol(registrar: Asker) -> Item:
    return record_occurrence(registrar, facts=SEIZURE).items.get(kind="pistol")


def test_adding_an_item_is_a_change_of_the_occurrence(registrar: Asker) -> None:
    found = record_occurrence(registrar, facts=SEIZURE)
    added = add_item(registrar, occurrence=found.uid, version=1, facts=ItemFacts(kind="magazine"))
    assert (added.position, added.item_class, added.municipality) == (3, "component", "peje")
    revision = Revision.objects.get()
    before, after = revision.changes["items"]
    assert after == [*before, added.uid]
    assert "magazine" in SearchText.objects.get(occurrence=found).things


def test_an_edit_replaces_marks_and_keeps_the_old(registrar: Asker, pistol: Item) -> None:
    edit_item(
        registrar,
        uid=pistol.uid,
        version=1,
        changes={"marks": (MarkFacts(state="removed"),), "calibre": "9x18"},
    )
    assert Mark.objects.get().state == "removed"
    assert Item.objects.get(pk=pistol.pk).has_serial is False
    changes = Revision.objects.get().changes
    assert changes["calibre"] == ["9x19", "9x18"]
    assert changes["marks"][0][0]["as_read"] == "AB-123 456"


def test_class_and_unit_follow_a_new_kind(registrar: Asker, pistol: Item) -> None:
    edit_item(registrar, uid=pistol.uid, version=1, changes={"kind": "cartridge", "marks": ()})
    found = Item.objects.get(pk=pistol.pk)
    assert (found.item_class, found.quantity_unit) == ("ammunition", "rounds")


def test_an_equal_quantity_is_no_change(registrar: Asker, pistol: Item) -> None:
    edit_item(registrar, uid=pistol.uid, version=1, changes={"quantity": Decimal("1.000")})
    assert not Revision.objects.exists()


def test_a_stale_edit_of_an_item_is_a_conflict(registrar: Asker, pistol: Item) -> None:
    edit_item(registrar, uid=pistol.uid, version=1, changes={"model": "T2"})
    with pytest.raises(Conflict):
        edit_item(registrar, uid=pistol.uid, version=1, changes={"model": "T3"})


def test_editing_an_item_of_a_checked_record_asks_for_a_new_check(cast: Cast, pistol: Item) -> None:
    registrar, occurrence = cast["registrar"], pistol.occurrence
    check_occurrence(cast["head"], uid=occurrence.uid, version=1)
    with pytest.raises(Invalid) as caught:
        edit_item(registrar, uid=pistol.uid, version=1, changes={"model": "T2"})
    assert set(caught.value.fields) == {"reason"}
    edit_item(registrar, uid=pistol.uid, version=1, changes={"model": "T2"}, reason="read again")
    occurrence.refresh_from_db()
    assert (occurrence.status, occurrence.checked_by) == ("entered", "")
    assert set(Item.objects.values_list("status", flat=True)) == {"entered"}


def test_an_examiner_may_add_marks_to_another_unit_s_item_and_nothing_else(cast: Cast, pistol: Item) -> None:
    restored = MarkFacts(as_read="AB-123 457", state="restored")
    edit_item(cast["examiner"], uid=pistol.uid, version=1, changes={"marks": (*PISTOL.marks, restored)})
    assert Mark.objects.count() == 2
    with pytest.raises(NotAllowed):
        edit_item(cast["examiner"], uid=pistol.uid, version=2, changes={"model": "T2"})


def test_a_removed_item_can_be_brought_back(cast: Cast, pistol: Item) -> None:
    remove_item(cast["registrar"], uid=pistol.uid, version=1, reason="belongs elsewhere")
    assert Item.objects.filter(deleted_at__isnull=True).count() == 1
    assert "pistol" not in SearchText.objects.get().things.split()
    restore_item(cast["head"], uid=pistol.uid, reason="it does not")
    assert Item.objects.filter(deleted_at__isnull=True).count() == 2
    assert [r.verb for r in Revision.objects.filter(subject_kind="occurrence").order_by("version")] == [
        "remove_item",
        "restore_item",
    ]


def test_legal_statuses_are_dated_and_all_kept(registrar: Asker, pistol: Item) -> None:
    set_legal_status(
        registrar, uid=pistol.uid, version=1, status="confiscated", since="2024-09-01", decision="P 12/24"
    )
    assert list(LegalStatus.objects.order_by("id").values_list("status", "since")) == [
        ("seized", ""),
        ("confiscated", "2024-09-01"),
    ]
    assert Item.objects.get(pk=pistol.pk).legal_status == "confiscated"
    assert Revision.objects.get().changes["legal_decision"] == ["", "P 12/24"]


def test_confiscated_without_a_decision_is_refused(registrar: Asker, pistol: Item) -> None:
    with pytest.raises(Invalid) as caught:
        set_legal_status(registrar, uid=pistol.uid, version=1, status="confiscated")
    assert set(caught.value.fields) == {"decision"}


def test_only_an_examiner_confirms_the_eu_category(cast: Cast, pistol: Item) -> None:
    with pytest.raises(NotAllowed):
        confirm_eu_category(cast["registrar"], uid=pistol.uid, version=1, category="B5")
    confirm_eu_category(cast["examiner"], uid=pistol.uid, version=1, category="B5")
    found = Item.objects.get(pk=pistol.pk)
    assert (found.eu_category, found.eu_category_by) == ("B5", cast["examiner"].id)


@pytest.mark.parametrize(
    ("facts", "path"),
    [
        (ItemFacts(kind="alarm_gas", item_class="firearm"), "item_class"),
        (ItemFacts(kind="alarm_gas", converted_from="alarm"), "kind"),
        (ItemFacts(kind="pistol", quantity_unit="rounds"), "quantity_unit"),
        (ItemFacts(kind="cartridge", quantity_unit="pieces"), "quantity_unit"),
        (ItemFacts(kind="cartridge", quantity=Decimal("1.5")), "quantity"),
        (ItemFacts(kind="bulk_explosive", quantity=Decimal("1.2345")), "quantity"),
        (ItemFacts(kind="pistol", quantity=Decimal(-1)), "quantity"),
        (ItemFacts(kind="pistol", quantity=Decimal("NaN")), "quantity"),
        (ItemFacts(kind="pistol", quantity=Decimal(10) ** 12), "quantity"),
        (ItemFacts(kind="pistol", quantity=Decimal(2), marks=(MarkFacts(as_read="1"),)), "quantity"),
        (ItemFacts(kind="pistol", year_of_manufacture=2999), "year_of_manufacture"),
        (ItemFacts(kind="pistol", transit="RS,ZZ"), "transit"),
        (ItemFacts(kind="pistol", make="x" * 121), "make"),
        (ItemFacts(kind="pistol", model="a\x00b"), "model"),
        (ItemFacts(kind="pistol", country_of_manufacture="ATLANTIS"), "country_of_manufacture"),
        (ItemFacts(kind="pistol", legal_status_on="2024-13"), "legal_status_on"),
        (ItemFacts(kind="pistol", legal_status_on="1066"), "legal_status_on"),
        (ItemFacts(kind="pistol", barrel_mm=-1), "barrel_mm"),
        (ItemFacts(kind="pistol", marks=(MarkFacts(as_read=""),)), "marks.0.as_read"),
        (
            ItemFacts(kind="pistol", references=(ReferenceFacts(kind="zz", issuer="a", number="1"),)),
            "references.0.kind",
        ),
    ],
)
def test_each_law_of_items_is_told_at_its_field(registrar: Asker, facts: ItemFacts, path: str) -> None:
    with pytest.raises(Invalid) as caught:
        record_occurrence(registrar, facts=replace(SEIZURE, items=(facts,)))
    assert set(caught.value.fields) == {f"items.0.{path}"}


@pytest.mark.parametrize(
    ("kind", "item_class", "unit"),
    [
        ("converted", "firearm", "pieces"),
        ("craft_made", "firearm", "pieces"),
        ("alarm_gas", "other", "pieces"),
        ("air_weapon", "other", "pieces"),
        ("deactivated", "other", "pieces"),
        ("imitation", "other", "pieces"),
        ("cartridge_case", "ammunition", "pieces"),
        ("powder", "ammunition", "kg"),
        ("detonating_cord", "explosive", "m"),
    ],
)
def test_class_and_unit_follow_the_kind(registrar: Asker, kind: str, item_class: str, unit: str) -> None:
    record_occurrence(registrar, facts=replace(SEIZURE, items=(ItemFacts(kind=kind),)))
    found = Item.objects.get()
    assert (found.item_class, found.quantity_unit) == (item_class, unit)


def test_a_gun_may_be_made_in_a_state_that_is_no_more(registrar: Asker) -> None:
    made = replace(PISTOL, country_of_manufacture="SFRY")
    record_occurrence(registrar, facts=replace(SEIZURE, items=(made, ROUNDS)))
    assert Item.objects.filter(country_of_manufacture="SFRY").count() == 1


@pytest.mark.parametrize(
    ("who", "error"),
    [("stranger", NotAllowed), ("partner", NotFound), ("reader", NotAllowed), ("nobody", NotAllowed)],
)
def test_strangers_change_no_item(cast: Cast, pistol: Item, who: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        edit_item(cast[who], uid=pistol.uid, version=1, changes={"model": "x"})
    with pytest.raises(error):
        remove_item(cast[who], uid=pistol.uid, version=1, reason="x")
    with pytest.raises(error):
        set_legal_status(cast[who], uid=pistol.uid, version=1, status="returned")
    assert Occurrence.objects.get().version == 1
