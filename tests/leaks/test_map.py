"""No map of anybody shows, counts or places a record that he may not know of; a restricted one has no point for anybody."""

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as office
from django.urls import reverse

from headstamp.desk.maps.reading import LAYERS
from headstamp.registry.models import Occurrence
from tests.leaks.conftest import client_of
from tests.leaks.oracle import READERS, World
from tests.leaks.reading import UID, text_of, tokens_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("world")]


@pytest.fixture
def home(world: World) -> Path:
    """The world's, for all tests of the module."""
    return Path(office.HEADSTAMP_HOME)


def occurrences_known(world: World, name: str, *visibilities: str) -> set[str]:
    """Those with a place; a record without one is on no map."""
    return {
        uid
        for uid in placed() & set(world.known(name, "occurrence"))
        if not world.records[uid].rights.is_deleted and world.records[uid].rights.visibility in visibilities
    }


def placed() -> set[str]:
    return set(Occurrence.objects.filter(place__isnull=False).values_list("uid", flat=True))


def latitude_of(uid: str) -> float:
    place: Any = Occurrence.objects.get(uid=uid).place
    return float(place.latitude)


@pytest.mark.parametrize("name", sorted(READERS))
@pytest.mark.parametrize("layer", LAYERS)
def test_a_map_counts_what_one_may_know_and_names_no_record(world: World, name: str, layer: str) -> None:
    client = client_of(world.cast, name)
    items = {uid for uid in world.known(name, "item") if not world.records[uid].rights.is_deleted}
    page = client.get(reverse("map"), {"layer": layer})
    assert page.context["drawn"].items == len(items)
    for address in ("map", "map_layer"):
        text = text_of(client.get(reverse(address), {"layer": layer, "zoom": "12"}))
        assert tokens_in(text) == set()
        assert [uid for uid in UID.findall(text) if uid in world.records] == []


@pytest.mark.parametrize("name", sorted(READERS))
def test_points_stand_for_open_records_that_one_may_know_and_for_no_other(world: World, name: str) -> None:
    answer = client_of(world.cast, name).get(reverse("map_layer"), {"layer": "points"}).json()
    known = occurrences_known(world, name, "unit", "jurisdiction")
    assert sorted(answer["spots"]["latitude"]) == sorted(latitude_of(uid) for uid in known)


@pytest.mark.parametrize("name", sorted(READERS))
def test_a_mark_opens_no_record_that_one_may_not_know(world: World, name: str) -> None:
    """Every record's own point is tried by everybody, as if he had guessed it."""
    client, wrong = client_of(world.cast, name), []
    known = occurrences_known(world, name, "unit", "jurisdiction")
    for record in [each for each in world.of("occurrence") if each.uid in placed()]:
        params = {"longitude": "21.0", "latitude": repr(latitude_of(record.uid)), "at": "exact"}
        found = {
            uid
            for uid in UID.findall(text_of(client.get(reverse("map_place"), params)))
            if uid in world.records
        }
        if found != ({record.uid} & known):
            wrong.append((record.rights, found))
    assert wrong == []
