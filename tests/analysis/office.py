"""An office with years of records for tests of signals: so many a month, and a month that stands out."""

from collections.abc import Iterable
from typing import Any

from headstamp.accounts.models import Unit
from headstamp.analysis.months import iso_of
from headstamp.registry.models import Item, Occurrence
from tests.registry import rows

LAST = 2022 * 12 + 10
"""November 2022."""


def history(
    unit: Unit, *, months: int = 40, a_month: int = 5, surge: int = 0, **columns: Any
) -> list[Occurrence]:
    """`a_month` pistols seized in house searches in Prizren in each month up to November 2022, and `surge` more in
    that one; by a pattern, so that nothing is chance."""
    numbers = [(month, a_month + (month % 3) - 1) for month in range(LAST - months + 1, LAST + 1)]
    numbers.append((LAST, surge))
    dates = [f"{iso_of(month)}-{1 + at % 28:02}" for month, number in numbers for at in range(number)]
    return recorded(unit, dates, **columns)


def recorded(unit: Unit, dates: Iterable[str], kind: str = "pistol", **columns: Any) -> list[Occurrence]:
    """One occurrence with one item for each date."""
    of_item = {
        name: columns.pop(name)
        for name in ("make_code", "model", "converted_from", "origin", "destination")
        if name in columns
    }
    told = {"municipality": "prizren", "context": "house_search", "source": rows.source(unit)} | columns
    made = Occurrence.objects.bulk_create(
        Occurrence(**rows.owned(unit, {"kind": "seizure", "occurred_on": on, **told})) for on in dates
    )
    repeated = (
        "unit",
        "jurisdiction",
        "visibility",
        "circle",
        "source",
        "municipality",
        "context",
        "occurred_on",
    )
    Item.objects.bulk_create(
        Item(
            occurrence=of, item_class="firearm", kind=kind, occurrence_kind=of.kind, **rows.RECORDED, **of_item,
            **{name: getattr(of, name) for name in repeated},
        )
        for of in made
    )  # fmt: skip
    return made
