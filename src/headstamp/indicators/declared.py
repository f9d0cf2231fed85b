"""The catalogue of measures, as handed to this room by the desk; asked for by id."""

from collections.abc import Callable, Iterable

from headstamp.kernel.errors import NotFound
from headstamp.kernel.measure import Measure
from headstamp.kernel.text import gettext_noop, say

_hand: list[Callable[[], Iterable[Measure]]] = []


def use_measures(all_measures: Callable[[], Iterable[Measure]]) -> None:
    """Told once at the start; asked only when something is counted, so that no room is loaded for it earlier."""
    _hand[:] = [all_measures]


def measures() -> dict[str, Measure]:
    """Every measure by its id, in the order of the catalogue."""
    return {measure.id: measure for give in _hand for measure in give()}


def frozen_measures() -> list[Measure]:
    """Those that a closed period keeps."""
    return [measure for measure in measures().values() if measure.is_frozen]


def measure_told_by(id: str) -> Measure | None:
    """The measure of that id, or the one whose numerator is entered under it; None if there is neither."""
    known = measures()
    return known.get(id) or next((each for each in known.values() if id and each.entered == id), None)


def measure_named(id: str) -> Measure:
    """The measure; NotFound says where the ids are."""
    known = measures()
    if id not in known:
        message = gettext_noop("There is no figure “%(id)s”. `headstamp figures list` prints the ids.")
        raise NotFound(say(message, id=id[:60]))
    return known[id]
