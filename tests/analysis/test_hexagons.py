"""Hexagons hold what is known precisely enough for their size, and count the rest apart; nothing is lost or doubled."""

import h3
import pytest
from hypothesis import given
from hypothesis import strategies as st

from headstamp.analysis.hexagons import COARSEST, FINEST, Spot, edge_of, hexagons, resolution_for
from headstamp.analysis.precision import BY_CODE

spots = st.lists(
    st.builds(
        Spot,
        latitude=st.floats(41.8, 43.3),
        longitude=st.floats(20.0, 21.8),
        precision=st.sampled_from(["exact", "street", "settlement", "municipality", "unknown"]),
        items=st.integers(1, 9),
    ),
    max_size=30,
)


@given(spots, st.integers(COARSEST, FINEST))
def test_every_item_is_in_one_hexagon_or_counted_apart(listed: list[Spot], resolution: int) -> None:
    found = hexagons(listed, resolution)
    fit = [
        each for each in listed if each.precision in BY_CODE and BY_CODE[each.precision].finest >= resolution
    ]
    assert sum(cell.items for cell in found.cells) == sum(each.items for each in fit)
    assert sum(found.too_coarse.values()) == sum(each.items for each in listed) - sum(
        each.items for each in fit
    )
    assert len({cell.cell for cell in found.cells}) == len(found.cells)
    for each in fit:
        cell = h3.latlng_to_cell(each.latitude, each.longitude, resolution)
        assert any(one.cell == cell for one in found.cells)


def test_a_municipality_s_centre_is_in_no_hexagon_of_any_size() -> None:
    for resolution in range(COARSEST, FINEST + 1):
        found = hexagons([Spot(42.67, 21.17, "municipality", 7)], resolution)
        assert (found.cells, found.too_coarse) == ([], {"municipality": 7})


@pytest.mark.parametrize("code", BY_CODE)
def test_the_finest_hexagon_is_wider_than_what_is_not_known(code: str) -> None:
    known = BY_CODE[code]
    assert edge_of(known.finest) > known.metres


def test_cells_get_finer_as_one_comes_nearer() -> None:
    sizes = [resolution_for(zoom) for zoom in range(2, 16)]
    assert sizes == sorted(sizes)
    assert (sizes[0], sizes[-1]) == (COARSEST, FINEST)


def test_a_ring_is_closed_and_stands_around_its_point() -> None:
    (cell,) = hexagons([Spot(42.67, 21.17, "exact", 1)], 7).cells
    assert cell.ring[0] == cell.ring[-1]
    assert min(x for x, _y in cell.ring) < 21.17 < max(x for x, _y in cell.ring)
    assert min(y for _x, y in cell.ring) < 42.67 < max(y for _x, y in cell.ring)


def test_another_size_is_refused() -> None:
    with pytest.raises(ValueError, match="resolution"):
        hexagons([], 12)
