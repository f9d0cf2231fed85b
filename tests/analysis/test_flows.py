"""A way is cut into legs between jurisdictions; what has no place or no second stop is counted, not drawn."""

from headstamp.analysis.flows import Leg, Route, arc, flows
from headstamp.analysis.jurisdictions import BOUNDS, POINTS
from headstamp.vocabulary import codes


def test_a_way_over_transit_has_a_leg_for_each_border() -> None:
    found = flows([Route("ME", "ME", ("XK", "MK"), "GR", 3), Route("XK", "", (), "MK", 2)])
    assert found.legs == [Leg("XK", "MK", 5), Leg("ME", "XK", 3), Leg("MK", "GR", 3)]


def test_what_cannot_be_drawn_is_counted() -> None:
    found = flows(
        [
            Route("RS", "", (), "", 4),
            Route("RS", "RS", (), "RS", 1),
            Route("unknown", "RS", (), "XK", 2),
            Route("", "", (), "", 9),
        ]
    )
    assert (found.legs, found.one_stop, found.nowhere) == ([], 14, 2)


def test_there_and_back_are_two_bows() -> None:
    there, back = arc("RS", "XK"), arc("XK", "RS")
    assert there[0] == back[-1] == POINTS["RS"]
    middle = len(there) // 2
    assert there[middle] != back[middle]


def test_the_region_s_jurisdictions_have_a_point_inside_their_bounds() -> None:
    region = {each.code for each in codes.codes("jurisdictions").values() if each.facts.get("regional")} - {
        "regional"
    }
    assert set(BOUNDS) == region
    for code, (west, south, east, north) in BOUNDS.items():
        longitude, latitude = POINTS[code]
        assert west < longitude < east
        assert south < latitude < north
