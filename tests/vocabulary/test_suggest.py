"""The EU category suggested from facts: every category of Annex I, every limit, and what is lacking."""

from typing import Any

import pytest

from headstamp.vocabulary import codes
from headstamp.vocabulary.suggest import FACT_NAMES, FirearmFacts, Suggestion, eu_category, fact_name


def suggested(**facts: Any) -> Suggestion:
    return eu_category(FirearmFacts(**facts))


SHORT = {"barrel_mm": 102, "overall_mm": 180}
LONG = {"barrel_mm": 508, "overall_mm": 1000}
SEMI_SHORT = {"action": "semi_automatic", **SHORT}
SEMI_LONG = {"action": "semi_automatic", **LONG}


@pytest.mark.parametrize(
    ("category", "facts"),
    [
        ("A1", {"kind": "launcher"}), ("A1", {"kind": "mortar"}), ("A1", {"kind": "rocket"}),
        ("A2", {"kind": "automatic_rifle"}), ("A2", {"action": "automatic", **SHORT}),
        ("A3", {"kind": "pen_gun", "action": "single_shot"}),
        ("A3", {"disguised": True, "action": "semi_automatic"}),
        ("A4", {"kind": "armour_piercing_cartridge"}), ("A5", {"kind": "expanding_handgun_cartridge"}),
        ("A6", {**SEMI_LONG, "converted_from_automatic": True}),
        ("A7a", {**SEMI_SHORT, "ignition": "centre", "device_capacity": 21}),
        ("A7a", {**SEMI_SHORT, "ignition": "centre", "capacity": 22}),
        ("A7b", {**SEMI_LONG, "ignition": "centre", "device_capacity": 30}),
        ("A7b", {**SEMI_LONG, "ignition": "centre", "capacity": 12}),
        ("A8", {**SEMI_LONG, "reducible_under_60_cm": True}),
        ("A9", {"kind": "automatic_rifle", "acoustic": True}),
        ("B1", {"kind": "revolver"}), ("B1", {"action": "repeating", **SHORT}),
        ("B2", {"action": "single_shot", "ignition": "centre", **SHORT}),
        ("B3", {"action": "single_shot", "ignition": "rim", "barrel_mm": 150, "overall_mm": 279}),
        ("B4", {**SEMI_LONG, "ignition": "rim", "capacity": 11}), ("B4", {**SEMI_LONG, "ignition": "rim", "capacity": 25}),
        ("B4", {**SEMI_LONG, "ignition": "centre", "capacity": 4}), ("B4", {**SEMI_LONG, "ignition": "centre", "capacity": 11}),
        ("B5", {**SEMI_SHORT, "ignition": "centre", "capacity": 21}), ("B5", {**SEMI_SHORT, "ignition": "rim", "capacity": 30}),
        ("B5", {"kind": "pistol", "action": "semi_automatic", "calibre": "9x19", "device_capacity": 15}),
        ("B6", {**SEMI_LONG, "ignition": "centre", "capacity": 3, "detachable_or_convertible": True}),
        ("B7", {"action": "repeating", "barrel_mm": 600, "overall_mm": 1100, "smooth_bore": True}),
        ("B7", {**SEMI_LONG, "ignition": "centre", "capacity": 3, "detachable_or_convertible": False, "smooth_bore": True}),
        ("B8", {"kind": "revolver", "acoustic": True}),
        ("B9", {**SEMI_LONG, "ignition": "rim", "capacity": 3, "smooth_bore": False, "resembles_automatic": True}),
        ("C1", {"action": "repeating", "barrel_mm": 601, "overall_mm": 1100, "smooth_bore": True}),
        ("C1", {"kind": "rifle", "action": "repeating"}),
        ("C2", {"kind": "rifle", "action": "single_shot"}),
        ("C3", {**SEMI_LONG, "ignition": "rim", "capacity": 3, "smooth_bore": False}),
        ("C3", {**SEMI_LONG, "ignition": "centre", "capacity": 3, "detachable_or_convertible": False, "smooth_bore": False}),
        ("C4", {"action": "single_shot", "calibre": ".22lr", "barrel_mm": 250, "overall_mm": 280}),
        ("C5", {"kind": "rifle", "action": "repeating", "acoustic": True}),
        ("C6", {"kind": "deactivated"}), ("C6", {"kind": "pistol", "deactivated": True}),
        ("C7", {"kind": "shotgun", "action": "single_shot", "marketed_since_2018": True}),
        ("", {"kind": "shotgun", "action": "single_shot", "marketed_since_2018": False}),
        ("", {"kind": "alarm_gas"}), ("", {"kind": "air_weapon"}), ("", {"kind": "knife"}), ("", {"kind": "cartridge"}),
    ],
)  # fmt: skip
def test_facts_suggest_the_category_of_the_annex(category: str, facts: dict[str, Any]) -> None:
    suggestion = suggested(**facts)
    assert suggestion.category == category
    assert suggestion.lacks == ()
    assert suggestion.possible == (category,)


def test_every_category_of_the_list_can_be_suggested() -> None:
    marks = test_facts_suggest_the_category_of_the_annex.pytestmark
    table = {row[0] for mark in marks for row in mark.args[1]} - {""}
    assert table == set(codes.codes("eu_categories")) - {"A7"}


@pytest.mark.parametrize(
    ("barrel", "overall", "category"),
    [(300, 700, "B1"), (301, 600, "B1"), (301, 601, "C1"), (300, 600, "B1")],
)
def test_short_is_a_barrel_of_30_cm_or_60_cm_overall(barrel: int, overall: int, category: str) -> None:
    assert (
        suggested(action="repeating", barrel_mm=barrel, overall_mm=overall, smooth_bore=False).category
        == category
    )


def test_measures_go_before_what_the_kind_says() -> None:
    assert suggested(kind="rifle", action="repeating", barrel_mm=280).category == "B1"
    assert suggested(kind="revolver", **LONG, smooth_bore=False).category == "C1"


def test_one_long_measure_does_not_make_a_firearm_long() -> None:
    suggestion = suggested(action="repeating", barrel_mm=400, smooth_bore=False)
    assert suggestion.category is None
    assert suggestion.lacks == ("short",)


def test_a_lacking_fact_leaves_categories_open_and_is_named() -> None:
    suggestion = suggested(kind="pistol", action="semi_automatic", calibre="9x19")
    assert suggestion.category is None
    assert suggestion.possible == ("A7a", "B5")
    assert suggestion.lacks == ("capacity",)
    assert set(suggestion.rests_on) == {"kind", "action", "calibre"}


def test_a_fact_that_would_change_nothing_is_not_lacking() -> None:
    suggestion = suggested(kind="pistol", action="semi_automatic", calibre="9x19", device_capacity=8)
    assert (suggestion.category, suggestion.lacks) == ("B5", ())
    assert "device_capacity" in suggestion.rests_on


def test_an_ambiguous_calibre_lends_no_ignition() -> None:
    suggestion = suggested(kind="pistol", action="single_shot", calibre="9mm", overall_mm=200)
    assert suggestion.lacks == ("ignition",)
    assert suggestion.possible == ("B2", "B3")


def test_what_is_told_of_the_calibre_can_be_overruled() -> None:
    assert suggested(**SEMI_SHORT, calibre="9x19", ignition="rim").category == "B5"


def test_nothing_known_leaves_everything_open() -> None:
    suggestion = suggested()
    assert suggestion.category is None
    assert suggestion.lacks[0] == "action"
    assert suggestion.rests_on == ()
    assert {"A2", "A7a", "B1", "C2", ""} <= set(suggestion.possible)
    assert suggestion.possible[0] == "A2"


def test_an_essential_component_takes_the_category_of_its_firearm() -> None:
    assert suggested(kind="barrel") == Suggestion(None, (), ("firearm_category",), ())
    assert suggested(kind="magazine").lacks == ()


def test_an_alarm_weapon_is_no_firearm_whatever_was_done_to_it() -> None:
    assert suggested(kind="alarm_gas", deactivated=True, acoustic=True).category == ""


def test_an_acoustic_firearm_lacks_what_its_live_form_lacks() -> None:
    suggestion = suggested(kind="acoustic")
    assert suggestion.category is None
    assert "action" in suggestion.lacks
    assert set(suggestion.possible) <= {"A9", "B8", "C5", ""}


def test_every_fact_that_may_be_lacking_has_a_name_for_the_reader() -> None:
    lacking = (
        set(suggested().lacks) | set(suggested(kind="barrel").lacks) | set(suggested(kind="acoustic").lacks)
    )
    assert lacking <= set(FACT_NAMES)
    assert str(fact_name("barrel_mm")) == "length of the barrel"
