"""Outputs and indicators of a project as results with indicators, disaggregated as they were told."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from headstamp.desk.aid.leaving_out import LeftOut
from headstamp.iati.activity import Indicator, Number, Period, Result
from headstamp.indicators.period import Period as Named
from headstamp.kernel.text import gettext_noop, say
from headstamp.kernel.values import PartialDate
from headstamp.programme.models import Indicator as Wanted
from headstamp.programme.models import Output, OutputKind, OutputNumber, Project, Qualifier, Tallied

OUTPUT, OTHER = "1", "9"
UNITS, QUALITATIVE = "1", "5"
Span = tuple[date, date] | None


def span_of(starts_on: str, ends_on: str) -> Span:
    """First and last day of what may be known to the month alone; None where neither is known."""
    known = [PartialDate.parse(text) for text in (starts_on, ends_on) if text]
    return (known[0].earliest, known[-1].latest) if known else None


def results_of(
    project: Project, outputs: Sequence[Output], indicators: Sequence[Wanted], left: list[LeftOut]
) -> tuple[Result, ...]:
    """A result for each output, and one for what the project wants to reach. What is left out is added to `left`."""
    whole = span_of(project.starts_on, project.ends_on)
    delivered = [_delivered(project, each, whole, left) for each in outputs]
    wanted = tuple(_wanted(project, each, left) for each in indicators)
    return (*delivered, *((Result(OTHER, project.title, wanted),) if wanted else ()))


def _delivered(project: Project, output: Output, whole: Span, left: list[LeftOut]) -> Result:
    """One output; where no number is told it is a fact without one."""
    own = span_of(output.starts_on, output.ends_on) or whole
    by_unit: dict[str, list[OutputNumber]] = {}
    for number in sorted(output.numbers.all(), key=lambda row: row.position):
        by_unit.setdefault(number.unit, []).append(number)
    told = tuple(_tallied(project, unit, rows, own, left) for unit, rows in by_unit.items())
    plain = Indicator(str(OutputKind(output.kind).label), QUALITATIVE)
    return Result(OUTPUT, output.title, told or (plain,), output.description)


def _tallied(
    project: Project, unit: str, rows: Sequence[OutputNumber], own: Span, left: list[LeftOut]
) -> Indicator:
    by_span: dict[tuple[date, date], list[Number]] = {}
    for row in rows:
        span = span_of(row.period, row.period) or own
        if span is None:
            why = gettext_noop("a number of a result: no time is told for it")
            left.append(LeftOut(project.code, say(why)))
        else:
            by_span.setdefault(span, []).append(Number(row.value, parts=_parts(row), words=_words(row)))
    may_add = False if unit == Tallied.ATTENDANCES else None
    return Indicator(str(Tallied(unit).label), UNITS, may_add=may_add, periods=_periods(by_span))


def _periods(by_span: dict[tuple[date, date], list[Number]]) -> tuple[Period, ...]:
    return tuple(Period(start, end, tuple(numbers)) for (start, end), numbers in sorted(by_span.items()))


def _parts(row: OutputNumber) -> tuple[tuple[str, str], ...]:
    told = (("sex", row.sex), ("jurisdiction", row.jurisdiction), ("audience", row.audience))
    return tuple((name, value) for name, value in told if value)


def _words(row: OutputNumber) -> str:
    """What keeps the number as it was told: its qualifier and the form in which it is printed."""
    qualifier = str(Qualifier(row.qualifier).label) if row.qualifier else ""
    printed = f"Printed as: {row.printed}" if row.printed else ""
    return "; ".join(text for text in (qualifier, printed) if text)


def _wanted(project: Project, told: Wanted, left: list[LeftOut]) -> Indicator:
    """An indicator with its targets and what was told to be reached. What the register counts stays in the register."""
    if told.measure:
        why = gettext_noop("what was reached of an indicator: it is counted from the register")
        left.append(LeftOut(project.code, say(why)))
    return Indicator(
        told.title,
        UNITS,
        " ".join(text for text in (told.unit, told.definition) if text),
        {"up": True, "down": False}.get(told.direction),
        baseline=(told.baseline, told.baseline_on[:4])
        if told.baseline is not None and told.baseline_on
        else None,
        periods=_periods(dict(_points(told))),
    )


def _points(told: Wanted) -> Iterator[tuple[tuple[date, date], list[Number]]]:
    by_span: dict[tuple[date, date], list[Number]] = {}
    for point in sorted(told.points.all(), key=lambda row: row.pk):
        period = Named.parse(point.period)
        if period.first and period.last:
            parts = (("sex", point.sex), ("jurisdiction", point.jurisdiction))
            kept = tuple((name, value) for name, value in parts if value)
            number = Number(point.value, point.kind == "target", kept)
            by_span.setdefault((period.first, period.last), []).append(number)
    yield from by_span.items()


def places_told(outputs: Iterable[Output]) -> tuple[str, ...]:
    """Places that outputs name, each once."""
    return tuple(dict.fromkeys(each.place for each in outputs if each.place))
