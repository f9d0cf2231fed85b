"""From counted parts to figures: periods are put together, shares reckoned, and what is missing says so.

No data is None: the table holds nothing at all for the period, or nothing of the measure's ground was recorded in it or
before it. Nought means that there are records, that such things are recorded, and that none counts.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal

from headstamp.indicators.asking import Asked
from headstamp.indicators.figure import Figure, Status, untold
from headstamp.indicators.grounds import NOT_RECORDED
from headstamp.indicators.period import UNKNOWN, Every, Period, between, in_order, of_year, periods_of
from headstamp.kernel.measure import Measure
from headstamp.kernel.text import Message, gettext_noop, say

Key = tuple[str, ...]
"""A date of 4 or 7 characters ('' if unknown), then the bucket of each column split by."""

Entered = Callable[[str, Period], Decimal | None]
"""The value entered under an id for a period, if there is one."""

NOUGHT = gettext_noop("The denominator is 0.")
_NO_MIDDLE = gettext_noop("There is nothing of which the middle could be taken.")
_NOT_ENTERED = gettext_noop(
    "The numerator is no count of this register, and nobody has entered it for this period."
)
_NOT_SPLIT = gettext_noop("The numerator is entered as a whole and cannot be split.")
_HUNDREDTH = Decimal("0.01")


def NOTHING_ENTERED(_id: str, _period: Period) -> None:  # noqa: N802  it stands where a constant would
    """For a view without entered figures."""


@dataclass(frozen=True, slots=True)
class Part:
    """One query row: records held at all; for numerator and denominator, rows that belong and their value.

    `values` says, for a count of which the middle is taken, how many rows have each value: the middle of two parts is
    not the middle of their middles.
    """

    held: int = 0
    rows: int = 0
    value: Decimal | None = None
    of_rows: int = 0
    of_value: Decimal | None = None
    values: Mapping[Decimal, int] = field(default_factory=dict)

    def __add__(self, other: "Part") -> "Part":
        return Part(
            self.held + other.held,
            self.rows + other.rows,
            _added(self.value, other.value),
            self.of_rows + other.of_rows,
            _added(self.of_value, other.of_value),
            Counter(self.values) + Counter(other.values),
        )

    @property
    def top(self) -> Decimal | None:
        """The numerator: 0 if no row belongs, None if rows belong and none says how many."""
        return self.value if self.rows else Decimal(0)

    @property
    def under(self) -> Decimal | None:
        return self.of_value if self.of_rows else Decimal(0)


def figures_of(
    measure: Measure,
    asked: Asked,
    parts: Mapping[Key, Part],
    *,
    grounded: Callable[[Period], bool],
    as_of: datetime | None = None,
    entered: Entered = NOTHING_ENTERED,
) -> list[Figure]:
    """The figures that the parts make, in order of time and bucket; `grounded` is asked where one would be nought."""
    held: dict[Period, int] = defaultdict(int)
    cells: dict[Period, dict[Key, Part]] = defaultdict(lambda: defaultdict(Part))
    for key, part in parts.items():
        for period in periods_of(key[0], asked.length):
            held[period] += part.held
            if part.rows or part.of_rows:
                cells[period][key[1:]] += part
    found: list[Figure] = []
    for period in _periods(asked, held):
        if not held[period]:
            found.append(untold(measure, period.name, Status.NO_DATA))
            continue
        if not _counts(measure, cells[period].values()) and not grounded(period):
            found.append(untold(measure, period.name, Status.NO_DATA, say(NOT_RECORDED)))
            continue
        of_period = sorted(cells[period].items(), key=lambda cell: [(b == UNKNOWN, b) for b in cell[0]])
        for buckets, part in of_period or [((), Part())]:
            by = dict(zip(asked.by, buckets, strict=False))
            found.append(_figure(measure, period, by, part, as_of, entered))
    return found


def _counts(measure: Measure, parts: Iterable[Part]) -> bool:
    """Whether a row belongs to the count; of a share, to its denominator."""
    return any(part.of_rows if measure.denominator else part.rows for part in parts)


def _periods(asked: Asked, held: Mapping[Period, int]) -> list[Period]:
    """The one asked for, or all from the first year with records to the last, and the buckets of what is unknown."""
    if asked.period:
        return [asked.period]
    seen = [period for period, number in held.items() if number]
    years = [year for period in seen for year in period.years]
    if asked.length is Every.TWO_YEARS:  # the outermost pairs hold one year of records only
        years = sorted(years)[1:-1]
    known = between(min(years), max(years), asked.length) if years else []
    return in_order({*known, *(period for period in seen if period.is_unknown or not period.years)})


def _figure(
    measure: Measure,
    period: Period,
    by: Mapping[str, str],
    part: Part,
    as_of: datetime | None,
    entered: Entered,
) -> Figure:
    if measure.numerator and measure.numerator.middle:
        middle = middle_of(part.values)
        status, why = (
            (Status.NOT_AVAILABLE, say(_NO_MIDDLE)) if middle is None else (Status.PROVISIONAL, None)
        )
        return Figure(
            measure.id, measure.title, measure.unit, period.name, middle, status, as_of, by, reason=why
        )
    top = part.top if measure.numerator else _entered(measure.entered, period, by, entered)
    if measure.denominator is None:
        status = Status.NO_DATA if top is None else Status.PROVISIONAL
        return Figure(measure.id, measure.title, measure.unit, period.name, top, status, as_of, by)
    under = part.under
    value, status, reason = _share(measure, top, under, bool(by))
    return Figure(
        measure.id, measure.title, measure.unit, period.name, value, status, as_of, by, top, under, reason
    )


def middle_of(values: Mapping[Decimal, int]) -> Decimal | None:
    """The middle one of values that stand so many times each, the mean of two where two stand in the middle; None of none."""
    number = sum(values.values())
    if not number:
        return None
    lower, upper = _at((number - 1) // 2, values), _at(number // 2, values)
    return lower if lower == upper else (lower + upper) / 2


def _at(place: int, values: Mapping[Decimal, int]) -> Decimal:
    """The value that stands at a place, counted from 0, when all are put in order."""
    for value in sorted(values):
        place -= values[value]
        if place < 0:
            return value
    raise IndexError(place)


def _share(
    measure: Measure, top: Decimal | None, under: Decimal | None, is_split: bool
) -> tuple[Decimal | None, Status, Message | None]:
    """Value, status and reason; two decimals, halves away from nought."""
    if not under:
        return None, Status.NOT_AVAILABLE, say(NOUGHT)
    if top is None and measure.numerator is None:
        return None, Status.NOT_AVAILABLE, say(_NOT_SPLIT if is_split else _NOT_ENTERED)
    if top is None:
        return None, Status.NO_DATA, None
    return (measure.times * top / under).quantize(_HUNDREDTH, ROUND_HALF_UP), Status.PROVISIONAL, None


def _entered(id: str, period: Period, by: Mapping[str, str], entered: Entered) -> Decimal | None:
    """What was entered for the period; for two years what was entered for each, if it was for both."""
    if by:
        return None
    if period.every is not Every.TWO_YEARS:
        return entered(id, period)
    values = [entered(id, of_year(year)) for year in period.years]
    if not values or None in values:  # what has no date belongs to no year for which something was entered
        return None
    return sum((value for value in values if value is not None), Decimal(0))


def _added(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    return other if one is None else one if other is None else one + other
