"""Numbers that may be entered and that the register counts too: what it counts stands, what was entered where it has nothing."""

from decimal import Decimal
from functools import cache

from headstamp.indicators.asking import Asked, View
from headstamp.indicators.counting import figures
from headstamp.indicators.declared import measure_named, measures
from headstamp.indicators.period import Period
from headstamp.indicators.reckoning import Entered


def counted_or_entered(view: View, entered: Entered) -> Entered:
    """The number of a period: as the register counts it for whose view it is, else as it was entered."""
    counted_as = {each.entered: each.counted_as for each in measures().values() if each.counted_as}

    @cache
    def told(id: str, period: Period) -> Decimal | None:
        if id in counted_as and period.years:
            found = figures(view, measure_named(counted_as[id]), Asked(period=period))
            if found and found[0].value is not None:
                return found[0].value
        return entered(id, period)

    return told
