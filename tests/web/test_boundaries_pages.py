"""The page of boundaries: a file is sent, refused with a reason or looked at, then put in force, by who may."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from headstamp.desk.maps.boundaries import boundaries_in_force
from tests.analysis.geopackages import geopackage
from tests.analysis.test_boundaries import UTM, geojson
from tests.plugins.staff import Staff

PAGE = "/map/boundaries/"


@pytest.fixture
def head(staff: Staff, without_second_factor: None) -> Client:
    return staff.client("head_of_unit")


def send(client: Client, content: bytes, name: str = "areas.geojson") -> Any:
    return client.post(f"{PAGE}receive/", {"file": SimpleUploadedFile(name, content)}, follow=True)


def test_a_file_goes_from_the_page_into_force_and_out_again(head: Client) -> None:
    assert "No boundaries are loaded" in head.get(PAGE).text
    page = send(head, geopackage(), "areas.gpkg")
    assert "name (Gjakovë, Пећ, prizren): names 3 municipalities" in page.text
    told = {"names_in": "name", "people_in": "people", "origin": "Statistics office, 2024"}
    page = head.post(f"{PAGE}use/", told, follow=True)
    assert "Maps are drawn with 3 municipalities of the file." in page.text
    assert "Statistics office, 2024" in page.text
    assert boundaries_in_force() is not None
    assert "No boundaries are loaded" in head.post(f"{PAGE}drop/", follow=True).text


def test_a_file_that_cannot_be_used_is_refused_on_the_page_with_the_reason(head: Client) -> None:
    for content, word in ((geojson(**UTM), "EPSG::32634"), (b"", "empty"), (b"\x00\xff", "neither GeoJSON")):
        page = send(head, content)
        assert page.status_code == 422
        assert word in page.text


def test_areas_that_name_nothing_are_told(head: Client) -> None:
    send(head, geojson().replace(b"prizren", b"Atlantis <b>"))
    page = head.post(f"{PAGE}use/", {"names_in": "name", "origin": "x"}, follow=True)
    assert "Atlantis &lt;b&gt;" in page.text


def test_a_property_that_is_not_offered_is_no_choice(head: Client) -> None:
    send(head, geojson())
    assert head.post(f"{PAGE}use/", {"names_in": "none-such", "origin": "x"}).status_code == 422
    assert head.post(f"{PAGE}use/", {"names_in": "people", "origin": "x"}).status_code == 422
    assert boundaries_in_force() is None
