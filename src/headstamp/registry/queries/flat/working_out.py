"""Columns that SQL does not know, worked out by the column: year and month, directorate, age group."""

from collections.abc import Callable, Mapping

import pyarrow as pa
import pyarrow.compute as pc

from headstamp.registry.ages import age_group, group_of_age
from headstamp.vocabulary import codes

Derived = Mapping[str, tuple[Callable[..., pa.Array], tuple[str, ...]]]
"""Column: how it is worked out, and from which columns."""


def years(dates: pa.DictionaryArray) -> pa.Array:
    """The year of each partial date; nothing where there is none."""
    return _each(dates, lambda text: int(text[:4]) if text else None, pa.int32())


def months(dates: pa.DictionaryArray) -> pa.Array:
    """The month of each partial date, 1-12; nothing where only the year is known."""
    return _each(dates, lambda text: int(text[5:7]) if len(text) >= 7 else None, pa.int32())


def directorates(municipalities: pa.DictionaryArray) -> pa.Array:
    """The directorate that each municipality belongs to; '' for none."""
    known = {each.code: str(each.facts["directorate"]) for each in codes.codes("municipalities").values()}
    return _each(municipalities, lambda code: known.get(code, ""), pa.string())


def listed(transits: pa.DictionaryArray) -> pa.Array:
    """Only codes of the list of jurisdictions, commas between: what a file said in other words stays on the item's page."""
    known = codes.codes("jurisdictions")

    def told(text: str) -> str:
        return ",".join(stop for part in text.split(",") if (stop := part.strip()) in known)

    return _each(transits, told, pa.string())


def age_groups(
    born: pa.DictionaryArray, on: pa.DictionaryArray, age: pa.DictionaryArray, told: pa.DictionaryArray
) -> pa.Array:
    """The age group of each person on the day of the occurrence: by birth, else by the age or the group that was told."""
    rows = zip(*(each.to_pylist() for each in (born, on, age, told)), strict=True)
    return pa.array([_age_group(*row) for row in rows], pa.string())


def _age_group(born: str, on: str, age: str, told: str) -> str:
    return age_group(born, on) or (group_of_age(int(age)) if age else told)


def _each(values: pa.DictionaryArray, work_out: Callable[[str], object], kind: pa.DataType) -> pa.Array:
    """By the different values, of which a chunk has few."""
    told = pa.array([work_out(value) for value in values.dictionary.to_pylist()], kind)
    return pc.take(told, values.indices)
