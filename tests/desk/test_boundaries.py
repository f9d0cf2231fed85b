"""Boundaries are received, chosen and dropped by who may, each step in the log; everybody else moves nothing."""

import io
import json
from pathlib import Path

import pytest
from django.conf import settings as office

from headstamp.audit.models import Entry
from headstamp.desk.maps import boundaries as desk
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Invalid, NotAllowed, NotFound
from tests.analysis.geopackages import geopackage
from tests.analysis.test_boundaries import geojson
from tests.cast import Cast

MAY = {"administrator", "head"}


def receive(asker: Asker, content: bytes = geojson()) -> None:  # noqa: B008  bytes do not change
    desk.receive_boundaries(asker, stream=io.BytesIO(content), name="komunat 2025.geojson")


def files() -> set[str]:
    folder = Path(office.HEADSTAMP_BOUNDARIES)
    return {path.name for path in folder.iterdir()} if folder.exists() else set()


def test_a_file_waits_until_somebody_says_what_names_its_areas(cast: Cast) -> None:
    receive(cast.head, geopackage())
    assert desk.boundaries_in_force() is None
    waiting = desk.waiting_boundaries(cast.head)
    assert waiting is not None
    assert (waiting.areas, waiting.repaired) == (3, 0)
    assert [(each.name, each.matching, each.numbers) for each in waiting.properties] == [
        ("name", 3, 0),
        ("fid", 0, 3),
        ("people", 0, 3),
    ]
    desk.use_boundaries(cast.head, names_in="name", people_in="people", origin="Statistics office, 2024")
    in_force = desk.boundaries_in_force()
    assert in_force is not None
    assert in_force.population == {"gjakove": 10_000, "peje": 10_000, "prizren": 10_000}
    assert in_force.origin == "Statistics office, 2024"
    assert files() == {"municipalities.json"}


def test_without_a_property_of_people_there_are_no_rates(cast: Cast) -> None:
    receive(cast.head)
    desk.use_boundaries(cast.head, names_in="name")
    in_force = desk.boundaries_in_force()
    assert in_force is not None
    assert in_force.population == {}


def test_a_property_that_names_nothing_leaves_the_file_waiting(cast: Cast) -> None:
    receive(cast.head)
    with pytest.raises(Invalid):
        desk.use_boundaries(cast.head, names_in="people")
    assert files() == {"waiting.json"}


def test_a_bad_file_replaces_none_that_waits(cast: Cast) -> None:
    receive(cast.head)
    with pytest.raises(Invalid):
        receive(cast.head, b"PK\x03\x04")
    assert desk.waiting_boundaries(cast.head) is not None


def test_what_is_removed_is_gone_and_cannot_be_removed_twice(cast: Cast) -> None:
    receive(cast.head)
    desk.use_boundaries(cast.head, names_in="name")
    receive(cast.administrator)
    desk.drop_boundaries(cast.administrator, waiting=True)
    assert desk.boundaries_in_force() is not None
    desk.drop_boundaries(cast.administrator)
    assert (desk.boundaries_in_force(), files()) == (None, set())
    with pytest.raises(NotFound):
        desk.drop_boundaries(cast.head)
    with pytest.raises(NotFound):
        desk.use_boundaries(cast.head, names_in="name")


def test_each_step_is_in_the_log_without_what_was_typed(cast: Cast) -> None:
    before = Entry.objects.count()
    receive(cast.head)
    desk.use_boundaries(cast.head, names_in="name", origin="Typed words")
    desk.drop_boundaries(cast.head)
    entries = Entry.objects.order_by("position")[before:]
    assert [entry.verb for entry in entries] == ["receive_boundaries", "use_boundaries", "drop_boundaries"]
    assert {entry.actor for entry in entries} == {cast.head.id}
    told = json.dumps([{name: str(value) for name, value in vars(entry).items()} for entry in entries])
    assert "Typed" not in told
    assert "komunat" not in told


def test_nobody_else_may_touch_them(cast: Cast) -> None:
    receive(cast.head)
    desk.use_boundaries(cast.head, names_in="name")
    receive(cast.head)
    before = files(), Entry.objects.count()
    for name, asker in cast.everybody():
        if name in MAY:
            continue
        for deed in (
            lambda who: receive(who),
            lambda who: desk.waiting_boundaries(who),
            lambda who: desk.use_boundaries(who, names_in="name"),
            lambda who: desk.drop_boundaries(who),
            lambda who: desk.drop_boundaries(who, waiting=True),
        ):
            with pytest.raises(NotAllowed):
                deed(asker)
    assert (files(), Entry.objects.count()) == before
