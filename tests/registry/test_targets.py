"""What can be taken into the register, and what a row's values become."""

from dataclasses import fields
from decimal import Decimal
from typing import Any

import pytest

from headstamp.kernel.errors import Invalid
from headstamp.registry.facts import (
    THE_REGISTER,
    IncidentInput,
    ItemFacts,
    MarkFacts,
    PersonFacts,
    VehicleFacts,
)
from headstamp.registry.row.fields import ITEM
from headstamp.registry.row.part_fields import INCIDENT, PERSONS, VEHICLE
from headstamp.registry.target_checks import build_check
from headstamp.registry.target_items import ITEM_FIELDS, build_item
from headstamp.registry.targets import TARGETS
from headstamp.vocabulary import codes

SEIZED = {"occurrence.kind": "seizure", "item.kind": "pistol"}


def item(**values: Any) -> Any:
    return build_item(SEIZED | {name.replace("__", "."): value for name, value in values.items()}, {}).item


def test_every_list_that_a_field_names_exists() -> None:
    named = {name for target in TARGETS.values() for field in target.fields.values() for name in field.lists}
    assert named <= set(codes.list_names())


def test_a_make_is_text_and_code_where_the_list_knows_it() -> None:
    assert (item(item__make="Zastava").make, item(item__make="Zastava").make_code) == ("Zastava", "zastava")
    assert (item(item__make="Unheard of").make, item(item__make="Unheard of").make_code) == ("Unheard of", "")


def test_a_code_that_the_layout_looked_up_keeps_the_wording() -> None:
    told = build_item(SEIZED | {"item.make": "zastava"}, {"item.make": "ZSTV"}).item
    assert told is not None
    assert (told.make, told.make_code) == ("ZSTV", "zastava")


def test_a_wording_without_a_code_is_kept() -> None:
    told = build_item(SEIZED, {"item.make": "Xyz"}).item
    assert told is not None
    assert (told.make, told.make_code) == ("Xyz", "")


def test_a_municipality_in_words_becomes_its_code_or_stays_a_place_in_words() -> None:
    known = build_item(SEIZED | {"occurrence.municipality_text": "Djakovica"}, {}).occurrence.place
    other = build_item(
        SEIZED | {"occurrence.municipality_text": "Elsewhere", "occurrence.place_text": "Bridge"}, {}
    ).occurrence.place
    assert known is not None
    assert other is not None
    assert (known.municipality, other.municipality, other.text) == ("gjakove", "", "Bridge, Elsewhere")


@pytest.mark.parametrize(
    ("values", "marks"),
    [
        ({"mark.serial": "A1"}, (MarkFacts(as_read="A1"),)),
        ({"mark.serial_state": "removed"}, (MarkFacts(state="removed"),)),
        ({"mark.serial_state": "partial"}, (MarkFacts(state="partial"),)),
        (
            {"mark.serial": "A?1", "mark.serial_state": "partial"},
            (MarkFacts(as_read="A?1", state="partial"),),
        ),
        ({"mark.serial_2": "7"}, (MarkFacts(as_read="7", kind="part_serial"),)),
        ({}, ()),
    ],
)
def test_a_number_and_its_state_become_marks(values: dict[str, str], marks: tuple[MarkFacts, ...]) -> None:
    assert item(**{name.replace(".", "__"): value for name, value in values.items()}).marks == marks


def test_a_number_without_an_issuer_is_the_register_s() -> None:
    told = build_item(SEIZED | {"occurrence.reference": "12/21"}, {}).occurrence
    assert told.references[0].issuer == THE_REGISTER


def test_an_item_counted_within_its_case_is_told_with_the_case() -> None:
    assert item(occurrence__reference="12/21", item__reference="2").references[0].number == "12/21/2"
    assert item(occurrence__reference="12/21", item__reference="EX-2").references[0].number == "EX-2"


def test_ammunition_needs_a_quantity_and_a_single_gun_does_not() -> None:
    assert item().quantity == 1
    with pytest.raises(Invalid) as caught:
        item(item__kind="cartridge")
    assert set(caught.value.fields) == {"item.quantity"}
    assert item(item__kind="cartridge", item__quantity="36").quantity == Decimal(36)


def test_goods_need_no_item() -> None:
    told = build_item(
        {"occurrence.kind": "seizure", "goods.kind": "money", "goods.quantity": "50", "goods.unit": "eur"}, {}
    )
    assert told.item is None
    assert told.goods is not None
    assert told.goods.quantity == 50


WRONG = [
    ({"occurrence.kind": ""}, "occurrence.kind"),
    ({"occurrence.occurred_on": "2999"}, "occurrence.occurred_on"),
    ({"occurrence.time": "25:00"}, "occurrence.time"),
    ({"occurrence.municipality": "atlantis"}, "occurrence.municipality"),
    ({"occurrence.jurisdiction": "ZZ"}, "occurrence.jurisdiction"),
    ({"occurrence.reference": "x" * 121}, "occurrence.reference"),
    ({"item.kind": ""}, "item.kind"),
    ({"item.class": "ammunition"}, "item.class"),
    ({"item.unit": "rounds"}, "item.unit"),
    ({"item.quantity": "0"}, "item.quantity"),
    ({"item.quantity": "two"}, "item.quantity"),
    ({"item.legal_status": "confiscated"}, "item.legal_decision"),
    ({"item.conversion": "zz"}, "item.conversion"),
    ({"item.origin": "zz"}, "item.origin"),
    ({"mark.serial": "x" * 121}, "mark.serial"),
    ({"mark.serial": "1", "mark.serial_state": "absent"}, "mark.serial"),
    ({"item.reference": "x" * 121}, "item.reference"),
]


@pytest.mark.parametrize(("values", "field"), WRONG)
def test_what_is_wrong_is_told_by_the_target_s_field(values: dict[str, str], field: str) -> None:
    with pytest.raises(Invalid) as caught:
        build_item(SEIZED | values, {})
    assert field in caught.value.fields
    assert set(caught.value.fields) <= set(ITEM_FIELDS)


@pytest.mark.parametrize(("values", "field"), WRONG)
def test_what_was_lawful_in_other_rows_hides_nothing_that_is_wrong(
    values: dict[str, str], field: str
) -> None:
    told = SEIZED | {
        "occurrence.occurred_on": "2021", "occurrence.municipality": "gjakove", "occurrence.reference": "1/2021",
        "item.make": "Zastava", "mark.serial": "A1", "item.reference": "77",
    }  # fmt: skip
    for _ in range(2):
        build_item(told, {})
        with pytest.raises(Invalid) as error:
            build_item(told | values, {})
        assert field in error.value.fields


def test_rows_that_say_the_same_of_their_occurrence_share_it_and_others_do_not() -> None:
    told = SEIZED | {"occurrence.reference": "1/2021", "occurrence.narrative": "Two guns"}
    one, two = build_item(told, {}), build_item(told | {"item.kind": "revolver"}, {})
    other = build_item(told | {"occurrence.narrative": "Three guns"}, {})
    assert one.occurrence is two.occurrence
    assert other.occurrence.narrative == "Three guns"


@pytest.mark.parametrize("field", ["occurrence.narrative", "item.description", "item.model"])
def test_a_text_that_cannot_be_stored_is_refused_in_whatever_row(field: str) -> None:
    build_item(SEIZED | {field: "good"}, {})
    with pytest.raises(Invalid):
        build_item(SEIZED | {field: "not\0good"}, {})


def test_several_checks_are_a_tally() -> None:
    told = build_check(
        {
            "check.context": "traffic_control",
            "check.happened_on": "2024-05",
            "check.checks_made": 40,
            "check.checks_with_find": 2,
        },
        {},
    )
    assert (told.is_tally, told.checks_made, told.checks_with_find) == (True, 40, 2)


def test_a_check_that_cannot_be_is_told_by_its_field() -> None:
    with pytest.raises(Invalid) as caught:
        build_check(
            {
                "check.context": "patrol",
                "check.happened_on": "",
                "check.checks_with_find": 2,
                "check.area_m2": "wide",
            },
            {},
        )
    assert set(caught.value.fields) == {"check.happened_on", "check.checks_with_find", "check.area_m2"}


def test_whatever_names_somebody_needs_the_right_to_see_persons() -> None:
    guarded = {name.partition(".")[2] for name, field in ITEM_FIELDS.items() if field.needs}
    assert guarded == {"family_name", "given_name", "alias", "born_on", "document", "registration"}
    assert {field.needs for field in ITEM_FIELDS.values()} == {"", "see_persons"}


def test_every_fact_that_a_form_can_tell_of_an_item_has_a_field() -> None:
    elsewhere = {"make", "make_code", "calibre", "calibre_code", "quantity", "year_of_manufacture", "transit"}
    parts = {"marks", "references"}
    assert {each.name for each in fields(ItemFacts)} - set(ITEM.values()) == elsewhere | parts


def test_every_fact_of_a_person_a_vehicle_and_an_incident_has_a_field() -> None:
    for facts, told, besides in (
        (PersonFacts, PERSONS["person"], {"person"}),
        (PersonFacts, PERSONS["person_2"], {"person"}),
        (VehicleFacts, VEHICLE, set()),
        (IncidentInput, INCIDENT, set()),
    ):
        assert {each.name for each in fields(facts)} - set(told.values()) == besides


def test_lengths_capacity_and_category_are_those_of_the_item() -> None:
    told = item(item__barrel_mm=102, item__overall_mm="190", item__capacity=8, item__eu_category="B1")
    assert (told.barrel_mm, told.overall_mm, told.capacity, told.eu_category) == (102, 190, 8, "B1")


def test_an_item_may_pass_through_several_jurisdictions() -> None:
    assert item(item__transit="RS", item__transit_2="ME", item__transit_3="RS").transit == "RS,ME"


def test_marks_say_their_part_and_a_proof_mark_is_one() -> None:
    told = item(
        mark__serial="T-1",
        mark__serial_part="slide",
        mark__serial_2_state="removed",
        mark__proof="KZ",
        mark__notes="worn",
    )
    assert told.marks == (
        MarkFacts(as_read="T-1", part="slide", notes="worn"),
        MarkFacts(kind="part_serial", state="removed"),
        MarkFacts(kind="proof", as_read="KZ"),
    )


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"person.sex": "male", "person.category": "victim"}, "person.role"),
        ({"person_2.sex": "x", "person_2.role": "other", "person_2.category": "victim"}, "person_2.sex"),
        ({"person.age": 200, "person.role": "other", "person.category": "victim"}, "person.age"),
        (
            {
                "person.age": 20,
                "person.age_group": "age_65_up",
                "person.role": "other",
                "person.category": "victim",
            },
            "person.age_group",
        ),
        ({"person.age": "old", "person.role": "other", "person.category": "victim"}, "person.age"),
        ({"incident.killed": -1}, "incident.killed"),
        ({"incident.outcome": "x"}, "incident.outcome"),
        ({"vehicle.kind": "x"}, "vehicle.kind"),
        ({"goods.kind": "heroin", "goods.quantity": "1"}, "goods.unit"),
        ({"crime.linked": "x"}, "crime.linked"),
        ({"item.eu_category": "Z9"}, "item.eu_category"),
        ({"item.barrel_mm": 1_000_000}, "item.barrel_mm"),
        ({"occurrence.reference_2": "P-1", "occurrence.reference_2_kind": "x"}, "occurrence.reference_2"),
        ({"mark.serial": "T-1", "mark.serial_part": "x"}, "mark.serial"),
        ({"item.transit": "x"}, "item.transit"),
        (
            {"item.make": "Zastava", "item.unit": "pieces", "item.kind": None, "incident.killed": 1},
            "item.kind",
        ),
    ],
)
def test_what_is_wrong_is_said_at_its_field(values: dict[str, Any], field: str) -> None:
    told = {name: value for name, value in (SEIZED | values).items() if value is not None}
    with pytest.raises(Invalid) as caught:
        build_item(told, {})
    assert list(caught.value.fields) == [field]
