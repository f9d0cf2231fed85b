"""Where municipalities and settlements stand: the seat of the one, the middle of the other, from the lists. Never an address."""

from functools import cache

from headstamp.vocabulary import codes

Where = tuple[float, float]


@cache
def _known(list_name: str) -> dict[str, Where]:
    listed = codes.codes(list_name).values()
    return {
        each.code: (float(each.facts["lon"]), float(each.facts["lat"]))
        for each in listed
        if "lon" in each.facts and "lat" in each.facts
    }


def seat_of(code: str) -> Where | None:
    """(longitude, latitude) of a municipality's seat, or of a neighbour's place that stands in its stead."""
    return _known("municipalities").get(code) or _known("places").get(code)


def settlement_at(code: str) -> Where | None:
    """(longitude, latitude) of a settlement of the list."""
    return _known("places").get(code)


def crossing_at(code: str) -> tuple[Where | None, bool]:
    """Where a border crossing is drawn, and whether that is its own place: else it is its municipality's seat."""
    own = _known("border_crossings").get(code)
    if own:
        return own, True
    crossing = codes.code("border_crossings", code)
    return (seat_of(str(crossing.facts.get("municipality", ""))) if crossing else None), False


codes.on_forget(_known.cache_clear)
