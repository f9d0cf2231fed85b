"""Charts say every number in words, leave gaps for missing ones, and are what the schema allows."""

import altair
import pytest

from headstamp.documents.charts import Chart, Point, Shape, Writing, png, svg

POINTS = (
    Point("2020", 1135, "1.135", group="Pistol", address="/items/?year=2020"),
    Point("2021", None, "no data", group="Pistol"),
    Point(
        "2022", 1473, "1.473", group="Rifle", is_open=True, low=900, high=1300, centre=1100, is_signal=True
    ),
)
WRITING = Writing(decimal=",", thousands=".")


def _chart(shape: Shape) -> Chart:
    return Chart("seized", "Firearms seized", shape, POINTS, "Year", "Firearms")


@pytest.mark.parametrize("shape", list(Shape))
def test_every_shape_is_a_valid_specification(shape: Shape) -> None:
    altair.Chart.from_dict(_chart(shape).spec, validate=True)


@pytest.mark.parametrize("shape", [Shape.COLUMNS, Shape.RANKED])
def test_a_number_is_written_as_the_reader_writes_it_and_a_missing_one_in_words(shape: Shape) -> None:
    drawn = svg(_chart(shape).spec, WRITING)
    assert ">1.135<" in drawn
    assert ">no data<" in drawn


def test_a_missing_number_is_a_gap_and_no_column() -> None:
    drawn = svg(_chart(Shape.COLUMNS).spec, WRITING)
    assert drawn.count('aria-roledescription="bar"') == 2


def test_years_stand_in_the_order_given_though_one_has_no_number() -> None:
    drawn = svg(_chart(Shape.COLUMNS).spec, WRITING)
    assert drawn.index(">2020<") < drawn.index(">2021<") < drawn.index(">2022<")


def test_a_signal_differs_from_the_others_by_shape() -> None:
    layers = _chart(Shape.USUAL_RANGE).spec["layer"]
    assert {layer["mark"].get("shape", "circle") for layer in layers if layer["mark"]["type"] == "point"} == {
        "circle",
        "triangle-up",
    }


def test_a_chart_of_nothing_knows_that_it_is_empty() -> None:
    assert Chart("k", "t", Shape.COLUMNS, [Point("2020", None, "no data")], "Year", "n").is_empty
    assert not _chart(Shape.COLUMNS).is_empty


def test_paper_gets_a_picture() -> None:
    assert png(_chart(Shape.PARTS).spec, WRITING).startswith(b"\x89PNG")
