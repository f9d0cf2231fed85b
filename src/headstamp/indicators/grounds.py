"""Whether nought may be said of a period: only if something of the measure's ground was recorded in it or before it.

Asked only where a nought would be said, once for all periods; where a row was counted, there was ground for it.
"""

from collections.abc import Callable
from functools import cache
from typing import Any

import ibis

from headstamp.indicators.asking import View
from headstamp.indicators.period import MONTHS, Period
from headstamp.kernel.measure import Measure
from headstamp.kernel.text import gettext_noop
from headstamp.kernel.values import PartialDate

NOT_RECORDED = gettext_noop("Nothing of this kind was recorded in this period or before it.")


def grounded(view: View, measure: Measure, until: str = "") -> Callable[[Period], bool]:
    """Tells of a period, up to the date `until` if there is one, whether there is ground for nought, as the asker of
    the view may know."""
    end = PartialDate.parse(until).latest if until else None

    @cache
    def first(in_months: bool) -> tuple[int | str | None, bool]:
        return _first(view, measure, in_months=in_months)

    def is_grounded(period: Period) -> bool:
        if measure.ground is None:
            return True
        in_months = end is not None or period.every in MONTHS
        begun, has_any = first(in_months)
        days = [day for day in (period.last, end) if day]
        if not days:  # all, and what has no date: neither has a before
            return has_any
        last: Any = f"{min(days):%Y-%m}" if in_months else min(days).year
        return begun is not None and begun <= last

    return is_grounded


def _first(view: View, measure: Measure, *, in_months: bool) -> tuple[int | str | None, bool]:
    """The first year or month at whose end each part was recorded, and whether each is, dated or not."""
    parts = measure.ground.parts if measure.ground else ()

    def expression(view: Any) -> Any:
        table = view.table(parts[0].table or measure.table)
        date = table[parts[0].period or measure.period]
        when = _month(date) if in_months else table[parts[0].year if parts[0].table else measure.year]
        rows = [part.rows(table).fill_null(False) for part in parts]
        return table.aggregate(
            **{f"begun{n}": when.min(where=each) for n, each in enumerate(rows)},
            **{f"recorded{n}": each.sum() for n, each in enumerate(rows)},
        )

    [row] = view.answer((measure.id, "ground", in_months), expression)
    begun, recorded = row[: len(parts)], row[len(parts) :]
    return None if None in begun else max(begun), all(recorded)


def _month(date: Any) -> Any:
    """The month that a partial date has passed for certain: of one that knows its year only, the last."""
    text = date.fill_null("")
    return ibis.cases((text.length() >= 7, text.substr(0, 7)), (text.length() == 4, text.concat("-12")))
