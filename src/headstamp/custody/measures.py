"""Figures of stores: how many were inspected, and how many of them met their standard."""

from collections.abc import Callable
from typing import Any

from headstamp.kernel.measure import Count, Counted, Ground, Measure, Row, Way
from headstamp.kernel.text import gettext_noop, say

_SOURCE = say(gettext_noop("Inspections that the office noted, against the checklist that it is bound by."))
_LAST = say(
    gettext_noop(
        "Of several inspections of one store in a year the last one counts, so each store counts once a year."
    )
)
_KNOWN = say(
    gettext_noop("Stores that were not inspected in the year are not counted, neither as good nor as bad.")
)
_GROUND = Ground(
    say(gettext_noop("inspections of stores")),
    (Count(lambda table: table.inspection_id.notnull(), lambda row: row["inspection_id"] is not None),),
)


def _stores(choose: Callable[[Any], Any], plain: Callable[[Row], bool]) -> Count:
    return Count(
        lambda table: table.is_last_of_year & choose(table), lambda row: row["is_last_of_year"] and plain(row)
    )


def _measure(id: str, title: str, definition: str, count: Count) -> Measure:
    return Measure(
        id,
        say(title),
        say(definition),
        Counted.SITES,
        "inspections",
        count,
        _SOURCE,
        by=("owner",),
        period="inspected_on",
        caveats=(_LAST, _KNOWN),
        way=Way.to_rows(id, ("owner",)),
        ground=_GROUND,
    )


MEASURES = (
    _measure(
        "stores-meeting-standard",
        gettext_noop("Stores that meet their standard"),
        gettext_noop(
            "Stores whose last inspection of the year found nothing against a needed point of the checklist."
        ),
        _stores(lambda table: table.meets, lambda row: bool(row["meets"])),
    ),
    _measure(
        "stores-inspected",
        gettext_noop("Stores inspected"),
        gettext_noop("Stores that were inspected in the year, whatever was found."),
        _stores(lambda table: table.inspection_id.notnull(), lambda row: row["inspection_id"] is not None),
    ),
)
