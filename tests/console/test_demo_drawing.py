"""The demonstration's workbooks: exact totals, the same every time, messy enough to be worth trying."""

import json
from datetime import date
from pathlib import Path

import pytest
import shapely
from openpyxl import load_workbook

import headstamp
from headstamp.console.demo.clerk import wordings
from headstamp.console.demo.drawing import events
from headstamp.console.demo.plan import plan
from headstamp.console.demo.workbooks import write_books
from headstamp.intake.layout import load_layout
from headstamp.vocabulary.codes import code

PUBLISHED = {2020: 1135, 2021: 1280, 2022: 1473}


@pytest.mark.parametrize("year", PUBLISHED)
def test_firearms_seized_add_up_to_the_published_total(year: int) -> None:
    things = [thing for event in events(year) if event.kind == "seizure" for thing in event.things]
    firearms = [thing for thing in things if code("item_kinds", thing.kind).facts["class"] == "firearm"]  # type: ignore[union-attr]
    assert sum(int(thing.quantity) for thing in firearms) == PUBLISHED[year]


def test_every_code_that_is_drawn_is_in_its_list() -> None:
    for event in events(2021):
        for list_name, value in (
            ("occurrence_kinds", event.kind), ("municipalities", event.municipality), ("search_contexts", event.context),
            ("concealment", event.concealment), ("detection_means", event.detection), ("legal_grounds", event.legal_ground),
            ("criminal_contexts", event.criminal_context), ("transport", event.transport), ("place_kinds", event.place_kind),
            ("border_crossings", event.crossing), ("places", event.settlement),
        ):  # fmt: skip
            assert not value or code(list_name, value) is not None, (list_name, value)
        assert all(code("item_kinds", thing.kind) for thing in event.things)
        for thing in event.things:
            for list_name, value in (
                ("firearm_actions", thing.action), ("national_categories", thing.national),
                ("conversion_origins", thing.converted_from), ("legal_statuses", thing.status),
            ):  # fmt: skip
                assert not value or code(list_name, value) is not None, (list_name, value)
            made_in = thing.made_in
            assert not made_in or code("jurisdictions", made_in) or code("historical_states", made_in)


def test_every_code_that_is_drawn_has_the_clerk_s_words() -> None:
    for event in events(2021):
        words = wordings()[event.agency]
        told = [(name, getattr(event, name)) for name in ("legal_ground", "criminal_context", "transport")]
        for thing in event.things:
            told += [
                (name, getattr(thing, name)) for name in ("made_in", "action", "converted_from", "status")
            ]
        assert [pair for pair in told if pair[1] and pair[1] not in words[pair[0]]] == []


def test_a_decision_comes_after_the_seizure_and_not_after_the_registers_end() -> None:
    for event in events(2021):
        for thing in event.things:
            if thing.status_on:
                assert event.day < thing.status_on <= date(2022, 12, 31)
                assert thing.decision


@pytest.mark.parametrize("year", PUBLISHED)
def test_every_point_lies_inside_the_jurisdiction(year: int) -> None:
    shapes = Path(headstamp.__file__).parent / "web" / "static" / "map" / "shapes.json"
    drawn = json.loads(shapes.read_text(encoding="utf-8"))["features"]
    of_xk = [
        each["geometry"] for each in drawn if each["properties"] == {"code": "XK", "kind": "jurisdiction"}
    ]
    outline = shapely.union_all([shapely.from_geojson(json.dumps(each)) for each in of_xk])
    points = [event.point for event in events(year) if event.point]
    assert len(points) > 100
    assert all(outline.contains(shapely.Point(longitude, latitude)) for latitude, longitude in points)


def test_the_same_seed_tells_the_same_year() -> None:
    assert events(2022) == events(2022)
    assert set(plan()["firearms"]) == set(PUBLISHED)


def test_the_workbooks_say_that_they_are_invented_and_keep_their_shape(tmp_path: Path) -> None:
    first, again = write_books(tmp_path / "one", (2020,)), write_books(tmp_path / "two", (2020,))
    for book, twin in zip(first, again, strict=True):
        rows = list(load_workbook(book.path).worksheets[0].iter_rows(values_only=True))
        assert rows == list(load_workbook(twin.path).worksheets[0].iter_rows(values_only=True))
        assert any(word in str(rows[1][0]) for word in ("DEMONSTRIM", "DEMONSTRACIJA", "DEMONSTRATION"))
        headings = set(rows[3])
        assert set(load_layout(book.layout).source_columns()) <= headings
