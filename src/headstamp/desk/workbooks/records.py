"""The records behind a figure one by one: for a split that no list of the pages can show alone."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from headstamp.indicators.asking import View
from headstamp.indicators.counting import bucket
from headstamp.kernel.measure import Measure

Addresses = Mapping[tuple[str, ...], tuple[str, ...]]
"""By the buckets of a split: the addresses of the records that are counted there."""

# A person is read in the occurrence: the page of a person asks for more rights than a figure of persons.
_PAGES = {
    "items": ("items", "item_uid"),
    "occurrences": ("occurrences", "occurrence_uid"),
    "checks": ("checks", "check_uid"),
    "persons": ("occurrences", "occurrence_uid"),
    "statuses": ("occurrences", "occurrence_uid"),
}


def addresses(
    view: View, measure: Measure, year: str, by: tuple[str, ...], only: Mapping[str, str]
) -> Addresses:
    """Each record of the year that the numerator counts, as the view's asker may know of it."""
    numerator = measure.numerator
    if numerator is None or measure.table not in _PAGES:
        return {}
    page, uid = _PAGES[measure.table]

    def expression(view: View) -> Any:
        table = view.table(measure.table)
        found = table.filter(
            numerator.rows(table).fill_null(False) & (table[measure.period].substr(0, 4) == year)
        )
        for column, wanted in only.items():
            found = found.filter(bucket(found[column]) == wanted)
        cells = [bucket(found[name]).name(f"of_{name}") for name in by]
        return found.select(*cells, found[uid].name("uid")).distinct().order_by("uid")

    rows = view.answer(("records", measure.id, year, by, tuple(sorted(only.items()))), expression)
    listed: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for *cell, found in rows:
        listed[tuple(cell)].append(f"/{page}/{found}/")
    return {cell: tuple(each) for cell, each in listed.items()}
