"""The map's page says all in tables, its script gets the same, and odd questions get an answer, not an error."""

import json
import re

import pytest
from django.test import Client
from django.urls import reverse

from headstamp.desk.maps.reading import LAYERS
from headstamp.registry import actions
from headstamp.registry.facts import ItemFacts, OccurrenceFacts, PlaceFacts
from headstamp.snapshot.actions import refresh
from tests.plugins.staff import Staff

PISTOL = ItemFacts(kind="pistol", origin="RS", destination="XK")


def seizure(where: PlaceFacts, on: str = "2021-05-06") -> OccurrenceFacts:
    return OccurrenceFacts(kind="seizure", occurred_on=on, place=where, items=(PISTOL,))


@pytest.fixture
def officer(staff: Staff, without_second_factor: None) -> Client:
    asker = staff.asker("officer")
    for where in (
        PlaceFacts(municipality="peje", latitude=42.66, longitude=20.29),
        PlaceFacts(municipality="peje"),
        PlaceFacts(municipality="prizren", crossing="vermice", kind="border_crossing_point"),
    ):
        actions.record_occurrence(asker, facts=seizure(where))
    refresh()
    return staff.client("officer")


@pytest.mark.parametrize("layer", LAYERS)
def test_the_page_tells_in_a_table_what_the_script_draws(officer: Client, layer: str) -> None:
    page = officer.get("/map/", {"layer": layer})
    answer = officer.get("/map/layer.json", {"layer": layer}).json()
    shown = re.search(r"<div data-told>(.*?)</div>\s*<script id=\"map-setting\"", page.text, re.DOTALL)
    assert shown
    assert shown[1].strip() == answer["told"].strip()
    assert "3 items" in page.text
    assert "Security Council resolution 1244 (1999)" in page.text
    assert "imply no opinion on the status" in page.text


def test_numbers_lead_to_the_list_with_the_same_filters(officer: Client) -> None:
    page = officer.get("/map/", {"year": "2021", "kind": "pistol"}).text
    (address,) = re.findall(r'href="(/items/\?[^"]*municipality=peje)"', page)
    listed = officer.get(address.replace("&amp;", "&"))
    assert listed.context["count"].number == 2
    assert "year=2021" in address
    assert "kind=pistol" in address


def test_filters_carry_to_every_layer_to_the_list_and_to_the_export(officer: Client) -> None:
    page = officer.get("/map/", {"year": "2021", "layer": "points"}).text
    tabs = re.findall(r'href="/map/\?year=2021&amp;layer=(\w+)" data-carries', page)
    assert tabs == list(LAYERS)
    assert 'href="/items/?year=2021"' in page
    assert '<input type="hidden" name="layer" value="points">' in page
    assert '<input type="hidden" name="year" value="2021">' in page  # of the export


def test_a_circle_carries_its_words_and_its_address(officer: Client) -> None:
    answer = officer.get("/map/layer.json").json()
    told = {each["properties"]["title"]: each["properties"] for each in answer["features"]["features"]}
    assert told["Prizren"]["address"] == "/items/?municipality=prizren"
    assert told["Pejë/Peć"]["text"] == "2 items · 0.20 per 10,000 inhabitants"
    assert told["Pejë/Peć"]["radius"] > told["Prizren"]["radius"]


def test_the_occurrences_of_a_mark_are_a_page_and_a_bubble(officer: Client) -> None:
    where = {"longitude": "20.29", "latitude": "42.66", "at": "exact"}
    page = officer.get("/map/place/", where)
    assert "<html" in page.text
    assert len(set(re.findall(r"/occurrences/\w{26}/", page.text))) == 1
    bubble = officer.get("/map/place/", where, headers={"HX-Request": "true"})
    assert "<html" not in bubble.text
    assert "1 occurrence" in bubble.text
    assert officer.get("/map/place/", {"cell": "no"}).status_code == 404


@pytest.mark.parametrize("zoom", ["", "x", "nan", "inf", "-3", "1e400", "99"])
def test_an_odd_zoom_is_the_usual_one(officer: Client, zoom: str) -> None:
    assert officer.get("/map/layer.json", {"layer": "hexagons", "zoom": zoom}).status_code == 200


def test_an_odd_layer_or_filter_is_left_out(officer: Client) -> None:
    page = officer.get("/map/", {"layer": "none-such", "year": "twenty"})
    assert page.context["name"] == "municipalities"
    assert "Write a year with four digits." in page.text


def test_an_office_without_records_says_what_to_do(staff: Staff, without_second_factor: None) -> None:
    refresh()
    assert "There is nothing to draw yet" in staff.client("officer").get("/map/").text


def test_the_kosovo_name_has_its_sign(officer: Client) -> None:
    setting = re.search(
        r'<script id="map-setting" type="application/json">(.*?)</script>', officer.get("/map/").text
    )
    assert setting
    names = [name for _x, _y, name, kind in json.loads(setting[1])["names"] if kind == "jurisdiction"]
    assert "Kosovo*" in names
    assert "Kosovo" not in names


def test_the_page_asks_the_database_as_often_for_many_as_for_few(
    officer: Client, staff: Staff, django_assert_max_num_queries: object
) -> None:
    with django_assert_max_num_queries(60) as few:  # type: ignore[operator]
        officer.get(reverse("map"))
    for number in range(12):
        actions.record_occurrence(
            staff.asker("officer"),
            facts=seizure(PlaceFacts(municipality="gjilan"), f"2022-01-{number + 1:02}"),
        )
    refresh()
    with django_assert_max_num_queries(len(few)):  # type: ignore[operator]
        officer.get(reverse("map"))
