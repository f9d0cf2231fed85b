"""The map counts what the list lists, draws nothing finer than it is known, and says of the rest why it is not drawn."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as office

from headstamp.analysis.precision import BY_CODE
from headstamp.desk.maps.asking import without_period
from headstamp.desk.maps.places import Mark, occurrences_at
from headstamp.desk.maps.reading import LAYERS, Drawn, map_for
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import NotFound
from headstamp.registry.asking import Asked, Shape
from headstamp.registry.filters import ItemFilter
from headstamp.registry.models import Item, Occurrence, Place
from headstamp.registry.models.place import Precision
from headstamp.registry.queries import items_visible_to
from headstamp.registry.queries.closing import ASKED_OF_ALL
from headstamp.snapshot.actions import refresh
from headstamp.vocabulary import codes
from tests.cast import Cast
from tests.plugins.standing import module_office
from tests.registry import rows

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("world")]

ANY = ItemFilter()
PLACES = ("peje", "prizren", "mitrovice_e_veriut")
XARRE = ("gn363200", 20.05444, 39.72833)  # a settlement of the list, as it has it
DATES = ("2021-05-06", "2021-05", "2021", "", "2022-01-31")
WAYS = (
    ("RS", "", "", "XK"),
    ("RS", "ME", "ME,AL", "XK"),
    ("RS", "", "", ""),
    ("unknown", "", "", "XK"),
    ("", "", "", ""),
)


@dataclass
class World:
    cast: Cast
    member: Asker

    @property
    def reader(self) -> Asker:
        """The member, who has said why he reads each record of his circle."""
        return replace(self.member, opened=frozenset(Occurrence.objects.values_list("uid", flat=True)))

    def people(self) -> Iterator[tuple[str, Asker]]:
        yield from self.cast.everybody()
        yield "member", self.member


@pytest.fixture(scope="module")
def world(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[World]:
    """Items of every precision, date and way, of every unit and visibility; one settlement without coordinates."""
    with module_office(django_db_blocker, tmp_path_factory.mktemp("home")) as cast:
        yield make_world(cast)


@pytest.fixture
def home(world: World) -> Path:
    """The world's, for all tests of the module."""
    return Path(office.HEADSTAMP_HOME)


def make_world(cast: Cast) -> World:
    circle = rows.circle(cast.officer.id)
    number = 0
    for unit in (cast.unit, cast.other_unit, cast.partner_unit):
        for rights in ({"visibility": "unit"}, {}, {"visibility": "restricted", "circle": circle}):
            for precision in [*Precision.values, "no place"]:
                number += 1
                _occurrence(unit, number, precision, rights)
    refresh()
    return World(cast, cast.in_circle(cast.officer, circle.pk))


def _occurrence(unit: Any, number: int, precision: str, rights: dict[str, Any]) -> None:
    origin, dispatch, transit, destination = WAYS[number % len(WAYS)]
    of = rows.occurrence(
        unit, occurred_on=DATES[number % len(DATES)], municipality=("peje", "prizren", "", "mitrovice_e_veriut")[number % 4],
        context=("", "traffic_control")[number % 2], equipment=("radar_1", "")[number % 2],
        kind=("seizure", "find")[number % 2],
        status=("entered", "checked")[number % 2], **rights,
    )  # fmt: skip
    if precision != "no place":
        is_listed = precision == "settlement" and number % 2
        of.place = Place.objects.create(
            jurisdiction="XK", precision=precision, settlement=XARRE[0] if is_listed else "",
            kind=("inland", "border_crossing_point")[number % 2], crossing=("", "vermice", "")[number % 3],
            latitude=None if is_listed else 42 + number / 100, longitude=None if is_listed else 21.0,
        )  # fmt: skip
        of.save()
    for kind, item_class in (("pistol", "firearm"), ("cartridge", "ammunition"))[: 1 + number % 2]:
        rows.item(
            of, *([f"T-{number}"] if number % 3 == 0 else []), kind=kind, item_class=item_class, make_code=("zastava", "")[number % 2],
            origin=origin, dispatch=dispatch, transit=transit, destination=destination, converted_from=("", "alarm")[number % 2],
            is_craft_made=number % 4 == 0, quantity_unit="rounds" if item_class == "ammunition" else "pieces", legal_status=("seized", "")[number % 2],
        )  # fmt: skip
    rows.findable(of)


def listed(asker: Asker, wanted: ItemFilter) -> int:
    return items_visible_to(asker, wanted).count()


def with_params(wanted: ItemFilter, asks: Any) -> ItemFilter:
    found, problems = ItemFilter.from_params(wanted.to_params() | dict(asks))
    assert not problems
    return found


@pytest.mark.parametrize("layer", LAYERS)
def test_everybody_counts_what_his_list_counts_and_all_of_it_is_accounted_for(
    world: World, layer: str
) -> None:
    for name, asker in world.people():
        drawn = map_for(asker, ANY, layer)
        assert drawn.items == listed(asker, ANY), name
        assert drawn.layer.drawn + sum(aside.items for aside in drawn.layer.asides) == drawn.items, name
        restricted = listed(asker, ItemFilter(visibility="restricted"))
        assert drawn.restricted == restricted, name
    assert map_for(world.member, ANY, layer).restricted > 0


@pytest.mark.parametrize("layer", LAYERS)
def test_every_number_leads_to_a_list_of_as_many(world: World, layer: str) -> None:
    for wanted in (ANY, ItemFilter(year="2021", item_class="firearm")):
        drawn = map_for(world.reader, wanted, layer)
        assert drawn.items == map_for(world.member, wanted, layer).items
        for line in [*drawn.layer.rows, *drawn.layer.asides]:
            if line.asks is not None:
                assert listed(world.reader, with_params(wanted, line.asks)) == line.items, line


def _values() -> Iterator[tuple[str, Asked]]:
    yield from ItemFilter.fields_asked().items()


@pytest.mark.parametrize("name", ItemFilter.fields_asked())
def test_each_filter_of_the_list_is_one_of_the_map(world: World, name: str) -> None:
    """A filter that the map did not know would count too much."""
    asker, counts = world.reader, set()
    for value in _values(world, name, ItemFilter.fields_asked()[name]):
        wanted = replace(ANY, **{name: value})
        counts.add(listed(asker, wanted))
        assert map_for(asker, wanted, "municipalities").items == listed(asker, wanted), value
    if name in TELLING:
        assert counts - {0, listed(asker, ANY)}, "no value tells some from others"


@pytest.mark.parametrize("name", ItemFilter.fields_asked())
def test_a_filter_draws_no_record_whose_reader_has_not_said_why(world: World, name: str) -> None:
    """What lists tell of it is a filter; what stands in it is none, and a whole number tells no place."""
    for value in _values(world, name, ItemFilter.fields_asked()[name]):
        wanted = replace(ANY, **{name: value})
        drawn = map_for(world.member, wanted, "municipalities")
        listed_there = items_visible_to(world.member, wanted)
        if name in ASKED_OF_ALL[Item]:
            assert drawn.items == listed_there.count(), value
        else:
            assert drawn.items == listed_there.exclude(visibility="restricted").count(), value
            assert drawn.restricted == 0, value
    assert map_for(world.member, ItemFilter(mark="T-9", make="zastava"), "municipalities").restricted == 0


TELLING = {
    "text", "item_class", "kind", "make", "year", "date_from", "date_to", "municipality", "directorate", "context", "occurrence_kind",
    "legal_status", "status", "visibility", "unit", "has_serial", "is_converted", "origin", "dispatch", "destination", "mark", "crossing",
    "place_kind", "precision", "quantity_unit", "converted_from", "equipment", "serial_state", "is_craft_made",
}  # fmt: skip
OF_RECORDS = {
    "unit": "unit", "crossing": "occurrence__place__crossing", "place_kind": "occurrence__place__kind", "make": "make_code",
    "precision": "occurrence__place__precision", "country": "country_of_manufacture", "serial_state": "marks__state",
    "calibre": "calibre_code", "became": "legal_status",
}  # fmt: skip
TYPED = {
    "text": ["zastava", "cartridge"],
    "reference": ["1/"],
    "mark": ["T-9", "t9"],
    "directorate": ["peje"],
}


def _values(world: World, name: str, asked: Asked) -> list[str]:
    """Values that some records have, not said, and two of them together where a list takes several."""
    if asked.shape is Shape.FLAG:
        return ["yes", "no"]
    if asked.shape in (Shape.DATE, Shape.YEAR):
        return ["2021"] if asked.shape is Shape.YEAR else ["2021", "2021-05", "2021-05-06", "2022-01-31"]
    if name in TYPED:
        return TYPED[name]
    column = OF_RECORDS.get(name, name)
    if column not in {field.name for field in Item._meta.get_fields()} and "__" not in column:
        column = f"occurrence__{column}"
    found = sorted({str(value or "-") for value in Item.objects.values_list(column, flat=True)})
    return [*found, ",".join(found[:2])] if asked.list_name and len(found) > 1 else found


def test_no_centre_of_a_municipality_is_a_point_and_no_restricted_record_has_one(world: World) -> None:
    for name, asker in world.people():
        drawn = map_for(asker, ANY, "points").layer
        open_ones = sum(
            listed(asker, ItemFilter(precision=code, visibility=visibility))
            for code in BY_CODE
            for visibility in ("unit", "jurisdiction")
        )
        assert sum(drawn.spots["items"]) == drawn.drawn == open_ones, name
    for layer in LAYERS:
        found = map_for(world.member, ItemFilter(visibility="restricted"), layer).layer
        if layer in ("points", "hexagons"):
            assert (found.drawn, sum(found.spots.get("items", [])), found.features) == (0, 0, [])


def test_a_settlement_of_the_list_stands_where_the_list_has_it(world: World) -> None:
    spots = map_for(world.cast.registrar, ItemFilter(precision="settlement"), "points").layer.spots
    at = list(zip(spots["longitude"], spots["latitude"], spots["precision"], strict=True))
    assert (XARRE[1], XARRE[2], 2) in at
    assert {precision for *_where, precision in at} == {2}


def test_what_may_belong_to_the_period_but_does_not_say_so_is_told_apart(world: World) -> None:
    asker = world.cast.analyst
    drawn = map_for(asker, ItemFilter(date_from="2021-05", date_to="2021-05"), "municipalities")
    coarse, undated = (aside.items for aside in drawn.asides)
    assert drawn.items == sum(listed(asker, ItemFilter(date_from=day, date_to=day)) for day in ("2021-05",))
    assert coarse == items_visible_to(asker).filter(occurred_on="2021").count()
    assert undated == items_visible_to(asker).filter(occurred_on="").count()
    of_year = map_for(asker, ItemFilter(year="2021"), "municipalities")
    assert [aside.items for aside in of_year.asides] == [undated]
    assert map_for(asker, ANY, "municipalities").asides == []
    assert drawn.years == of_year.years == (2021, 2022)
    assert without_period(ItemFilter(year="2021", kind="pistol")) == ItemFilter(kind="pistol")


def _marks(drawn: Drawn) -> Iterator[tuple[Mark, int]]:
    spots = drawn.layer.spots
    for at, precision in enumerate(spots["precision"]):
        params = {
            "longitude": spots["longitude"][at],
            "latitude": spots["latitude"][at],
            "at": list(BY_CODE)[precision],
        }
        yield Mark.from_params({name: str(value) for name, value in params.items()}), spots["items"][at]


def test_a_mark_leads_to_the_occurrences_that_stand_there(world: World) -> None:
    for name, asker in world.people():
        for mark, items in _marks(map_for(asker, ANY, "points")):
            found = occurrences_at(asker, ANY, mark)
            assert items_visible_to(asker).filter(occurrence__in=found).count() == items, name
        for row in map_for(asker, ANY, "hexagons").layer.rows:
            found = occurrences_at(asker, ANY, Mark.from_params(row.place or {}))
            assert len(found) == row.occurrences, name


def test_a_stranger_finds_nothing_at_another_s_mark(world: World) -> None:
    mine = ItemFilter(visibility="unit")
    marks = [mark for mark, _items in _marks(map_for(world.cast.registrar, mine, "points"))]
    own = {number for mark in marks for number in occurrences_at(world.cast.registrar, mine, mark)}
    assert len(own) == len(marks) > 1
    for stranger in (world.cast.officer, world.cast.partner, world.cast.nobody, world.cast.donor):
        assert own.isdisjoint(number for mark in marks for number in occurrences_at(stranger, mine, mark))


@pytest.mark.parametrize(
    "params",
    [{}, {"cell": "x"}, {"cell": "f" * 15}, {"longitude": "21", "latitude": "42"}, {"longitude": "nan", "latitude": "1", "at": "exact"},
     {"longitude": "21", "latitude": "42", "at": "municipality"}],
)  # fmt: skip
def test_what_names_no_mark_is_not_found(params: dict[str, str]) -> None:
    with pytest.raises(NotFound):
        Mark.from_params(params)


def test_hexagons_follow_the_zoom(world: World) -> None:
    far, near = (map_for(world.cast.analyst, ANY, "hexagons", zoom).layer for zoom in (5, 12))
    assert far.resolution < near.resolution
    assert far.drawn > near.drawn


def test_by_inhabitants_a_small_place_with_many_comes_first(world: World) -> None:
    drawn = map_for(world.reader, ANY, "rates").layer
    by_number = map_for(world.reader, ANY, "municipalities").layer
    people = {code: codes.codes("municipalities")[code].facts["population"] for code in PLACES}
    items = {row.asks["municipality"]: row.items for row in by_number.rows if row.asks}
    expected = sorted(PLACES, key=lambda code: -items[code] / people[code])
    assert [row.asks["municipality"] for row in drawn.rows if row.asks] == expected
    assert expected[0] == "mitrovice_e_veriut"
    assert {row.asks["municipality"]: row.items for row in drawn.rows if row.asks} == items
    largest = max(drawn.features, key=lambda each: each["properties"]["radius"])
    assert largest["properties"]["code"] == expected[0]
    rates = [float(row.more[-1].replace(",", "")) for row in drawn.rows]
    assert rates == pytest.approx([10_000 * items[code] / people[code] for code in expected], abs=0.005)
