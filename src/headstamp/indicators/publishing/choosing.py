"""From frozen figures to sheets: which figures are public, and how they are split.

Only calendar years are published: a year beside its parts, frozen at different times, would be a difference to attack.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from typing import Protocol

from headstamp.indicators.figure import Status
from headstamp.indicators.publishing.sheets import WHOLE, Place, Sheet, State, Value
from headstamp.kernel.measure import SHARES, Measure

NEVER = ("incidents-suicide", "enquiries", "enquiries-from-special-measures")
"""Figures that would say the same persons again in other words, or that a covert measure runs."""

OF_THINGS = (("kind",), ("context",), ("place_kind",), ("eu_category",), ("equipment",))
FOR_DONORS = "equipment"
"""Split by pieces of equipment, a figure names those only that a project handed over: the others are nobody's business."""
OF_PERSONS = (("sex",), ("age_group",), ("incident_context",), ("sex", "age_group"))


class Geography(StrEnum):
    """The finest place that is published. Counts of persons are never published finer than by directorate."""

    NONE = "none"
    DIRECTORATE = "directorate"
    MUNICIPALITY = "municipality"


class Kept(Protocol):
    """A frozen figure."""

    measure: str
    by: Mapping[str, str]
    value: Decimal | None
    status: str


Categories = Callable[[str], Sequence[str]]
"""Every category of a column, so that nought stands where nothing is."""


def is_public(measure: Measure) -> bool:
    """Whether a figure is published at all. A share of persons gives its numerator away."""
    is_of_persons = measure.counts_persons and measure.unit in SHARES
    return measure.is_frozen and measure.id not in NEVER and not is_of_persons


def splits(measure: Measure, geography: Geography) -> list[tuple[str, ...]]:
    """How a figure is split in public."""
    chosen: list[tuple[str, ...]] = [*(OF_PERSONS if measure.counts_persons else OF_THINGS)]
    if geography is not Geography.NONE:
        chosen.insert(0, ("directorate",))
    if geography is Geography.MUNICIPALITY and not measure.counts_persons:
        chosen.insert(1, ("municipality",))
    return [by for by in chosen if set(by) <= set(measure.by)]


def sheet_of(
    measure: Measure,
    year: str,
    edition: int,
    kept: Iterable[Kept],
    geography: Geography,
    categories: Categories,
) -> Sheet | None:
    """The figure of one year before disclosure control; None if nothing was held that could be counted."""
    told = list(kept)
    whole = _of_split(told, ()).get(())
    if whole is None or whole.status == Status.NO_DATA:
        return None
    cells: dict[Place, Value] = {WHOLE: _value(whole)}
    for by in splits(measure, geography):
        found = _of_split(told, by)
        seen = [dict.fromkeys([*categories(name), *(at[n] for at in found)]) for n, name in enumerate(by)]
        places = _every(seen)
        if (
            not measure.counts_persons
        ):  # things have long lists: only the categories that occur, in their order
            places = [at for at in places if at in found]
        if by == (FOR_DONORS,):
            places = [at for at in places if at[0] in categories(FOR_DONORS)]
        for at in places:
            cells[by, at] = _value(found[at]) if at in found else nothing(measure.unit)
    return Sheet(measure.id, year, edition, str(measure.unit), measure.counts_persons, cells)


def nothing(unit: str) -> Value:
    """What stands where nothing of a category occurred: nought of a count, no share."""
    return Value(None, State.NOT_AVAILABLE) if unit in SHARES else Value(Decimal(0), State.SHOWN)


def _every(seen: Sequence[Mapping[str, None]]) -> list[tuple[str, ...]]:
    places: list[tuple[str, ...]] = [()]
    for names in seen:
        places = [(*place, name) for place in places for name in names]
    return places


def _of_split(kept: Iterable[Kept], by: tuple[str, ...]) -> dict[tuple[str, ...], Kept]:
    """The figures split exactly so, by category; a database may give the columns in another order."""
    return {tuple(each.by[name] for name in by): each for each in kept if set(each.by) == set(by)}


def _value(kept: Kept) -> Value:
    if kept.value is not None:
        return Value(kept.value.normalize(), State.SHOWN)
    return Value(None, State.NOT_AVAILABLE if kept.status == Status.NOT_AVAILABLE else State.NO_DATA)
