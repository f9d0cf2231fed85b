"""How far the year's figures may be trusted: what is not said, what nobody checked, what may still come in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from headstamp.desk.dashboard.counting import Counter
from headstamp.desk.ways import Lead
from headstamp.indicators.declared import measure_named
from headstamp.indicators.figure import Figure
from headstamp.indicators.period import UNKNOWN, Period
from headstamp.kernel.measure import Measure

LIMIT = 0.10
"""Beyond this share of not said or not checked, a figure is called unsafe."""
_ASKED = (
    ("firearms-seized", "municipality"),
    ("firearms-seized", "context"),
    ("firearms-seized", "make_code"),
    ("firearms-seized", "calibre_code"),
    ("firearms-seized", "serial_state"),
    ("seizures", "status"),
)
_NOT_SAFE = {"status": ("entered",), "serial_state": (UNKNOWN, "not_looked_for")}


@dataclass(frozen=True, slots=True)
class Trust:
    """Of `of` counted, `missing` do not say the column (or, for status, were not checked)."""

    measure: Measure
    column: str
    missing: Decimal
    of: Decimal
    leads: Sequence[Lead]

    @property
    def percent(self) -> float:
        return float(100 * self.missing / self.of)

    @property
    def is_unsafe(self) -> bool:
        return float(self.missing) > LIMIT * float(self.of)


def trust_in(count: Counter, period: Period, today: date) -> list[Trust]:
    """What is missing, the weakest first; nothing for a column that is said and checked throughout."""
    found = [trust for id, column in _ASKED if (trust := _trust(count, measure_named(id), column, period))]
    found = [trust for trust in found if trust.missing]
    return sorted(found, key=lambda trust: -trust.percent)


def _trust(count: Counter, measure: Measure, column: str, period: Period) -> Trust | None:
    if column not in measure.by:
        return None
    cells = [
        figure for figure in count.figures(measure, period=period, by=(column,)) if figure.value and figure.by
    ]
    total = sum((figure.value or Decimal(0) for figure in cells), Decimal(0))
    if not total:
        return None
    weak = [figure for figure in cells if _is_weak(figure, column)]
    missing = sum((figure.value or Decimal(0) for figure in weak), Decimal(0))
    leads = [lead for figure in weak if (lead := count.lead(measure, figure))]
    return Trust(measure, column, missing, total, leads)


def _is_weak(figure: Figure, column: str) -> bool:
    return figure.by[column] in _NOT_SAFE.get(column, (UNKNOWN,))
