"""A map of an office without records, and of one without a snapshot."""

import pytest

from headstamp.desk.maps.reading import LAYERS, map_for
from headstamp.kernel.errors import Unavailable
from headstamp.registry.filters import ItemFilter
from headstamp.snapshot.actions import refresh
from tests.cast import Cast

ANY = ItemFilter()


def test_a_snapshot_that_is_not_there_is_said(cast: Cast) -> None:
    with pytest.raises(Unavailable):
        map_for(cast.analyst, ANY, "points")


def test_an_empty_office_has_an_empty_map(cast: Cast) -> None:
    refresh()
    for layer in LAYERS:
        drawn = map_for(cast.analyst, ANY, layer)
        assert (drawn.items, drawn.layer.drawn, drawn.years) == (0, 0, None)
