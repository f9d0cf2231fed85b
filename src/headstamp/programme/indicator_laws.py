"""What must hold of an indicator before it is written: a bound one counts by a measure, with codes that it can be chosen by."""

from headstamp.indicators.declared import measures
from headstamp.indicators.period import ALL, Period
from headstamp.kernel.table import Column, ColumnType
from headstamp.kernel.text import Message, gettext_noop, say
from headstamp.programme.facts import IndicatorFacts, PointFacts
from headstamp.programme.laws import CHOOSE, FILL, LONG, MOST, check_date, check_name, choice, is_number
from headstamp.programme.models import Direction, PointKind
from headstamp.registry.laws.problems import Problems
from headstamp.snapshot.declared import tables
from headstamp.vocabulary import codes

_NUMBER = say(gettext_noop("Write a number with at most two decimals."))
_PERIOD = say(gettext_noop("Write a year as 2022, or a period as 2022-H1, 2022-Q3 or 2022-05."))
_EVIDENCE = say(gettext_noop("Say what shows it: the document, its date, who published it."))
_BOUND = say(
    gettext_noop("What was reached is counted by the measure. Take this away, or choose no measure.")
)
_UNBOUND = say(gettext_noop("This says which records a measure counts. Choose the measure."))
_ONCE = say(gettext_noop("This period is told twice."))


def check_indicator(facts: IndicatorFacts) -> None:
    """Invalid with everything that is wrong with the indicator."""
    problems = Problems()
    check_name(problems, facts.code, facts.title, facts.definition, "definition")
    check_date(problems, "baseline_on", facts.baseline_on)
    choice(problems, "direction", facts.direction, ["", *Direction.values])
    if len(facts.unit) > 60:
        problems.add("unit", LONG)
    if facts.baseline is not None and not is_number(abs(facts.baseline), 10**14):
        problems.add("baseline", _NUMBER)
    _check_binding(problems, facts)
    seen = set()
    for at, point in enumerate(facts.points):
        _check_point(problems, f"points.{at}", point, is_bound=bool(facts.measure))
        key = (point.kind, point.period, point.sex, point.jurisdiction)
        if key in seen:
            problems.add(f"points.{at}.period", _ONCE)
        seen.add(key)
    problems.must_be_none()


def _check_binding(problems: Problems, facts: IndicatorFacts) -> None:
    measure = measures().get(facts.measure)
    if facts.measure and measure is None:
        problems.add("measure", CHOOSE)
    for at, where in enumerate(facts.where):
        here = f"where.{at}"
        if not facts.measure:
            problems.add(f"{here}.column", _UNBOUND)
        elif measure and where.column not in measure.by:
            known = ", ".join(measure.by) or "-"
            message = gettext_noop("This figure can be chosen by: %(known)s.")
            problems.add(f"{here}.column", say(message, known=known))
        elif measure and not _are_codes(measure.table, where.column, where.codes):
            problems.add(f"{here}.codes", CHOOSE)


def _are_codes(table: str, column: str, told: str) -> bool:
    """Whether all of them are codes that the column can have; a flag is "yes" or "no"."""
    declared = next((each for each in tables()[table].columns if each.name == column), None)
    return declared is not None and all(_is_code(declared, each) for each in told.split(","))


def _is_code(column: Column, code: str) -> bool:
    if column.type is ColumnType.FLAG:
        return code in ("yes", "no")
    return codes.is_code(column.list_name, code) if column.list_name else bool(code) and len(code) <= 48


def _check_point(problems: Problems, here: str, point: PointFacts, *, is_bound: bool) -> None:
    choice(problems, f"{here}.kind", point.kind, PointKind.values)
    if problem := _period_problem(point.period):
        problems.add(f"{here}.period", problem)
    if not is_number(abs(point.value), 10**14):
        problems.add(f"{here}.value", _NUMBER)
    choice(problems, f"{here}.sex", point.sex, ["", *codes.codes("sexes")])
    choice(problems, f"{here}.jurisdiction", point.jurisdiction, ["", *codes.codes("jurisdictions")])
    if len(point.evidence) > MOST:
        problems.add(f"{here}.evidence", LONG)
    if point.kind == PointKind.ACTUAL and is_bound:
        problems.add(f"{here}.kind", _BOUND)
    elif point.kind == PointKind.ACTUAL and not point.evidence.strip():
        problems.add(f"{here}.evidence", _EVIDENCE)


def _period_problem(period: str) -> Message | None:
    if not period:
        return FILL
    try:
        return _PERIOD if Period.parse(period).name in (ALL,) or period != period.strip() else None
    except ValueError:
        return _PERIOD
